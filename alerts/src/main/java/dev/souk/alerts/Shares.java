package dev.souk.alerts;

import java.util.Comparator;

/** How large a share of the listings shows a term, learnt or guessed. For the writer of the index. */
final class Shares {

    static final double NEARLY_ALL = 0.95;

    /** So many alerts under one term double the guess at its share: people ask for what there is. */
    private static final double CROWD = 8;

    /** Of the listings that show the rarer word of a pair, how many show the pair, where nobody knows. */
    private static final double PAIRED = 0.1;
    /** So much rarer than its words a pair has to be. */
    private static final double RARER = 0.5;

    private static final double WORDS_OF_A_PREFIX = 4;
    private static final int LONG = 32;
    private static final double[] LETTERS = byLength(0.6);
    private static final double[] DIGITS = byLength(0.8);

    /** Of terms of which one is looked for: the sooner it is found, the less it costs. */
    static final Comparator<Term> MOST_FREQUENT_FIRST = Comparator.comparingDouble(term -> -term.share);

    private final Frequencies frequencies;

    Shares(Frequencies frequencies) {
        this.frequencies = frequencies;
    }

    /** As far as listings have shown it, without a guess; of a prefix nothing is known. */
    double known(Term term) {
        return isPrefix(term) ? 0 : Math.min(NEARLY_ALL, frequencies.share(term.key, 0));
    }

    private static boolean isPrefix(Term term) {
        return term.kind == Term.Kind.PREFIX || term.kind == Term.Kind.TITLE_PREFIX;
    }

    double of(Term term) {
        if (isPrefix(term)) {
            return Math.min(NEARLY_ALL, WORDS_OF_A_PREFIX * word(term)); // Listings are learnt by whole words.
        }
        double crowd = term.kind == Term.Kind.UNSAID ? 1 : 1 + term.alerts / CROWD;
        double guess = Math.min(NEARLY_ALL, guess(term) * crowd);
        return Math.min(NEARLY_ALL, frequencies.share(term.key, guess));
    }

    /** Where in a phrase the pair begins that the fewest listings show; -1 if that is hardly rarer than a word alone. */
    int rarestPair(Term[] phrase) {
        int rarest = -1;
        double least = 1;
        double word = 1;
        for (int i = 0; i < phrase.length; i++) {
            word = Math.min(word, phrase[i].share);
            boolean isPair = i > 0 && TermKey.canPair(phrase[i - 1].number, phrase[i].number);
            if (isPair && ofPair(phrase[i - 1], phrase[i]) < least) {
                rarest = i - 1;
                least = ofPair(phrase[i - 1], phrase[i]);
            }
        }
        return word >= Frequencies.FREQUENT && least < RARER * word ? rarest : -1;
    }

    double ofPair(Term first, Term second) {
        double guess = PAIRED * Math.min(first.share, second.share);
        return Math.min(NEARLY_ALL, frequencies.share(Frequencies.pair(first.key, second.key), guess));
    }

    /**
     * About how many of the listings that show another of the alert's words show this too: the words of one thing come
     * together, and with its category, while anybody anywhere may sell it.
     */
    static double ofSimilar(Term term) {
        return switch (term.kind) {
            case WORD, TITLE -> 0.3 + 0.1 * term.share;
            case SUBCATEGORY -> 0.5 + 0.1 * term.share;
            case CATEGORY -> 0.7 + 0.1 * term.share;
            default -> term.share;
        };
    }

    private static double guess(Term term) {
        return switch (term.kind) {
            case WORD, TITLE, PREFIX, TITLE_PREFIX -> word(term);
            case PLACE -> 0.02;
            case SOURCE -> 0.2;
            case CATEGORY -> 0.05;
            case SUBCATEGORY -> 0.01;
            case SELLER -> 0.001;
            case CURRENCY -> 0.5;
            case ATTRIBUTE -> 0.05;
            case ATTRIBUTE_NAME -> 0.3;
            case UNSAID -> 0.2;
            case PAIR -> PAIRED * Frequencies.FREQUENT;
        };
    }

    /** Long words are rare, numbers are not. */
    private static double word(Term term) {
        double[] byLength = Character.isDigit(term.first()) ? DIGITS : LETTERS;
        return byLength[Math.min(term.length(), LONG) - 1];
    }

    private static double[] byLength(double perCharacter) {
        double[] shares = new double[LONG];
        for (int i = 0; i < LONG; i++) {
            shares[i] = Math.max(0.0005, 0.1 * Math.pow(perCharacter, i));
        }
        return shares;
    }
}
