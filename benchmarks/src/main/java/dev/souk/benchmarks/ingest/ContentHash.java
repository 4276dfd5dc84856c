package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The hash by which the baselines know a listing that did not change: SHA-256 of all that it says, as Souk's. */
final class ContentHash {

    private static final int LENGTH = 16;
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(ContentHash::sha256);

    private ContentHash() {}

    static byte[] of(Listing listing) {
        StringBuilder text = new StringBuilder(512);
        field(text, listing.title());
        field(text, listing.url().toString());
        field(text, listing.description());
        field(text, ListingColumns.amount(listing));
        field(text, ListingColumns.currency(listing));
        field(text, listing.location());
        field(text, listing.category());
        field(text, listing.seller().id());
        field(text, listing.listedAt());
        listing.attributes().forEach((name, value) -> {
            field(text, name);
            field(text, value);
        });
        for (ListingImage image : listing.images()) {
            field(text, image.url());
            field(text, image.width());
            field(text, image.height());
        }
        byte[] hash = DIGEST.get().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hash, LENGTH);
    }

    private static void field(StringBuilder text, @Nullable Object value) {
        text.append(value).append('\0');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
