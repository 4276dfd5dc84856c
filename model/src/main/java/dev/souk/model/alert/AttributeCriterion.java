package dev.souk.model.alert;

import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;

/**
 * A demand on one attribute of a listing, such as {@code condition = used_good}. Names and values compare without
 * regard to case. A listing without the attribute does not satisfy it.
 *
 * @param name 1 to 100 characters
 * @param value at most 200 characters
 */
public record AttributeCriterion(String name, String value) {

    /** The longest value. */
    public static final int MAX_LENGTH = 200;

    /** Checks both. */
    public AttributeCriterion {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of an attribute is blank");
        }
        StorableText.require("name of an attribute", name, Listing.MAX_ATTRIBUTE_NAME_LENGTH);
        StorableText.require("attribute " + name, value, MAX_LENGTH);
    }
}
