package dev.souk.alerts;

import dev.souk.model.alert.GeoCircle;

/**
 * Where an alert is filed, read from its {@link Program}: under terms or anchors of which every listing that satisfies it
 * shows at least one. The anchors are not stored, they follow from the clauses.
 */
final class Filing {

    private Filing() {}

    /** Names every term and every anchor that the alert is filed under. */
    static void read(int[] program, Program.TermReader terms, AnchorReader anchors) {
        int at = Program.filing(program);
        int number = Program.number(program[at]);
        switch (Program.kind(program[at])) {
            case Program.FILED_TERMS -> {
                for (int i = 1; i <= number; i++) {
                    terms.term(program[at + i]);
                }
            }
            case Program.FILED_CELLS -> {
                GeoCircle circle = Circle.circle(program, Program.find(program, Program.CIRCLE) + 1);
                int level = GeoCells.level(circle.radiusKm());
                int family = Anchors.Family.of(Anchors.Family.CELL, level);
                GeoCells.cover(circle, level, cell -> scoped(program, at, family, Term.NONE, cell, anchors));
            }
            case Program.FILED_PRICES -> {
                int price = Program.find(program, Program.PRICE);
                int currency = program[price + 1];
                Dyadic.cover(lowest(program, price), highest(program, price), (level, prefix) -> {
                    int family = Anchors.Family.of(Anchors.Family.PRICE, level);
                    scoped(program, at, family, currency, prefix, anchors);
                });
            }
            case Program.FILED_DROP -> {
                int drop = Program.number(program[Program.find(program, Program.DROP)]);
                Dyadic.cover(drop, 100, (level, prefix) -> single(Anchors.Family.DROP, level, prefix, anchors));
            }
            case Program.FILED_ATTRIBUTE -> AttributeFiling.read(program, number, anchors);
            case Program.FILED_EVERYWHERE -> single(Anchors.Family.EVERYWHERE, 0, 0, anchors);
            default -> {}
        }
    }

    static int lowest(int[] program, int price) {
        return Prices.bracket(Program.wide(program, price + 2));
    }

    static int highest(int[] program, int price) {
        return Prices.bracket(Program.wide(program, price + 4));
    }

    private static void single(int kind, int level, int which, AnchorReader anchors) {
        int family = Anchors.Family.of(kind, level);
        anchors.anchor(family, Anchors.Family.key(family, Term.NONE, Term.NONE, which));
    }

    /** Within each category or subcategory that is named, or within none. */
    private static void scoped(int[] program, int at, int family, int name, long which, AnchorReader anchors) {
        int scopes = Program.number(program[at]);
        if (scopes == 0) {
            anchors.anchor(family, Anchors.Family.key(family, Term.NONE, name, which));
        }
        for (int i = 1; i <= scopes; i++) {
            anchors.anchor(family, Anchors.Family.key(family, program[at + i], name, which));
        }
    }

    /** Takes the anchors that an alert is filed under. */
    interface AnchorReader {

        void anchor(int family, long key);
    }
}
