package dev.souk.core.listing;

import static dev.souk.jooq.Tables.IMAGES;
import static dev.souk.jooq.Tables.LISTING_ATTRIBUTES;
import static dev.souk.jooq.Tables.LISTING_CHANGES;
import static dev.souk.jooq.Tables.LISTING_PRICES;
import static dev.souk.jooq.Tables.LISTING_SIGHTINGS;

import dev.souk.core.transaction.Exists;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes what hangs on listings that were just written, for many listings in one statement each. Of images and attributes
 * only the rows that differ are written.
 */
final class ListingParts {

    private final DSLContext dsl;

    ListingParts(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Brings images, attributes, price history and the queue of changes in step. */
    void write(List<ListingVersion> versions) {
        // Apart, since what is new and what is there need different plans.
        for (boolean isNew : new boolean[] {true, false}) {
            Predicate<ListingVersion> which = version -> (version.before() == null) == isNew;
            writeImages(select(versions, which.and(ListingVersion::hasNewImages)));
            writeAttributes(select(versions, which.and(ListingVersion::hasNewAttributes)));
        }
        addPrices(select(versions, ListingVersion::hasNewPrice));
        addChanges(select(versions, version -> version.kind() != null));
        addSightings(select(versions, version -> version.before() == null));
    }

    private void writeImages(List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        List<PlacedImage> images = new ArrayList<>();
        for (ListingVersion version : versions) {
            int position = 0;
            for (ListingImage image : version.listing().images()) {
                images.add(new PlacedImage(version.id(), position++, image));
            }
        }
        UnnestedRows<PlacedImage> rows = new UnnestedRows<>(images);
        Field<Long> listing = rows.column("listing_id", SQLDataType.BIGINT, PlacedImage::listingId);
        Field<Integer> position = rows.column("position", SQLDataType.INTEGER, PlacedImage::position);
        Field<String> url = rows.text("url", placed -> placed.image().url().toString());
        Field<Integer> width = rows.column(
                "width", SQLDataType.INTEGER, placed -> placed.image().width());
        Field<Integer> height = rows.column(
                "height", SQLDataType.INTEGER, placed -> placed.image().height());
        Condition samePlace = IMAGES.LISTING_ID.eq(listing).and(IMAGES.POSITION.eq(position));
        Condition same = samePlace
                .and(IMAGES.URL.eq(url))
                .and(IMAGES.WIDTH.isNotDistinctFrom(width))
                .and(IMAGES.HEIGHT.isNotDistinctFrom(height));
        Long[] again = writtenBefore(versions);
        if (again.length > 0) {
            dsl.deleteFrom(IMAGES)
                    .where(IMAGES.LISTING_ID.eq(DSL.any(again)))
                    .andNot(Exists.row(DSL.selectOne().from(rows.table()).where(same)))
                    .execute();
        }
        if (!images.isEmpty()) {
            dsl.insertInto(IMAGES, IMAGES.LISTING_ID, IMAGES.POSITION, IMAGES.URL, IMAGES.WIDTH, IMAGES.HEIGHT)
                    .select(DSL.select(listing, position, url, width, height)
                            .from(rows.table())
                            .where(isMissing(again, IMAGES, samePlace)))
                    .execute();
        }
    }

    private void writeAttributes(List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        List<Map.Entry<Long, Map.Entry<String, String>>> attributes = new ArrayList<>();
        for (ListingVersion version : versions) {
            version.listing().attributes().entrySet().forEach(fact -> attributes.add(Map.entry(version.id(), fact)));
        }
        UnnestedRows<Map.Entry<Long, Map.Entry<String, String>>> rows = new UnnestedRows<>(attributes);
        Field<Long> listing = rows.column("listing_id", SQLDataType.BIGINT, Map.Entry::getKey);
        Field<String> key = rows.text("key", entry -> entry.getValue().getKey());
        Field<String> value = rows.text("value", entry -> entry.getValue().getValue());
        Condition sameKey = LISTING_ATTRIBUTES.LISTING_ID.eq(listing).and(LISTING_ATTRIBUTES.KEY.eq(key));
        Long[] again = writtenBefore(versions);
        if (again.length > 0) {
            dsl.deleteFrom(LISTING_ATTRIBUTES)
                    .where(LISTING_ATTRIBUTES.LISTING_ID.eq(DSL.any(again)))
                    .andNot(Exists.row(
                            DSL.selectOne().from(rows.table()).where(sameKey.and(LISTING_ATTRIBUTES.VALUE.eq(value)))))
                    .execute();
        }
        if (!attributes.isEmpty()) {
            dsl.insertInto(
                            LISTING_ATTRIBUTES,
                            LISTING_ATTRIBUTES.LISTING_ID,
                            LISTING_ATTRIBUTES.KEY,
                            LISTING_ATTRIBUTES.VALUE)
                    .select(DSL.select(listing, key, value)
                            .from(rows.table())
                            .where(isMissing(again, LISTING_ATTRIBUTES, sameKey)))
                    .execute();
        }
    }

    /** Of a listing that is new nothing can be there, so nothing is looked for. */
    private static Condition isMissing(Long[] again, Table<?> table, Condition there) {
        return again.length == 0
                ? DSL.noCondition()
                : DSL.not(Exists.row(DSL.selectOne().from(table).where(there)));
    }

    private void addPrices(List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        UnnestedRows<ListingVersion> rows = new UnnestedRows<>(versions);
        Field<Long> listing = rows.column("listing_id", SQLDataType.BIGINT, ListingVersion::id);
        Field<BigDecimal> price = rows.column(
                "price",
                SQLDataType.NUMERIC,
                version -> amount(version.listing().price()));
        Field<String> currency =
                rows.text("currency", version -> currency(version.listing().price()));
        dsl.insertInto(LISTING_PRICES, LISTING_PRICES.LISTING_ID, LISTING_PRICES.PRICE, LISTING_PRICES.CURRENCY)
                .select(DSL.select(listing, price, currency).from(rows.table()))
                .execute();
    }

    private void addChanges(List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        UnnestedRows<ListingVersion> rows = new UnnestedRows<>(versions);
        Field<Integer> ordinal = rows.ordinal();
        Field<Long> listing = rows.column("listing_id", SQLDataType.BIGINT, ListingVersion::id);
        Field<String> kind = rows.text(
                "kind", version -> Objects.requireNonNull(version.kind()).stored());
        Field<BigDecimal> price = rows.column("price", SQLDataType.NUMERIC, version -> amount(oldPrice(version)));
        Field<String> currency = rows.text("currency", version -> currency(oldPrice(version)));
        dsl.insertInto(
                        LISTING_CHANGES,
                        LISTING_CHANGES.LISTING_ID,
                        LISTING_CHANGES.KIND,
                        LISTING_CHANGES.OLD_PRICE,
                        LISTING_CHANGES.OLD_CURRENCY)
                .select(DSL.select(listing, kind, price, currency)
                        .from(rows.table())
                        .orderBy(ordinal))
                .execute();
    }

    private void addSightings(List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        UnnestedRows<ListingVersion> rows = new UnnestedRows<>(versions);
        Field<Long> listing = rows.column("listing_id", SQLDataType.BIGINT, ListingVersion::id);
        dsl.insertInto(LISTING_SIGHTINGS, LISTING_SIGHTINGS.LISTING_ID)
                .select(DSL.select(listing).from(rows.table()))
                .execute();
    }

    private static Long[] writtenBefore(List<ListingVersion> versions) {
        return versions.stream()
                .filter(version -> version.before() != null)
                .map(ListingVersion::id)
                .toArray(Long[]::new);
    }

    private static List<ListingVersion> select(List<ListingVersion> versions, Predicate<ListingVersion> which) {
        return versions.stream().filter(which).toList();
    }

    /** Told of a listing that became cheaper or dearer; of one that was sold it says nothing. */
    @Nullable
    private static Money oldPrice(ListingVersion version) {
        @Nullable StoredRow before = version.before();
        return before == null || version.kind() != ChangeKind.REPRICED ? null : before.price();
    }

    @Nullable
    private static BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    @Nullable
    private static String currency(@Nullable Money money) {
        return money == null ? null : money.currency();
    }

    /** A photo at its place in the row of photos. */
    private record PlacedImage(long listingId, int position, ListingImage image) {}
}
