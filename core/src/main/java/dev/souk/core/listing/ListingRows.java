package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code listings}, many in one statement. */
final class ListingRows {

    private static final Field<Object> SEARCH_VECTOR =
            DSL.field(DSL.name(LISTINGS.getName(), "search_vector"), Object.class);
    private static final Field<Object> LOCATION_TERMS =
            DSL.field(DSL.name(LISTINGS.getName(), "location_terms"), Object.class);

    private final UnnestedRows<ListingVersion> rows;
    private final Map<Field<?>, Field<?>> values = new LinkedHashMap<>();

    private ListingRows(List<ListingVersion> versions) {
        rows = new UnnestedRows<>(versions);
        text(LISTINGS.TITLE, version -> version.listing().title());
        text(LISTINGS.LISTING_URL, version -> version.listing().url().toString());
        money(LISTINGS.PRICE, LISTINGS.CURRENCY, version -> version.listing().price());
        money(LISTINGS.PREVIOUS_PRICE, LISTINGS.PREVIOUS_CURRENCY, ListingVersion::previousPrice);
        money(
                LISTINGS.ADVERTISED_PREVIOUS_PRICE,
                LISTINGS.ADVERTISED_PREVIOUS_CURRENCY,
                version -> version.listing().previousPrice());
        text(LISTINGS.LOCATION, version -> version.listing().location());
        degrees(LISTINGS.LATITUDE, GeoPoint::latitude);
        degrees(LISTINGS.LONGITUDE, GeoPoint::longitude);
        text(LISTINGS.CATEGORY, version -> version.listing().category());
        text(LISTINGS.SUBCATEGORY, version -> version.listing().subcategory());
        text(LISTINGS.SELLER_ID, version -> version.listing().seller().id());
        text(LISTINGS.SELLER_NAME, version -> version.listing().seller().name());
        Field<String> listedAt =
                rows.text("listed_date", version -> string(version.listing().listedAt()));
        values.put(LISTINGS.LISTED_DATE, listedAt.cast(SQLDataType.INSTANT));
        mark(LISTINGS.IS_SOLD, ListingStatus.SOLD);
        mark(LISTINGS.IS_DELETED, ListingStatus.REMOVED);
        mark(LISTINGS.IS_PENDING, ListingStatus.PENDING);
        values.put(LISTINGS.CONTENT_HASH, rows.bytes("content_hash", ListingVersion::hash));
        values.put(LISTINGS.SCRAPED_DATE, DSL.currentTimestamp().cast(SQLDataType.INSTANT));
    }

    /**
     * Inserts the listings that are not there and locks the others as they are, in the order given. Since every host
     * does both in the one order of keys, none can wait in a circle with another.
     *
     * @param likelyThere those that are only to be locked, so their words are left out; when such a one is inserted after
     *     all, since it was deleted meanwhile, it has to be updated
     * @return the number of each listing that was inserted
     */
    static Map<ListingKey, Long> insertOrLock(
            DSLContext dsl, List<ListingVersion> versions, Set<ListingKey> likelyThere) {
        ListingRows listings = new ListingRows(versions);
        Predicate<ListingVersion> isLikelyNew =
                version -> !likelyThere.contains(version.listing().key());
        listings.text(
                LISTINGS.DESCRIPTION,
                when(isLikelyNew, version -> version.listing().description()));
        listings.values.put(SEARCH_VECTOR, listings.terms("search_vector", when(isLikelyNew, ListingRows::words)));
        listings.values.put(LOCATION_TERMS, listings.terms("location_terms", when(isLikelyNew, ListingRows::place)));
        Field<Integer> ordinal = listings.rows.ordinal();
        listings.text(LISTINGS.EXTERNAL_ID, version -> version.listing().key().externalId());
        listings.text(
                LISTINGS.SOURCE, version -> version.listing().key().source().value());
        Map<ListingKey, Long> inserted = new HashMap<>();
        dsl.insertInto(LISTINGS, listings.values.keySet())
                .select(DSL.select(listings.values.values())
                        .from(listings.rows.table())
                        .orderBy(ordinal))
                .onConflict(LISTINGS.EXTERNAL_ID, LISTINGS.SOURCE)
                .doUpdate()
                .set(LISTINGS.TITLE, DSL.excluded(LISTINGS.TITLE))
                .where(DSL.falseCondition())
                .returningResult(LISTINGS.ID, LISTINGS.EXTERNAL_ID, LISTINGS.SOURCE)
                .fetch()
                .forEach(row -> inserted.put(new ListingKey(new SourceId(row.value3()), row.value2()), row.value1()));
        return inserted;
    }

