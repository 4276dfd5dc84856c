package dev.souk.core.listing;

import static dev.souk.jooq.Tables.IMAGES;
import static dev.souk.jooq.Tables.LISTING_ATTRIBUTES;

import dev.souk.core.listing.StoredParts.Stored;
import dev.souk.jooq.Tables;
import dev.souk.jooq.tables.Listings;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of {@code listings} with their images and attributes, in one statement.
 *
 * <p>An adopted database may hold what the model refuses. The parts that a listing can do without are then left out or
 * cut: a price without a proper currency, a place off the map, an image whose address is none, an attribute without a
 * value, text that is too long. A row without a readable key, title or URL is no listing, and the {@link StoredRow} says
 * why.
 */
final class ListingReader {

    /** The table under the name that it has in every statement of this package. */
    static final Listings LISTING = Tables.LISTINGS.as("listing");

    private static final Field<List<ListingImage>> PHOTOS = DSL.multiset(
                    DSL.select(IMAGES.URL, IMAGES.WIDTH, IMAGES.HEIGHT)
                            .from(IMAGES)
                            .where(IMAGES.LISTING_ID.eq(LISTING.ID))
                            .orderBy(IMAGES.POSITION, IMAGES.ID))
            .convertFrom(rows -> rows.stream()
                    .flatMap(row -> image(row.value1(), row.value2(), row.value3()).stream())
                    .toList());

    private static final Field<List<Map.Entry<String, String>>> FACTS = DSL.multiset(
                    DSL.select(LISTING_ATTRIBUTES.KEY, LISTING_ATTRIBUTES.VALUE)
                            .from(LISTING_ATTRIBUTES)
                            .where(LISTING_ATTRIBUTES.LISTING_ID.eq(LISTING.ID))
                            .and(LISTING_ATTRIBUTES.VALUE.isNotNull())
                            .orderBy(LISTING_ATTRIBUTES.ID))
            .convertFrom(rows -> rows.stream()
                    .map(row -> Map.entry(row.value1(), row.value2()))
                    .toList());

    /** What a row says without its images and attributes. */
    private static final List<Field<?>> ALONE = List.of(
            LISTING.ID,
            LISTING.EXTERNAL_ID,
            LISTING.SOURCE,
            LISTING.TITLE,
            LISTING.DESCRIPTION,
            LISTING.PRICE,
            LISTING.CURRENCY,
            LISTING.PREVIOUS_PRICE,
            LISTING.PREVIOUS_CURRENCY,
            LISTING.ADVERTISED_PREVIOUS_PRICE,
            LISTING.ADVERTISED_PREVIOUS_CURRENCY,
            LISTING.LOCATION,
            LISTING.LATITUDE,
            LISTING.LONGITUDE,
            LISTING.CATEGORY,
            LISTING.SUBCATEGORY,
            LISTING.SELLER_ID,
            LISTING.SELLER_NAME,
            LISTING.LISTING_URL,
            LISTING.LISTED_DATE,
            LISTING.IS_SOLD,
            LISTING.IS_DELETED,
            LISTING.IS_PENDING,
            LISTING.IS_MISSED,
            LISTING.CONTENT_HASH,
            LISTING.CREATED_AT,
            LISTING.UPDATED_AT);

    /** The columns of a statement that jOOQ does not compose, whose rows {@link #record} understands. */
    static final String COLUMNS =
            ALONE.stream().map(field -> "listing." + field.getName()).collect(Collectors.joining(", "));

    /** What {@link #read} needs of a row. */
    static final List<Field<?>> FIELDS =
            Stream.concat(ALONE.stream(), Stream.of(PHOTOS, FACTS)).toList();

    private ListingReader() {}

    /** The start of a statement whose rows {@link #read} understands. */
    static SelectJoinStep<Record> select(DSLContext dsl) {
        return dsl.select(FIELDS).from(LISTING);
    }

    /** As {@link #select}, for the given ids. */
    static SelectConditionStep<Record> selectByIds(DSLContext dsl, List<Long> ids) {
        return select(dsl).where(LISTING.ID.eq(DSL.any(ids.toArray(Long[]::new))));
    }

    /** The row of {@link #COLUMNS} at which the answer stands. */
    static Record record(DSLContext dsl, ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[ALONE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ALONE.get(i).getType() == Instant.class ? instant(row, i + 1) : row.getObject(i + 1);
        }
        Record record = dsl.newRecord(ALONE);
        record.fromArray(values);
        return record;
    }

    /** To the microsecond, and by today's calendar also before 1582. */
    @Nullable
    private static Instant instant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static StoredRow read(Record row) {
        return read(row, row.get(PHOTOS), row.get(FACTS));
    }

