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
    REMOVED;

    /** Whether a buyer could still get it. */
    public boolean isOpen() {
        return this == AVAILABLE || this == PENDING;
    }
}
