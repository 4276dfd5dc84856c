package dev.souk.scraper.drift;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is counted of a source's pages. All but {@link #LISTINGS_ON_A_PAGE} are shares. */
public enum Measure {
    /** Of the pages that came, those that gave listings or said that there are none. */
    PAGES_UNDERSTOOD,
    /** Listings, good and bad, by pages that were understood. */
    LISTINGS_ON_A_PAGE,
    /** Of the listings, those with a price. */
    PRICE,
    /** Those with a description. */
    DESCRIPTION,
    /** Those with a place in words. */
    LOCATION,
    /** Those with a place on the map. */
    POINT,
    /** Those with a category. */
    CATEGORY,
    /** Those with the seller's name or number. */
    SELLER,
    /** Those that say since when they are listed. */
    LISTED_AT,
    /** Those that say whether they can still be had. */
    STATUS,
    /** Those with a photo. */
    IMAGES,
    /** Those with a further fact. */
    ATTRIBUTES;

    private static final int LEAST_PAGES = 5;
    private static final int LEAST_LISTINGS = 20;

    /** The measure of this {@link #key}; empty if there is none. */
    public static Optional<Measure> of(String key) {
        return Stream.of(values()).filter(measure -> measure.key().equals(key)).findFirst();
    }

    /** Its name where it is stored, such as {@code listed_at}; at most 30 characters. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isShare() {
        return this != LISTINGS_ON_A_PAGE;
    }

    /** What fewer have in common is left until there are more. */
    int leastSample() {
        return this == PAGES_UNDERSTOOD || this == LISTINGS_ON_A_PAGE ? LEAST_PAGES : LEAST_LISTINGS;
    }

    /** In words. */
    @Override
    public String toString() {
        return key().replace('_', ' ');
    }
}
