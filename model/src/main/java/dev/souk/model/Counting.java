package dev.souk.model;

/**
 * How exactly the items of a list are to be counted. An exact count reads every item; a person who leafs through pages
 * rarely needs more than to know that there are over a thousand.
 */
public sealed interface Counting {

    /** Counts every item: the cost grows with their number. */
    Counting EXACT = new Exact();

    /** Counts nothing and asks the planner of the database: costs the same for any list, and can be far off. */
    Counting ESTIMATED = new Estimated();

    /**
     * Counts so many items at most, and says {@code 1,000+} beyond.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    static Counting upTo(long limit) {
        return new UpTo(limit);
    }

    /** Every item. */
    record Exact() implements Counting {}

    /**
     * At most so many.
     *
     * @param limit at least 1, below {@link Long#MAX_VALUE}
     */
    record UpTo(long limit) implements Counting {

        /** Checks the limit. */
        public UpTo {
            if (limit < 1 || limit == Long.MAX_VALUE) {
                throw new InvalidValueException(
                        "limit", limit, "items can be counted up to a positive limit: " + limit);
            }
        }
    }

    /** As the planner of the database believes. */
    record Estimated() implements Counting {}
}
