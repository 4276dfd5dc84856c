package dev.souk.model.listing;

import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.util.Comparator;

/**
 * What makes a listing the same listing on every visit: its marketplace and the id it has there. Sorted by external id,
 * then source, the order in which rows are locked.
 *
 * @param externalId 1 to 100 characters, not blank
 */
public record ListingKey(SourceId source, String externalId) implements Comparable<ListingKey> {

    /** The longest external id. */
    public static final int MAX_EXTERNAL_ID_LENGTH = 100;

    private static final Comparator<ListingKey> ORDER =
            Comparator.comparing(ListingKey::externalId).thenComparing(ListingKey::source);

    /** Checks the external id. */
    public ListingKey {
        if (externalId.isBlank()) {
            throw new InvalidValueException("externalId", externalId, "external id from " + source + " is blank");
        }
        StorableText.requireOf(source, "externalId", externalId, MAX_EXTERNAL_ID_LENGTH);
    }

    /** Whether a text can be the external id of a listing at all. Where it cannot, no listing has it. */
    public static boolean isExternalId(String text) {
        return !text.isBlank() && StorableText.problem(text, MAX_EXTERNAL_ID_LENGTH) == null;
    }

    @Override
    public int compareTo(ListingKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ":" + externalId;
    }
}
