package dev.souk.core.paging;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Where a walk through a list stands: the time and the id of the last row seen. Written as 22 characters of base64url.
 *
 * @param at of the years 1 to 9999, cut to microseconds, which is what PostgreSQL keeps
 * @param id positive
 */
public record Cursor(Instant at, long id) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int LENGTH = 22;

    /** Checks both, and cuts the time to microseconds. */
    public Cursor {
        at = at.truncatedTo(ChronoUnit.MICROS);
        if (id < 1 || at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("no row can stand at %s with id %d".formatted(at, id));
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws InvalidCursorException if it is anything else
     */
    public static Cursor decode(String text) {
        try {
            if (text.length() != LENGTH) {
                throw new InvalidCursorException(text);
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = new Cursor(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS), bytes.getLong());
            if (!cursor.encode().equals(text)) {
                throw new InvalidCursorException(text);
            }
            return cursor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidCursorException(text);
        }
    }

    /** The cursor as text, safe in a URL. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
