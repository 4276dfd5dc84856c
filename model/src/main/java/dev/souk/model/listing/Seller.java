package dev.souk.model.listing;

import dev.souk.model.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * Who sells, as far as the marketplace says.
 *
 * @param id the marketplace's id, at most {@value #MAX_LENGTH} characters; null if it shows none
 * @param name as shown, at most {@value #MAX_LENGTH} characters; null if it shows none
 */
public record Seller(@Nullable String id, @Nullable String name) {

    /** The longest id and the longest name. */
    public static final int MAX_LENGTH = 200;

    /** Nobody known. */
    public static final Seller UNKNOWN = new Seller(null, null);

    /** Checks both. */
    public Seller {
        StorableText.requireNullable("sellerId", id, MAX_LENGTH);
        StorableText.requireNullable("sellerName", name, MAX_LENGTH);
    }
}
