package dev.souk.scraper.drift;

/**
 * How often something was there.
 *
 * @param hits how often; not negative
 * @param size of how many; not negative
 */
public record Sample(int hits, int size) {

    /** Nothing was looked at. */
    public static final Sample NONE = new Sample(0, 0);

    /** Checks the signs. */
    public Sample {
        if (hits < 0 || size < 0) {
            throw new IllegalArgumentException("a sample cannot be negative: %s of %s".formatted(hits, size));
        }
    }

    /** Both together. */
    public Sample plus(Sample other) {
        return new Sample(Math.addExact(hits, other.hits), Math.addExact(size, other.size));
    }

    double ratio() {
        return (double) hits / size;
    }
}
