package dev.souk.core.listing;

/** The order of what a search finds. Ids break ties, so every order is total. */
public enum ListingSort {
    /** By first sight, the latest first. */
    NEWEST,
    /**
     * By amount, the lowest first; those without a price come last. Nothing is converted: ask for a price range to have
     * one currency.
     */
    PRICE_ASCENDING,
    /** By amount, the highest first; otherwise as {@link #PRICE_ASCENDING}. */
    PRICE_DESCENDING,
    /**
     * By how often and how closely the words asked for occur, the title counting most (PostgreSQL's {@code ts_rank} with
     * its default weights). Needs words that must occur.
     */
    RELEVANCE,
    /** From the centre of the circle outwards; those without a place, where that will do, come last. Needs a circle. */
    DISTANCE
}
