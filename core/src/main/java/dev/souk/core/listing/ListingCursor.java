package dev.souk.core.listing;

import dev.souk.core.paging.InvalidCursorException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The place after a listing in a list that is sorted by first sight and id, newest first. As text it carries a check over
 * the place and the query, so that neither can be exchanged by accident. The check is no secret: a cursor gives access to
 * nothing that the query does not.
 */
record ListingCursor(Instant firstSeenAt, long id) {

    String encode(ListingQuery query) {
        byte[] place = ByteBuffer.allocate(2 * Long.BYTES + Hashes.LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, firstSeenAt))
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
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            Instant firstSeenAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
            ListingCursor place = new ListingCursor(firstSeenAt, bytes.getLong());
            if (place.encode(query).equals(cursor)) {
                return place;
            }
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException | ArithmeticException e) {
            throw new InvalidCursorException(cursor);
        }
        throw new InvalidCursorException(cursor);
    }

    private byte[] check(ListingQuery query) {
        return HexFormat.of().parseHex(Hashes.of(firstSeenAt + " " + id + " " + query));
    }
}
