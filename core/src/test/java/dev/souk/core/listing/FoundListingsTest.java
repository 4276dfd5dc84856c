package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(MigratedPostgres.class)
class FoundListingsTest {

    private Transactions transactions;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        listings = new ListingRepository(transactions);
    }

    @Test
    void findsWhatStandsBehindTheListingsThatAreWalkedThrough() {
        // Rare ones first, so that they are the oldest; then more common ones than one walk sees.
        listings.upsertAll(listings(0, 25, "rare brompton"));
        listings.upsertAll(listings(25, 1_500, "common brompton"));
        listings.upsertAll(listings(1_525, 5, "rare brompton"));

        assertThat(walk("rare", 10)).hasSize(30).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(walk("common", 400)).hasSize(1_500).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(walk("brompton -rare", 400)).hasSize(1_500);
        assertThat(walk("nowhere", 10)).isEmpty();
    }

    @Test
    void givesPagesByNumberTheSameListingsAsSlices() {
        listings.upsertAll(listings(0, 25, "rare brompton"));
        listings.upsertAll(listings(25, 1_100, "common"));
        ListingQuery query = ListingQuery.builder().text("rare").build();

        List<Long> byPages = IntStream.range(0, 4)
                .boxed()
                .flatMap(page -> listings.search(query, page, 8).items().stream())
                .map(StoredListing::id)
                .toList();

        assertThat(byPages).isEqualTo(walk("rare", 8)).hasSize(25);
    }

    @Test
    void givesTheIdsOfWhatAPageShows() {
        listings.upsertAll(listings(0, 30, "rare brompton"));
        listings.upsertAll(listings(30, 1_100, "common"));

        for (ListingSort sort : ListingSort.values()) {
            ListingQuery.Builder query = ListingQuery.builder().text("rare").near(new GeoPoint(52.5, 13.4), 10);
            requireTheIdsOfAPage(query.sort(sort).build());
        }
        requireTheIdsOfAPage(ListingQuery.builder().category("bikes").build());
        requireTheIdsOfAPage(ListingQuery.builder()
                .category("bikes")
                .sort(ListingSort.PRICE_DESCENDING)
                .build());
        assertThat(listings.ids(ListingQuery.builder().text("nowhere").build(), 20))
                .isEmpty();
    }

    private void requireTheIdsOfAPage(ListingQuery query) {
        List<Long> shown = listings.search(query, 0, 20).items().stream()
                .map(StoredListing::id)
                .toList();
        assertThat(listings.ids(query, 20)).as("%s", query).isEqualTo(shown).hasSize(20);
    }

    @Test
    void asksOneIndexForWordsPlaceCategoryAndCircleAtOnce() {
        listings.upsertAll(listings(0, 10, "brompton"));
        ListingQuery query = ListingQuery.builder()
                .text("brompton")
                .location("Berlin")
                .category("bikes")
                .near(new GeoPoint(52.5, 13.4), 10)
                .build();

        String plan = transactions.call(dsl -> {
            dsl.execute("SET LOCAL enable_seqscan = off");
            dsl.execute("SET LOCAL enable_indexscan = off");
            // Of ten listings any index would do.
            dsl.execute("DROP INDEX souk.listings_category_newest, souk.listings_newest");
            return dsl.explain(DSL.select(LISTING.ID).from(LISTING).where(ListingCondition.of(query)))
                    .plan();
        });

        assertThat(plan.lines().filter(line -> line.contains("Index Cond")).toList())
                .as(plan)
                .singleElement()
                .asString()
                .contains("search_vector @@", "location_terms @@", "lower(category)] &&", "floor(");
        assertThat(plan).contains("listings_search");
    }

    @Test
    void looksForAStepOfAPathInTheIndexOfSteps() {
        listings.upsertAll(listings(0, 1_000, "brompton").stream()
                .map(listing -> listing.toBuilder()
                        .attribute("category_path", "Sports > Cycling > Bikes")
                        .build())
                .toList());
        listings.upsertAll(listings(1_000, 10, "thorn").stream()
                .map(listing -> listing.toBuilder()
                        .attribute("category_path", "Sports > Tandems > Bikes")
                        .build())
                .toList());
        ListingQuery query = ListingQuery.builder().subcategory("tandems").build();
        String plan = transactions.call(dsl -> {
            dsl.execute("ANALYZE souk.listings, souk.listing_attributes");
            return dsl.explain(DSL.select(LISTING.ID).from(LISTING).where(ListingCondition.of(query)))
                    .plan();
        });

        assertThat(plan).contains("hashed SubPlan", "Bitmap Index Scan on listing_attributes_steps");
        assertThat(listings.search(query, 0, 100).items()).hasSize(10);
    }

    @Test
    void countsACategoryInARangeOfPricesByAnIndexAlone() {
        ListingQuery query = ListingQuery.builder()
                .category("bikes")
                .maxPrice(Money.of(5, "EUR"))
                .build();

        assertThat(planByIndexAlone(DSL.selectOne().from(PriceList.AS_LISTING).where(PriceList.condition(query))))
                .containsPattern("Index Only Scan using price_list_(by_price|newest)");
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingSort.class,
            names = {"NEWEST", "PRICE_ASCENDING", "PRICE_DESCENDING"})
    void listsACategoryInTheOrderOfAnIndex(ListingSort sort) {
        ListingQuery query = ListingQuery.builder().category("bikes").sort(sort).build();
        ListingOrder<?> order = ListingOrder.of(query);

        assertThat(planByIndexAlone(FoundListings.select(query, order.ofOneKind(), order.keyedAfter(null), 20, 0)))
                .containsPattern("Index Only Scan( Backward)? using price_list_")
                .doesNotContain("Seq Scan", "  Sort");
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingSort.class,
            names = {"NEWEST", "PRICE_ASCENDING", "PRICE_DESCENDING"})
    void readsOfEachOfSeveralCategoriesNoMoreThanIsShown(ListingSort sort) {
        listings.upsertAll(priced("Bikes", 2_000));
        listings.upsertAll(priced("Cars", 2_000));
        ListingQuery wide = inTwoCategories(0, 1_900, sort);
        ListingQuery narrow = inTwoCategories(5, 15, sort);

        assertThat(PriceList.finds(wide)).isTrue();
        assertThat(rowsRead(wide)).isBetween(20L, 150L);
        assertThat(rowsRead(narrow)).isBetween(20L, 150L);
    }

    private static ListingQuery inTwoCategories(long min, long max, ListingSort sort) {
        return ListingQuery.builder()
                .category("bikes")
                .category("cars")
                .price(new PriceRange(BigDecimal.valueOf(min), BigDecimal.valueOf(max), "EUR"))
                .sort(sort)
                .build();
    }

    private static List<Listing> priced(String category, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Listing.builder(
                                new ListingKey(new SourceId("ebay"), category + number),
                                "listing",
                                URI.create("https://ebay.example/" + number))
                        .status(ListingStatus.AVAILABLE)
                        .category(category)
                        .price(Money.of(number, "EUR"))
                        .build())
                .toList();
    }

    /** Rows that the scans of a first page give or pass over. */
    private long rowsRead(ListingQuery query) {
        transactions.call(dsl -> dsl.execute("ANALYZE souk.listings, souk.price_list"));
        return transactions.call(dsl -> {
            String plan = String.join(
                    "\n",
                    dsl.fetch("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) "
                                    + dsl.renderInlined(FoundListings.select(
                                            query, ListingOrder.of(query), DSL.noCondition(), 20, 0)))
                            .getValues(0, String.class));
            return Pattern.compile("(?:Scan.* rows=|Rows Removed by .*: )([0-9.]+)")
                    .matcher(plan)
                    .results()
                    .mapToLong(scan -> (long) Double.parseDouble(scan.group(1)))
                    .sum();
        });
    }

    private String planByIndexAlone(Select<?> select) {
        listings.upsertAll(listings(0, 10, "brompton"));
        return transactions.call(dsl -> {
            dsl.execute("SET LOCAL enable_seqscan = off");
            dsl.execute("SET LOCAL enable_bitmapscan = off");
            dsl.execute("SET LOCAL enable_sort = off");
            return dsl.explain(select).plan();
        });
    }

    @Test
    void estimatesACategoryByItsShareOfTheListings() {
        listings.upsertAll(listings(0, 1_000, "brompton"));
        listings.upsertAll(listings(1_000, 100, "audi").stream()
                .map(listing -> listing.toBuilder().category("Cars").build())
                .toList());
        transactions.call(dsl -> dsl.execute("ANALYZE souk.price_list"));

        assertThat(estimate("bikes")).isBetween(900L, 1_100L);
        assertThat(estimate("cars")).isBetween(80L, 120L);
    }

    private long estimate(String category) {
        ListingQuery query = ListingQuery.builder().category(category).build();
        return listings.search(query, 0, 10, Counting.ESTIMATED).total().count();
    }

    private List<Long> walk(String text, int size) {
        ListingQuery query = ListingQuery.builder().text(text).build();
        List<Long> ids = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<StoredListing> slice = listings.slice(query, cursor, size);
            slice.items().forEach(stored -> ids.add(stored.id()));
            cursor = slice.next().orElse(null);
        } while (cursor != null);
        assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
        return ids;
    }

    private static List<Listing> listings(int first, int count, String title) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> Listing.builder(
                                new ListingKey(new SourceId("ebay"), "%06d".formatted(number)),
                                title,
                                URI.create("https://ebay.example/" + number))
                        .status(ListingStatus.AVAILABLE)
                        .category("Bikes")
                        .location("Berlin")
                        .point(new GeoPoint(52.5, 13.4))
                        .build())
                .toList();
    }
}