    /** Reads a row of {@link #record}, and the images and attributes that were read apart. */
    static StoredRow read(Record row, StoredParts parts) {
        long id = row.get(LISTING.ID);
        List<ListingImage> photos = parts.imagesOf(id).stream()
                .map(Stored::part)
                .flatMap(image -> image(image.url(), image.width(), image.height()).stream())
                .toList();
        List<Map.Entry<String, String>> facts = new ArrayList<>();
        parts.attributesOf(id).forEach(fact -> {
            @Nullable String value = fact.part().value();
            if (value != null) {
                facts.add(Map.entry(fact.part().key(), value));
            }
        });
        return read(row, photos, facts);
    }

    private static StoredRow read(Record row, List<ListingImage> photos, List<Map.Entry<String, String>> facts) {
        @Nullable ListingKey key = null;
        @Nullable Listing said = null;
        @Nullable String problem = null;
        try {
            key = new ListingKey(new SourceId(row.get(LISTING.SOURCE)), row.get(LISTING.EXTERNAL_ID));
            said = listing(key, row, photos, facts);
        } catch (IllegalArgumentException e) {
            problem = "listing %s cannot be read: %s".formatted(row.get(LISTING.ID), e.getMessage());
        }
        return new StoredRow(
                row.get(LISTING.ID),
                key,
                money(row, LISTING.PRICE, LISTING.CURRENCY),
                status(row),
                row.get(LISTING.IS_DELETED) && row.get(LISTING.IS_MISSED),
                money(row, LISTING.PREVIOUS_PRICE, LISTING.PREVIOUS_CURRENCY),
                row.get(LISTING.CREATED_AT),
                row.get(LISTING.UPDATED_AT),
                hex(row.get(LISTING.CONTENT_HASH)),
                said,
                problem);
    }

    private static Listing listing(
            ListingKey key, Record row, List<ListingImage> photos, List<Map.Entry<String, String>> facts) {
        String title = StorableText.repair(row.get(LISTING.TITLE), Listing.MAX_TITLE_LENGTH);
        Listing.Builder listing = Listing.builder(key, title, URI.create(row.get(LISTING.LISTING_URL)))
                .description(text(row, LISTING.DESCRIPTION, Listing.MAX_DESCRIPTION_LENGTH))
                .price(money(row, LISTING.PRICE, LISTING.CURRENCY))
                .previousPrice(money(row, LISTING.ADVERTISED_PREVIOUS_PRICE, LISTING.ADVERTISED_PREVIOUS_CURRENCY))
                .location(text(row, LISTING.LOCATION, Listing.MAX_WORDS_LENGTH))
                .point(point(row))
                .category(text(row, LISTING.CATEGORY, Listing.MAX_WORDS_LENGTH))
                .subcategory(text(row, LISTING.SUBCATEGORY, Listing.MAX_WORDS_LENGTH))
                .seller(new Seller(
                        text(row, LISTING.SELLER_ID, Seller.MAX_LENGTH),
                        text(row, LISTING.SELLER_NAME, Seller.MAX_LENGTH)))
                .listedAt(row.get(LISTING.LISTED_DATE))
                .status(status(row));
        facts.forEach(fact ->
                listing.attribute(fact.getKey(), StorableText.repair(fact.getValue(), Listing.MAX_ATTRIBUTE_LENGTH)));
        photos.forEach(listing::image);
        return listing.build();
    }

    private static ListingStatus status(Record row) {
        if (row.get(LISTING.IS_DELETED)) {
            return ListingStatus.REMOVED;
        }
        if (row.get(LISTING.IS_SOLD)) {
            return ListingStatus.SOLD;
        }
        return row.get(LISTING.IS_PENDING) ? ListingStatus.PENDING : ListingStatus.AVAILABLE;
    }

    @Nullable
    private static Money money(Record row, Field<BigDecimal> amount, Field<String> currency) {
        return money(row.get(amount), row.get(currency));
    }

    /** An amount and a currency as one; null if one of them is missing or the model refuses them. */
    @Nullable
    static Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : orNull(() -> new Money(amount, currency));
    }

    @Nullable
    private static GeoPoint point(Record row) {
        @Nullable Double latitude = row.get(LISTING.LATITUDE);
        @Nullable Double longitude = row.get(LISTING.LONGITUDE);
        return latitude == null || longitude == null ? null : orNull(() -> new GeoPoint(latitude, longitude));
    }

    @Nullable
    private static String text(Record row, Field<String> field, int maxLength) {
        @Nullable String text = row.get(field);
        return text == null ? null : StorableText.repair(text, maxLength);
    }

    private static Optional<ListingImage> image(String url, @Nullable Integer width, @Nullable Integer height) {
        return Optional.ofNullable(orNull(() -> new ListingImage(URI.create(url), positive(width), positive(height))));
    }

    @Nullable
    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    @Nullable
    private static Integer positive(@Nullable Integer number) {
        return number == null || number < 1 ? null : number;
    }

    @Nullable
    private static <T> T orNull(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
