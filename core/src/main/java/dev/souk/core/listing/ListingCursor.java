package dev.souk.core.listing;

import dev.souk.core.paging.InvalidCursorException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The place after a listing in the list that a query gives in its order. As text it carries a check over the place and
 * the query, so that neither can be exchanged by accident. The check is no secret: a cursor gives access to nothing that
 * the query does not.
 *
 * @param key what the list is sorted by, as {@link ListingOrder} writes it; null if the listing has none
 * @param id breaks ties
 */
record ListingCursor(@Nullable Long key, long id) {

    private static final int LENGTH = 1 + 2 * Long.BYTES + Hashes.LENGTH;
    private static final int ENCODED_LENGTH = LENGTH * 4 / 3;

    String encode(ListingQuery query) {
        byte[] place = ByteBuffer.allocate(LENGTH)
                .put((byte) (key == null ? 0 : 1))
                .putLong(key == null ? 0 : key)
                .putLong(id)
                .put(check(query))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    /**
     * Reads a cursor.
     *
     * @throws InvalidCursorException if {@link #encode} did not give it for this query
     */
    static ListingCursor decode(String cursor, ListingQuery query) {
        if (cursor.length() != ENCODED_LENGTH) {
            throw new InvalidCursorException(cursor);
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(cursor));
        boolean keyed = bytes.get() != 0;
        long key = bytes.getLong();
        ListingCursor place = new ListingCursor(keyed ? key : null, bytes.getLong());
        if (!place.encode(query).equals(cursor)) {
            throw new InvalidCursorException(cursor);
        }
        return place;
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException(cursor);
        }
    }

    /** Rates, and the time of asking, may be others at each slice: what is asked is the same. */
    private byte[] check(ListingQuery query) {
        ListingQuery asked = new ListingQuery(
                query.criteria(),
                query.text(),
                query.statuses(),
                query.listedSince(),
                query.firstSeenSince(),
                query.sort());
        return HexFormat.of().parseHex(Hashes.of(key + " " + id + " " + asked));
    }
}
