package dev.souk.model.listing;

/** Where a listing stands. */
public enum ListingStatus {
    /** To be had. */
    AVAILABLE,
    /** Promised to somebody, not yet sold. */
    PENDING,
    /** Sold. */
    SOLD,
    /** Taken off the marketplace, for whatever reason. */
    REMOVED,
    /**
     * The page does not say. What is stored of the listing stays; a listing of which nothing is stored yet counts as
     * {@link #AVAILABLE}, so no stored listing has this status.
     */
    UNKNOWN;

    /** Whether a buyer could still get it; true also for {@link #UNKNOWN}, since nothing speaks against it. */
    public boolean isOpen() {
        return this == AVAILABLE || this == PENDING || this == UNKNOWN;
    }

    /** This status, or the other one if this is {@link #UNKNOWN}. */
    public ListingStatus orElse(ListingStatus other) {
        return this == UNKNOWN ? other : this;
    }
}
