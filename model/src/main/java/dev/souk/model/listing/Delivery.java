package dev.souk.model.listing;

import java.util.Locale;

/** How a thing comes to its buyer. */
public enum Delivery {
    /** It is fetched, or handed over somewhere. */
    PICKUP,
    /** It is sent. */
    SHIPPING;

    /** As it stands in a listing's attributes: {@code pickup}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
