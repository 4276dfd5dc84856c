package dev.souk.core.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of listings: equal for equal listings, and for practical purposes only for those. SHA-256 over the fields, each
 * with its length before it, cut to {@value #LENGTH} bytes,
 * in hexadecimal digits. An instance hashes one listing after the other and is not thread-safe.
 */
final class Hashes {

    /** Bytes of a hash: 128 bits, so that a sighting stays narrow. */
    static final int LENGTH = 16;

    private static final int FIRST_CAPACITY = 1_024;

    /** All that is hashed, one field after the other: the digest takes it at once. */
    private byte[] bytes = new byte[FIRST_CAPACITY];

    private int length;

    private final MessageDigest digest = sha256();

    /** The hash of everything in the listing but its key. */
    static String of(Listing listing) {
        return new Hashes().hash(listing, listing.status());
    }

    /** The hash that the listing would have with another status. */
    String hash(Listing listing, ListingStatus status) {
        length = 0;
        text(listing.title());
        text(listing.url().toString());
        text(listing.description());
        money(listing.price());
        money(listing.previousPrice());
        text(listing.location());
        point(listing.point());
        text(listing.category());
        text(listing.subcategory());
        text(listing.seller().id());
        text(listing.seller().name());
        text(listing.listedAt() == null ? null : listing.listedAt().toString());
        text(status.name());
        number(listing.attributes().size());
        listing.attributes().forEach((name, value) -> {
            text(name);
            text(value);
        });
        number(listing.images().size());
        listing.images().forEach(this::image);
        return hex();
    }

    /** The first bytes of SHA-256 over a text. */
    static String of(String text) {
        Hashes hash = new Hashes();
        hash.text(text);
        return hash.hex();
    }

    private String hex() {
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest(), 0, LENGTH);
    }

    private void money(@Nullable Money money) {
        text(money == null ? null : money.amount().toPlainString() + money.currency());
    }

    private void point(@Nullable GeoPoint point) {
        // Adding 0.0 makes one of the two zeros, which are equal to the database.
        text(point == null ? null : (point.latitude() + 0.0) + "," + (point.longitude() + 0.0));
    }

    private void image(ListingImage image) {
        text(image.url().toString());
        number(image.width() == null ? 0 : image.width());
        number(image.height() == null ? 0 : image.height());
    }

    private void text(@Nullable String text) {
        if (text == null) {
            number(-1);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void number(int number) {
        reserve(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (number >> shift);
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
