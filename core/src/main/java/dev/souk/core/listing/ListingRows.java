package dev.souk.core.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code listings}, many in one statement. */
final class ListingRows {

    /** What both statements write of a listing, in the order of {@link #content}. */
    private static final String CONTENT = """
            title, listing_url, price, currency, previous_price, previous_currency,
            advertised_previous_price, advertised_previous_currency, location, latitude, longitude,
            category, subcategory, seller_id, seller_name, listed_date, is_sold, is_deleted, is_pending,
            content_hash""";

    private static final String CONTENT_GIVEN = CONTENT.replaceAll("\\w+", "given.$0");

    private static final String MARKS = "?" + ", ?".repeat(CONTENT.split(",").length - 1);

    private static final String INSERT_OR_LOCK =
            """
            insert into {schema}.listings as listing (
                {content}, description, search_vector, location_terms, external_id, source, scraped_date)
            select {given}, given.description, given.search_vector::tsvector, given.location_terms::tsvector,
                given.external_id, given.source, current_timestamp
            from unnest({marks}, ?, ?, ?, ?, ?) with ordinality as given (
                {content}, description, search_vector, location_terms, external_id, source, ordinal)
            order by given.ordinal
            on conflict (external_id, source) do update set title = excluded.title where false
            returning id, external_id, source""".replace("{content}", CONTENT).replace("{given}", CONTENT_GIVEN).replace("{marks}", MARKS);

    // Words that are as they were need not be analyzed, sent, read and compressed again.
    private static final String UPDATE =
            """
            update {schema}.listings as listing set (
                {content}, description, search_vector, location_terms, is_missed, scraped_date, updated_at)
            = ({given},
                case when given.new_words then given.description else listing.description end,
                case when given.new_words then given.search_vector::tsvector else listing.search_vector end,
                case when given.new_place then given.location_terms::tsvector else listing.location_terms end,
                given.is_missed, current_timestamp,
                case when given.changed then current_timestamp else listing.updated_at end)
            from unnest({marks}, ?, ?, ?, ?, ?, ?, ?, ?) as given (
                {content}, description, search_vector, location_terms, new_words, new_place, is_missed, changed, id)
            where listing.id = given.id""".replace("{content}", CONTENT).replace("{given}", CONTENT_GIVEN).replace("{marks}", MARKS);

    private ListingRows() {}

    /**
     * Inserts the listings that are not there and locks the others as they are, in the order given. Since every host
     * does both in the one order of keys, none can wait in a circle with another.
     *
     * @param likelyThere those that are only to be locked, so all that can be missing is left out; when such a one is
     *     inserted after all, since it was deleted meanwhile, it has to be updated
     * @return the number of each listing that was inserted
     */
    static Map<ListingKey, Long> insertOrLock(
            DSLContext dsl, List<ListingVersion> versions, Set<ListingKey> likelyThere) {
        Predicate<ListingVersion> isLikelyNew =
                version -> !likelyThere.contains(version.listing().key());
        Map<ListingKey, Long> inserted = new HashMap<>();
        Keys keys = new Keys(versions);
        content(ColumnStatement.of(dsl, INSERT_OR_LOCK, versions), isLikelyNew)
                .texts(when(isLikelyNew, version -> version.listing().description()))
                .texts(when(isLikelyNew, ListingRows::words))
                .texts(when(isLikelyNew, ListingRows::place))
                .texts(version -> version.listing().key().externalId())
                .texts(version -> version.listing().key().source().value())
                .forEach(row -> inserted.put(keys.next(row.getString(2), row.getString(3)), row.getLong(1)));
        return inserted;
    }

    /** Overwrites rows that are locked. */
    static void update(DSLContext dsl, List<ListingVersion> versions) {
        if (versions.isEmpty()) {
            return;
        }
        content(ColumnStatement.of(dsl, UPDATE, versions), version -> true)
                .texts(when(
                        ListingVersion::hasNewWords,
                        version -> version.listing().description()))
                .texts(when(ListingVersion::hasNewWords, ListingRows::words))
                .texts(when(ListingVersion::hasNewPlace, ListingRows::place))
                .booleans(ListingVersion::hasNewWords)
                .booleans(ListingVersion::hasNewPlace)
                .booleans(ListingVersion::missed)
                .booleans(version -> version.kind() != null)
                .longs(ListingVersion::id)
                .execute();
    }

    /** The columns of {@link #CONTENT}; of a listing that is not to be written whole those that may not be missing. */
    private static ColumnStatement<ListingVersion> content(
            ColumnStatement<ListingVersion> statement, Predicate<ListingVersion> isWhole) {
        return statement
                .texts(version -> version.listing().title())
                .texts(version -> version.listing().url().toString())
                .decimals(when(isWhole, version -> amount(version.listing().price())))
                .texts(when(isWhole, version -> currency(version.listing().price())))
                .decimals(when(isWhole, version -> amount(version.previousPrice())))
                .texts(when(isWhole, version -> currency(version.previousPrice())))
                .decimals(when(isWhole, version -> amount(version.listing().previousPrice())))
                .texts(when(isWhole, version -> currency(version.listing().previousPrice())))
                .texts(when(isWhole, version -> version.listing().location()))
                .doubles(when(isWhole, version -> degrees(version.listing().point(), GeoPoint::latitude)))
                .doubles(when(isWhole, version -> degrees(version.listing().point(), GeoPoint::longitude)))
                .texts(when(isWhole, version -> version.listing().category()))
                .texts(when(isWhole, version -> version.listing().subcategory()))
                .texts(when(isWhole, version -> version.listing().seller().id()))
                .texts(when(isWhole, version -> version.listing().seller().name()))
                .instants(when(isWhole, version -> version.listing().listedAt()))
                .booleans(version -> version.listing().status() == ListingStatus.SOLD)
                .booleans(version -> version.listing().status() == ListingStatus.REMOVED)
                .booleans(version -> version.listing().status() == ListingStatus.PENDING)
                .bytes(when(isWhole.and(version -> !version.missed()), ListingVersion::hash));
    }

    @Nullable
    static BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    @Nullable
    static String currency(@Nullable Money money) {
        return money == null ? null : money.currency();
    }

    @Nullable
    private static Double degrees(@Nullable GeoPoint point, Function<GeoPoint, Double> value) {
        return point == null ? null : value.apply(point);
    }

    private static String words(ListingVersion version) {
        return SearchVector.of(version.listing().title(), version.listing().description());
    }

    @Nullable
    private static String place(ListingVersion version) {
        @Nullable String location = version.listing().location();
        return location == null ? null : SearchVector.of(location);
    }

    private static <V> Function<ListingVersion, @Nullable V> when(
            Predicate<ListingVersion> which, Function<ListingVersion, ? extends @Nullable V> value) {
        return version -> which.test(version) ? value.apply(version) : null;
    }

    /** Finds the keys of rows that come back in the order in which they were given, some of them left out. */
    private static final class Keys {

        private final List<ListingVersion> versions;
        private int next;

        Keys(List<ListingVersion> versions) {
            this.versions = versions;
        }

        ListingKey next(String externalId, String source) {
            while (true) {
                ListingKey key = versions.get(next++).listing().key();
                if (key.externalId().equals(externalId) && key.source().value().equals(source)) {
                    return key;
                }
            }
        }
    }
}
