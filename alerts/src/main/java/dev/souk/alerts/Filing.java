package dev.souk.alerts;

/**
 * Where an alert is filed, read from its {@link Program}: under terms or anchors of which every listing that satisfies it
 * shows at least one. The anchors are not stored, they follow from the clauses.
 */
final class Filing {

    /** More than can be demanded. */
    private static final int MANY_PHOTOS = 127;

    private Filing() {}

    /** Names every term and every anchor that the alert is filed under. */
    static void read(int[] program, Program.TermReader terms, AnchorReader anchors) {
        int at = Program.filing(program);
        int number = Program.number(program[at]);
        switch (Program.kind(program[at])) {
            case Program.FILED_TERM -> terms.term(program[number]);
            case Program.FILED_TERMS -> {
                for (int i = 1; i <= number; i++) {
                    terms.term(program[at + i]);
                }
            }
            case Program.FILED_CELLS -> {
                int areas = areas(program);
                Areas.cover(program, areas, (level, cell) -> {
                    int family = Anchors.Family.of(Anchors.Family.CELL, level);
                    scoped(program, at, family, Term.NONE, cell, anchors);
                });
                if (Program.kind(program[areas]) == Program.AREAS_OR_NONE) {
                    int family = Anchors.Family.of(Anchors.Family.NO_PLACE, 0);
                    scoped(program, at, family, Term.NONE, 0, anchors);
                }
            }
            case Program.FILED_PRICES -> {
                int price = price(program);
                if (Program.kind(program[price]) == Program.PRICES) {
                    for (int i = price + 1; i < Program.next(program, price) - 1; i += Program.PRICE_SIZE) {
                        prices(program, at, i, anchors);
                    }
                } else {
                    prices(program, at, price, anchors);
                }
                if (acceptsNoPrice(program, price)) {
                    int family = Anchors.Family.of(Anchors.Family.NO_PRICE, 0);
                    scoped(program, at, family, Term.NONE, 0, anchors);
                }
            }
            case Program.FILED_AMOUNTS -> {
                int amount = Program.find(program, Program.AMOUNT);
                // A price without its currency.
                Dyadic.cover(lowest(program, amount - 1), highest(program, amount - 1), (level, prefix) -> {
                    int family = Anchors.Family.of(Anchors.Family.AMOUNT, level);
                    scoped(program, at, family, Term.NONE, prefix, anchors);
                });
            }
            case Program.FILED_CLAUSE -> clause(program, number, anchors);
            case Program.FILED_EVERYWHERE -> single(Anchors.Family.EVERYWHERE, 0, 0, anchors);
            default -> {}
        }
    }

    private static void clause(int[] program, int at, AnchorReader anchors) {
        int number = Program.number(program[at]);
        switch (Program.kind(program[at])) {
            case Program.DROP ->
                Dyadic.cover(number, 100, (level, prefix) -> single(Anchors.Family.DROP, level, prefix, anchors));
            case Program.DROP_AMOUNT -> {
                int least = Prices.bracket(Program.wide(program, at + 2));
                Dyadic.cover(least, Prices.LAST_BRACKET, (level, prefix) -> {
                    int family = Anchors.Family.of(Anchors.Family.DROP_AMOUNT, level);
                    anchors.anchor(family, Anchors.Family.key(family, Term.NONE, program[at + 1], prefix));
                });
            }
            case Program.PHOTOS ->
                Dyadic.cover(
                        photos(number),
                        MANY_PHOTOS,
                        (level, prefix) -> single(Anchors.Family.PHOTOS, level, prefix, anchors));
            case Program.LISTED_WITHIN, Program.LISTED_WITHIN_OR_NONE -> {
                Dyadic.cover(
                        0, Ages.bracket(number), (level, prefix) -> single(Anchors.Family.AGE, level, prefix, anchors));
                if (Program.kind(program[at]) == Program.LISTED_WITHIN_OR_NONE) {
                    single(Anchors.Family.NO_AGE, 0, 0, anchors);
                }
            }
            default -> AttributeFiling.read(program, at, anchors);
        }
    }

    private static int areas(int[] program) {
        int areas = Math.max(Program.find(program, Program.CIRCLE), Program.find(program, Program.AREAS));
        return Math.max(areas, Program.find(program, Program.AREAS_OR_NONE));
    }

    /** The silence on an attribute that the alert is filed under, one of {@link Silences}; -1 if it is not. */
    static long silence(int[] program) {
        int filing = program[Program.filing(program)];
        if (Program.kind(filing) != Program.FILED_CLAUSE) {
            return -1;
        }
        int at = Program.number(filing);
        return Program.kind(program[at]) == Program.ATTRIBUTE_OR_NONE
                ? Silences.of(program[at + 1], AttributeClause.kinds(program, at))
                : -1;
    }

    /** What a number of photos is filed as. */
    static int photos(int count) {
        return Math.min(count, MANY_PHOTOS);
    }

    /** The first clause of prices: of all of them the one that most often excludes no price. */
    private static int price(int[] program) {
        int price = Program.find(program, Program.PRICE);
        if (price < 0) {
            price = Program.find(program, Program.PRICES);
        }
        return price < 0 ? Program.find(program, Program.PRICE_OR_NONE) : price;
    }

    static boolean acceptsNoPrice(int[] program, int price) {
        int kind = Program.kind(program[price]);
        return kind == Program.PRICE_OR_NONE || (kind == Program.PRICES && program[price + 1] == 1);
    }

    private static void prices(int[] program, int at, int price, AnchorReader anchors) {
        int kind = Program.find(program, Program.DROP) < 0 ? Anchors.Family.PRICE : Anchors.Family.DROPPED_PRICE;
        Dyadic.cover(lowest(program, price), highest(program, price), (level, prefix) -> {
            int family = Anchors.Family.of(kind, level);
            scoped(program, at, family, program[price + 1], prefix, anchors);
        });
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

        void anchor(int family, int key);
    }
}