    /** Overwrites rows that are locked. */
    static void update(DSLContext dsl, List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        ListingRows listings = new ListingRows(versions);
        Field<Long> id = listings.rows.column("id", SQLDataType.BIGINT, ListingVersion::id);
        Field<Boolean> changed =
                listings.rows.column("changed", SQLDataType.BOOLEAN, version -> version.kind() != null);
        listings.values.put(
                LISTINGS.UPDATED_AT,
                DSL.when(changed, DSL.currentTimestamp().cast(SQLDataType.INSTANT))
                        .otherwise(LISTINGS.UPDATED_AT));
        listings.text(LISTINGS.DESCRIPTION, version -> version.listing().description());
        // Words that are as they were need not be analyzed, sent and read again.
        listings.values.put(
                SEARCH_VECTOR,
                DSL.coalesce(
                        listings.terms("search_vector", when(ListingVersion::hasNewWords, ListingRows::words)),
                        SEARCH_VECTOR));
        listings.values.put(
                LOCATION_TERMS,
                DSL.when(
                                listings.rows.column("new_place", SQLDataType.BOOLEAN, ListingVersion::hasNewPlace),
                                listings.terms("location_terms", when(ListingVersion::hasNewPlace, ListingRows::place)))
                        .otherwise(LOCATION_TERMS));
        Table<?> given = listings.rows.table();
        dsl.update(LISTINGS)
                .set(listings.values)
                .from(given)
                .where(LISTINGS.ID.eq(id))
                .execute();
    }

    private void text(Field<String> target, Function<ListingVersion, @Nullable String> value) {
        values.put(target, rows.text(target.getName(), value));
    }

    private void money(
            Field<BigDecimal> amount, Field<String> currency, Function<ListingVersion, @Nullable Money> value) {
        values.put(amount, rows.column(amount.getName(), SQLDataType.NUMERIC, version -> {
            @Nullable Money money = value.apply(version);
            return money == null ? null : money.amount();
        }));
        text(currency, version -> {
            @Nullable Money money = value.apply(version);
            return money == null ? null : money.currency();
        });
    }

    private void degrees(Field<Double> target, Function<GeoPoint, Double> value) {
        DataType<Double> type = SQLDataType.DOUBLE;
        values.put(target, rows.column(target.getName(), type, version -> {
            @Nullable GeoPoint point = version.listing().point();
            return point == null ? null : value.apply(point);
        }));
    }

    private void mark(Field<Boolean> target, ListingStatus status) {
        values.put(
                target,
                rows.column(
                        target.getName(),
                        SQLDataType.BOOLEAN,
                        version -> version.listing().status() == status));
    }

    private Field<Object> terms(String name, Function<ListingVersion, @Nullable String> value) {
        return DSL.field("cast({0} as tsvector)", Object.class, rows.text(name, value));
    }

    private static String words(ListingVersion version) {
        return SearchVector.of(version.listing().title(), version.listing().description());
    }

    @Nullable
    private static String place(ListingVersion version) {
        @Nullable String location = version.listing().location();
        return location == null ? null : SearchVector.of(location);
    }

    private static Function<ListingVersion, @Nullable String> when(
            Predicate<ListingVersion> which, Function<ListingVersion, @Nullable String> value) {
        return version -> which.test(version) ? value.apply(version) : null;
    }

    @Nullable
    private static String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
