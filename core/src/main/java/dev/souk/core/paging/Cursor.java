package dev.souk.core.paging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Where a walk through a list stands: the time and the id of the last row seen. Written as 32 characters of base64url,
 * with a check over the place and the name of the list, so that neither can be exchanged by accident. The check is no
 * secret: a cursor gives access to nothing that the list does not.
 *
 * @param at of the years 1 to 9999, cut to microseconds, which is what PostgreSQL keeps
 * @param id positive
 */
public record Cursor(Instant at, long id) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int CHECKED = 8;
    private static final int LENGTH = 2 * Long.BYTES + CHECKED;
    private static final int ENCODED_LENGTH = LENGTH * 4 / 3;

    /** Checks both, and cuts the time to microseconds. */
    public Cursor {
        at = at.truncatedTo(ChronoUnit.MICROS);
        if (id < 1 || at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("no row can stand at %s with id %s".formatted(at, id));
        }
    }

    /**
     * Reads what {@link #encode} wrote for the list of that name.
     *
     * @throws InvalidCursorException if it is anything else
     */
    public static Cursor decode(String text, String list) {
        try {
            if (text.length() != ENCODED_LENGTH) {
                throw new InvalidCursorException(text);
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = new Cursor(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS), bytes.getLong());
            if (!cursor.encode(list).equals(text)) {
                throw new InvalidCursorException(text);
            }
            return cursor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidCursorException(text);
        }
    }

    /** The cursor as text, safe in a URL, for the list of that name. */
    public String encode(String list) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(micros)
                .putLong(id)
                .put(sha256(list + " " + micros + " " + id), 0, CHECKED)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
