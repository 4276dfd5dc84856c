package dev.souk.alerts;

import java.util.function.IntConsumer;

/** Chooses, of all the ways to file an alert, the one that the fewest listings will come upon. Can be used again. */
final class FilingChoice {

    private static final Term[] NO_TERMS = {};

    private static final int MAX_PLACES = 128;
    /** So many places more weigh as much as twice the listings: they cost memory. Of a long alert half its numbers. */
    private static final double PLACES = 32;
    /** Most prices of one currency lie within this many brackets. */
    private static final double USUAL_BRACKETS = 128;
    /** Most numbers under one name lie within this many anchors. */
    private static final double USUAL_ATTRIBUTE_ANCHORS = 32;

    private static final double DROP_SHARE = 0.1;
    private static final double DROP_AMOUNT_SHARE = 0.05;
    private static final double UNPRICED_SHARE = 0.1;
    private static final double ANOTHER_PHOTO_SHARE = 0.8;
    private static final double DATED_SHARE = 0.9;
    private static final double UNPLACED_SHARE = 0.3;

    /** An alert that the average listing would come upon more often is better come upon once, by every listing. */
    private static final double MOST_TIMES = 3;

    private final Shares shares;
    private final Silences silences;
    /** Numbers of the alert, without where it is filed. */
    private int length;

    private double least;
    private int kind;
    private int number;
    private Term[] terms = NO_TERMS;

    private Term[] scope = NO_TERMS;
    private double scopeShare;
    /** Of the listings of a price, how many are shown where the alert would be filed by prices. */
    private double dropShare;

    FilingChoice(Shares shares, Silences silences) {
        this.shares = shares;
        this.silences = silences;
    }

    /** Begins with what is always possible: every listing comes upon the alert. */
    void clear() {
        least = 1;
        kind = Program.FILED_EVERYWHERE;
        number = 0;
        terms = NO_TERMS;
        scope = NO_TERMS;
        scopeShare = 1;
    }

    /** Categories or subcategories, of which a listing must show one: cells and prices are filed within them. */
    void scope(Term[] names) {
        double share = sum(names);
        if (names.length > 0 && share < scopeShare) {
            scope = names;
            scopeShare = share;
        }
    }

    /** How many numbers the alert takes before it is filed: beside many of them many places weigh less. */
    void length(int numbers) {
        length = numbers;
    }

    /** A term that a listing must show. */
    void offer(Term term) {
        if (term.share < least) {
            take(term.share, Program.FILED_TERMS, 1, new Term[] {term});
        }
    }

    /** Terms of which a listing must show one; none for what can never match. */
    void offerAny(Term[] alternatives) {
        double times = 0;
        for (Term term : alternatives) {
            times += alternatives.length > MOST_TIMES ? shares.known(term) : 0;
        }
        if (times > MOST_TIMES) {
            return;
        }
        double unsaid = 0;
        for (Term term : alternatives) {
            unsaid += term.kind == Term.Kind.UNSAID ? term.share : 0;
        }
        double said = Math.max(0, sum(alternatives) - unsaid);
        offer(said, unsaid, alternatives.length, Program.FILED_TERMS, alternatives.length, alternatives);
    }

    /** Terms that a listing must show, all of them. */
    void offerOneOf(Term[] all) {
        offer(rarest(all));
    }

    /** Phrases of which a listing must show one. */
    void offerGroup(Term[][] phrases) {
        Term[] rarest = new Term[phrases.length];
        for (int i = 0; i < phrases.length; i++) {
            rarest[i] = rarest(phrases[i]);
        }
        offerAny(rarest);
    }

    private Term rarest(Term[] all) {
        Term rarest = all[0];
        for (Term term : all) {
            if (term.share < rarest.share) {
                rarest = term;
            }
        }
        return rarest;
    }

    private double sum(Term[] alternatives) {
        double sum = 0;
        for (Term term : alternatives) {
            sum += term.share;
        }
        return Math.min(Shares.NEARLY_ALL, sum);
    }

    /** What clauses other than terms can be filed under. */
    void offerClauses(int[] program, int end, Vocabulary vocabulary) {
        dropShare = 1;
        for (int at = Program.CLAUSES; at < end; at = Program.next(program, at)) {
            dropShare = Program.kind(program[at]) == Program.DROP ? DROP_SHARE : dropShare;
        }
        for (int at = Program.CLAUSES; at < end; at = Program.next(program, at)) {
            switch (Program.kind(program[at])) {
                case Program.CIRCLE, Program.AREAS, Program.AREAS_OR_NONE -> offerCells(program, at);
                case Program.PRICE, Program.PRICE_OR_NONE ->
                    offerPrices(program, at, at, at + Program.PRICE_SIZE, vocabulary);
                case Program.PRICES -> offerPrices(program, at, at + 1, at + Program.number(program[at]), vocabulary);
                case Program.AMOUNT -> {
                    int from = Filing.lowest(program, at - 1);
                    int to = Filing.highest(program, at - 1);
                    offerScoped(brackets(from, to), 0, Dyadic.count(from, to), Program.FILED_AMOUNTS);
                }
                case Program.DROP -> offer(DROP_SHARE, 1, Program.FILED_CLAUSE, at, NO_TERMS);
                case Program.DROP_AMOUNT -> offer(DROP_AMOUNT_SHARE, 1, Program.FILED_CLAUSE, at, NO_TERMS);
                case Program.PHOTOS -> {
                    double share = Math.pow(ANOTHER_PHOTO_SHARE, Program.number(program[at]));
                    offer(share, 1, Program.FILED_CLAUSE, at, NO_TERMS);
                }
                case Program.LISTED_WITHIN, Program.LISTED_WITHIN_OR_NONE -> {
                    double share = DATED_SHARE * Ages.bracket(Program.number(program[at])) / Ages.LAST;
                    boolean orNone = Program.kind(program[at]) == Program.LISTED_WITHIN_OR_NONE;
                    offer(share, orNone ? 1 - DATED_SHARE : 0, 1, Program.FILED_CLAUSE, at, NO_TERMS);
                }
                case Program.ATTRIBUTE, Program.ATTRIBUTE_OR_NONE -> offerAttribute(program, at, vocabulary);
                default -> {}
            }
        }
    }

