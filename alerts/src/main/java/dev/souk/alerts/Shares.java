package dev.souk.alerts;

/** How large a share of the listings shows a term, learnt or guessed. For the writer of the index. */
final class Shares {

    static final double NEARLY_ALL = 0.95;

    /** So many alerts under one term double the guess at its share: people ask for what there is. */
    private static final double CROWD = 8;

    private final Frequencies frequencies;

    Shares(Frequencies frequencies) {
        this.frequencies = frequencies;
    }

    double of(Term term) {
        double guess = Math.min(NEARLY_ALL, guess(term) * (1 + FiledAlerts.size(term.filed()) / CROWD));
        return Math.min(NEARLY_ALL, frequencies.share(term.key, guess));
    }

    private static double guess(Term term) {
        return switch (term.kind) {
            case WORD -> word(term);
            case PLACE -> 0.02;
            case SOURCE -> 0.2;
            case CATEGORY -> 0.05;
            case SUBCATEGORY -> 0.01;
            case SELLER -> 0.001;
            case CURRENCY -> 0.5;
            case ATTRIBUTE -> 0.05;
            case ATTRIBUTE_NAME -> 0.3;
        };
    }

    /** Long words are rare, numbers are not. */
    private static double word(Term term) {
        double perLetter = Character.isDigit(term.first()) ? 0.8 : 0.6;
        return Math.max(0.0005, 0.1 * Math.pow(perLetter, term.length() - 1));
    }
}
