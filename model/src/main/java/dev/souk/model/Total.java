package dev.souk.model;

import java.util.Locale;

/** How many items a list has, as exactly as {@link Counting} asked. As text it is what a person reads. */
public sealed interface Total {

    /** The number that is known: see the members for what it says. Never negative. */
    long count();

    /** Whether it is neither a lower bound nor an estimate. */
    default boolean isExact() {
        return this instanceof Exact;
    }

    /** There are so many. */
    static Total exactly(long count) {
        return new Exact(count);
    }

    /** There are so many: {@code 1,234}. */
    record Exact(long count) implements Total {

        /** Checks the number. */
        public Exact {
            requireCount(count);
        }

        @Override
        public String toString() {
            return grouped(count);
        }
    }

    /** There are so many or more: {@code 1,000+}. */
    record AtLeast(long count) implements Total {

        /** Checks the number. */
        public AtLeast {
            requireCount(count);
        }

        @Override
        public String toString() {
            return grouped(count) + "+";
        }
    }

    /** There may be about so many: {@code about 48,000}. */
    record About(long count) implements Total {

        /** Checks the number. */
        public About {
            requireCount(count);
        }

        @Override
        public String toString() {
            return "about " + grouped(count);
        }
    }

    private static void requireCount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("a list cannot have %s items".formatted(count));
        }
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