    private void offerCells(int[] program, int at) {
        int[] cells = {0};
        Areas.cover(program, at, (level, cell) -> cells[0]++);
        double unsaid = Program.kind(program[at]) == Program.AREAS_OR_NONE ? UNPLACED_SHARE : 0;
        offerScoped(Shares.NEARLY_ALL * Math.min(1, guess(program, at)), unsaid, cells[0], Program.FILED_CELLS);
    }

    /** As with cities, the second has half of what the first has. At least what the largest has alone. */
    private static double guess(int[] program, int at) {
        double[] sum = {0};
        double[] largest = {0};
        int[] count = {0};
        Areas.levels(program, at, level -> {
            double one = Math.pow(2, -level / 2.0);
            sum[0] += one;
            largest[0] = Math.max(largest[0], one);
            count[0]++;
        });
        double harmonic = 0;
        for (int i = 1; i <= count[0]; i++) {
            harmonic += 1.0 / i;
        }
        return Math.max(largest[0], sum[0] / count[0] * harmonic);
    }

    /** Of ranges that stand one after the other, each with its currency before it; of the clause at {@code at}. */
    private void offerPrices(int[] program, int at, int first, int end, Vocabulary vocabulary) {
        double share = Filing.acceptsNoPrice(program, at) ? UNPRICED_SHARE : 0;
        int places = 0;
        for (int i = first; i < end; i += Program.PRICE_SIZE) {
            int from = Filing.lowest(program, i);
            int to = Filing.highest(program, i);
            share += dropShare * brackets(from, to) * vocabulary.numbered(program[i + 1]).share;
            places += Dyadic.count(from, to);
        }
        offerScoped(Math.min(1, share), 0, places, Program.FILED_PRICES);
    }

    private static double brackets(int from, int to) {
        return Math.min(Shares.NEARLY_ALL, (to - from + 1) / USUAL_BRACKETS);
    }

    /** Within the scope, unless that takes too many places: more than without it, and than the alert has numbers. */
    private void offerScoped(double share, double unsaid, int parts, int filing) {
        int most = Math.max(MAX_PLACES, Math.max(parts, length));
        boolean isScoped = scope.length > 0 && scope.length * parts <= most;
        Term[] within = isScoped ? scope : NO_TERMS;
        double part = isScoped ? scopeShare : 1;
        int places = parts * Math.max(1, within.length);
        offer(part * share, part * unsaid, places, filing, within.length, within);
    }

    private void offerAttribute(int[] program, int at, Vocabulary vocabulary) {
        Term name = vocabulary.numbered(program[at + 1]);
        boolean orNone = Program.kind(program[at]) == Program.ATTRIBUTE_OR_NONE;
        if (!orNone) {
            offer(name);
        }
        boolean hasRoom =
                !orNone || silences.hasRoomFor(Silences.of(program[at + 1], AttributeClause.kinds(program, at)));
        if (hasRoom && AttributeFiling.isPossible(program, at)) {
            int[] count = {0};
            AttributeFiling.read(program, at, (family, key) -> count[0]++);
            double part = Math.min(1, count[0] / USUAL_ATTRIBUTE_ANCHORS);
            offer(name.share * part, orNone ? 1 - name.share : 0, count[0], Program.FILED_CLAUSE, at, NO_TERMS);
        }
    }

    private void offer(double share, int places, int filing, int head, Term[] under) {
        offer(share, 0, places, filing, head, under);
    }

    /**
     * Where silence will do, on the part of the listings that is {@code unsaid}. However many places it takes and however
     * many listings come there, it costs less than that all come upon the alert, unless they are known to do so again and
     * again.
     */
    private void offer(double share, double unsaid, int places, int filing, int head, Term[] under) {
        double cost = share * (1 + places / Math.max(PLACES, length / 2.0)) + unsaid;
        double bounded = cost < Shares.NEARLY_ALL ? cost : 1 - (1 - Shares.NEARLY_ALL) / (1 + cost);
        if (bounded < least) {
            take(bounded, filing, head, under);
        }
    }

    private void take(double cost, int filing, int head, Term[] under) {
        least = cost;
        kind = filing;
        number = head;
        terms = under;
    }

    /** Writes the choice as the end of a {@link Program}, whose clauses end before {@code end}. */
    void write(int[] program, int end, IntConsumer out) {
        if (kind == Program.FILED_TERMS && terms.length == 1) {
            out.accept(Program.head(Program.FILED_TERM, find(terms[0].number, program, end)));
            return;
        }
        out.accept(Program.head(kind, number));
        for (Term term : terms) {
            out.accept(term.number);
        }
    }

    /** Where in a clause this number stands. It may be no term's there, such as half a price: only the number is read. */
    private static int find(int number, int[] program, int end) {
        int next;
        for (int at = Program.CLAUSES; at < end; at = next) {
            next = Program.next(program, at);
            for (int i = at + 1; i < next; i++) {
                if (program[i] == number) {
                    return i;
                }
            }
        }
        throw new IllegalStateException("no clause speaks of the term " + number);
    }
}
