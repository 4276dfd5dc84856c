package dev.souk.core.cache;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.listing.StoredListing;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages as bytes, for a store outside the process. The first byte is the version of the format, then follows the key, so
 * that a value that came under another key is not taken for what was asked. Reading trusts nothing: lengths are checked
 * before memory is taken, and the model checks the rest.
 */
final class PageCodec {

    /** Part of every key too, so that two versions of Souk can share a store while hosts are being renewed. */
    static final int FORMAT = 1;

    /** A larger value is not kept: reading it would take longer than asking the database. */
    static final int MAX_BYTES = 1 << 20;

    private static final byte EXACT = 0;
    private static final byte AT_LEAST = 1;
    private static final byte ABOUT = 2;

    private PageCodec() {}

    /** The bytes; empty if they are too many. */
    static Optional<byte[]> encode(String key, CachedPage page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            text(out, key);
            total(out, page.total());
            text(out, page.next());
            out.writeInt(page.listings().size());
            for (StoredListing stored : page.listings()) {
                write(out, stored);
                if (out.size() > MAX_BYTES) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.size() > MAX_BYTES ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    private static void total(DataOutputStream out, Total total) throws IOException {
        out.writeByte(total instanceof Total.Exact ? EXACT : total instanceof Total.AtLeast ? AT_LEAST : ABOUT);
        out.writeLong(total.count());
    }

    private static void write(DataOutputStream out, StoredListing stored) throws IOException {
        out.writeLong(stored.id());
        instant(out, stored.firstSeenAt());
        instant(out, stored.changedAt());
        Listing listing = stored.listing();
        text(out, listing.key().source().value());
        text(out, listing.key().externalId());
        text(out, listing.title());
        text(out, listing.url().toString());
        text(out, listing.description());
        money(out, listing.price());
        money(out, listing.previousPrice());
        text(out, listing.location());
        out.writeBoolean(listing.point() != null);
        if (listing.point() != null) {
            out.writeDouble(listing.point().latitude());
            out.writeDouble(listing.point().longitude());
        }
        text(out, listing.category());
        text(out, listing.subcategory());
        text(out, listing.seller().id());
        text(out, listing.seller().name());
        out.writeBoolean(listing.listedAt() != null);
        if (listing.listedAt() != null) {
            instant(out, listing.listedAt());
        }
        text(out, listing.status().name());
        out.writeInt(listing.attributes().size());
        for (Map.Entry<String, String> attribute : listing.attributes().entrySet()) {
            text(out, attribute.getKey());
            text(out, attribute.getValue());
        }
        out.writeInt(listing.images().size());
        for (ListingImage image : listing.images()) {
            text(out, image.url().toString());
            out.writeInt(image.width() == null ? 0 : image.width());
            out.writeInt(image.height() == null ? 0 : image.height());
        }
    }

    private static void money(DataOutputStream out, @Nullable Money money) throws IOException {
        text(out, money == null ? null : money.amount().toPlainString());
        text(out, money == null ? null : money.currency());
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * The page that was encoded under that key.
     *
     * @throws UnreadableValueException if the bytes are anything else
     */
    static CachedPage decode(String key, byte[] value) throws UnreadableValueException {
        ValueReader in = new ValueReader(value);
        if (in.oneByte() != FORMAT) {
            throw new UnreadableValueException("value is of another format");
        }
        if (!in.text().equals(key)) {
            throw new UnreadableValueException("value was kept under another key");
        }
        try {
            Total total = total(in);
            @Nullable String next = in.textOrNull();
            int count = in.count();
            List<StoredListing> listings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                listings.add(read(in));
            }
            in.requireEnd();
            return new CachedPage(listings, total, next);
        } catch (RuntimeException e) {
            throw new UnreadableValueException(e);
        }
    }

    private static Total total(ValueReader in) throws UnreadableValueException {
        byte kind = in.oneByte();
        long count = in.number();
        return switch (kind) {
            case EXACT -> new Total.Exact(count);
            case AT_LEAST -> new Total.AtLeast(count);
            case ABOUT -> new Total.About(count);
            default -> throw new UnreadableValueException("no kind of total: " + kind);
        };
    }

    private static StoredListing read(ValueReader in) throws UnreadableValueException {
        long id = in.number();
        Instant firstSeenAt = instant(in);
        Instant changedAt = instant(in);
        ListingKey key = new ListingKey(new SourceId(in.text()), in.text());
        Listing.Builder listing = Listing.builder(key, in.text(), URI.create(in.text()))
                .description(in.textOrNull())
                .price(money(in))
                .previousPrice(money(in))
                .location(in.textOrNull())
                .point(in.flag() ? new GeoPoint(in.real(), in.real()) : null)
                .category(in.textOrNull())
                .subcategory(in.textOrNull())
                .seller(new Seller(in.textOrNull(), in.textOrNull()))
                .listedAt(in.flag() ? instant(in) : null)
                .status(ListingStatus.valueOf(in.text()));
        int attributes = in.count();
        for (int i = 0; i < attributes; i++) {
            listing.attribute(in.text(), in.text());
        }
        int images = in.count();
        for (int i = 0; i < images; i++) {
            listing.image(new ListingImage(URI.create(in.text()), size(in), size(in)));
        }
        return new StoredListing(id, listing.build(), firstSeenAt, changedAt);
    }

    @Nullable
    private static Money money(ValueReader in) throws UnreadableValueException {
        String amount = in.textOrNull();
        String currency = in.textOrNull();
        return amount == null || currency == null ? null : new Money(new BigDecimal(amount), currency);
    }

    private static Instant instant(ValueReader in) throws UnreadableValueException {
        return Instant.ofEpochSecond(in.number(), in.wholeNumber());
    }

    @Nullable
    private static Integer size(ValueReader in) throws UnreadableValueException {
        int pixels = in.wholeNumber();
        return pixels == 0 ? null : pixels;
    }
}
