package dev.souk.alerts;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an alert matches a listing or does not, clause by clause. The words are English; who needs another language says a
 * sentence of its own for the kind, the outcome and the values of each clause ({@link Clause#compared}):
 *
 * <pre>{@code
 * if (clause.kind() == Kind.PHOTOS && clause.compared() instanceof Comparison.Photos photos) {
 *     say("%d von mindestens %d Fotos".formatted(photos.found(), photos.wanted()));
 * }
 * }</pre>
 *
 * @param alertId the alert
 * @param clauses every clause that the alert has, and whether the listing is still to be had
 */
public record Explanation(long alertId, List<Clause> clauses) {

    /** Copies the clauses. */
    public Explanation {
        clauses = List.copyOf(clauses);
    }

    /**
     * Whether the whole is satisfied: not met if a clause is not, whatever is unknown of the others; else unknown if a clause
     * is, and met if every one is.
     */
    public Outcome outcome() {
        Outcome whole = Outcome.MET;
        for (Clause clause : clauses) {
            if (clause.outcome() == Outcome.NOT_MET) {
                return Outcome.NOT_MET;
            }
            whole = clause.outcome() == Outcome.UNKNOWN ? Outcome.UNKNOWN : whole;
        }
        return whole;
    }

    /** Whether every clause is met: the alert matches. What is unknown does not match. */
    public boolean matches() {
        return outcome() == Outcome.MET;
    }

    /** The words of all clauses, a line each. */
    @Override
    public String toString() {
        return clauses.stream().map(Clause::toString).collect(Collectors.joining("\n"));
    }

    /**
     * One clause.
     *
     * @param kind which part of the alert it comes from
     * @param outcome whether the listing satisfies it
     * @param words the values compared, to be shown to the person; plain text that can hold words of the listing, so
     *     escape it for HTML
     * @param compared the same values, for words in another language; they can hold words of the listing too
     */
    public record Clause(Kind kind, Outcome outcome, String words, Comparison compared) {

        /** One without values. */
        public Clause(Kind kind, Outcome outcome, String words) {
            this(kind, outcome, words, new Comparison.Nothing());
        }

        /** Of what the listing does not say. */
        static Clause unsaid(Kind kind, String words, boolean orUnknown) {
            return orUnknown
                    ? new Clause(kind, Outcome.MET, words + ", and none has to be")
                    : new Clause(kind, Outcome.UNKNOWN, words);
        }

        Clause comparing(Comparison compared) {
            return new Clause(kind, outcome, words, compared);
        }

        /** The outcome, then the words: {@code not met: no price is given}. */
        @Override
        public String toString() {
            return outcome.words + ": " + words;
        }
    }

    /** Whether a clause is satisfied. */
    public enum Outcome {
        /** The listing satisfies it. */
        MET("met"),
        /** The listing does not satisfy it. */
        NOT_MET("not met"),
        /** The listing does not say; that does not satisfy it either. */
        UNKNOWN("unknown");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        static Outcome of(boolean met) {
            return met ? MET : NOT_MET;
        }
    }

    /** What a clause is about. */
    public enum Kind {
        /** Whether the alert is active. */
        ACTIVE,
        /** Whether the listing can still be had. */
        STATUS,
        /** The marketplace. */
        SOURCE,
        /** The marketplace must be none of these. */
        EXCLUDED_SOURCE,
        /** The category. */
        CATEGORY,
        /** The subcategory. */
        SUBCATEGORY,
        /** The price. */
        PRICE,
        /** A fall of the price. */
        PRICE_DROP,
        /** A word or phrase of the keywords that must occur, or several of which one must. */
        KEYWORDS,
        /** A word or phrase of the keywords that must not occur. */
        EXCLUDED_KEYWORD,
        /** A part of the query that must occur. */
        QUERY,
        /** A part of the query that must not occur. */
        EXCLUDED_BY_QUERY,
        /** A price that the query asks for. */
        QUERY_PRICE,
        /** The place in words. */
        LOCATION,
        /** The distance. */
        NEAR,
        /** Who sells must be one of these. */
        SELLER,
        /** Who sells must be none of these. */
        EXCLUDED_SELLER,
        /** An attribute. */
        ATTRIBUTE,
        /** The number of photos. */
        PHOTOS,
        /** How long ago it was listed. */
        LISTED_WITHIN,
        /** The price must not be one that is typed to be found. */
        MEANT_PRICE
    }
}
