package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class ListingOrderTest {

    private static final GeoPoint LYON = new GeoPoint(45.76, 4.84);
    private static final Comparator<StoredListing> BY_ID = Comparator.comparingLong(StoredListing::id);

    private CountingDataSource counting;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        counting = new CountingDataSource(dataSource);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(counting.dataSource()), "souk"));
    }

    @ParameterizedTest
    @EnumSource(ListingSort.class)
    void walksInThisOrderOverEverythingOnceWhileListingsAreAdded(ListingSort sort) {
        long seed = 7;
        Random random = new Random(seed);
        store(random, 0, 120);
        ListingQuery query = query(sort);
        List<StoredListing> expected = listings.search(query, 0, 1_000).items();
        List<Long> walked = new ArrayList<>();
        @Nullable String cursor = null;

        do {
            Slice<StoredListing> slice = listings.slice(query, cursor, 1 + random.nextInt(20));
            slice.items().forEach(stored -> walked.add(stored.id()));
            store(random, 1_000 + walked.size() * 10, 2);
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        // A listing that is added on the way is met if it belongs further on, and never moves the others.
        List<Long> known = expected.stream().map(StoredListing::id).toList();
        walked.retainAll(known);
        assertThat(walked).as("seed %d", seed).isEqualTo(known);
        assertThat(known).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(ListingSort.class)
    void leafsInThisOrder(ListingSort sort) {
        store(new Random(11), 0, 90);
        ListingQuery query = query(sort);

        List<StoredListing> all = listings.search(query, 0, 1_000).items();
        List<StoredListing> leafed = IntStream.range(0, 10)
                .mapToObj(page -> listings.search(query, page, 10).items())
                .flatMap(List::stream)
                .toList();

        assertThat(leafed).isEqualTo(all);
        assertThat(all).hasSizeGreaterThan(80);
        if (sort != ListingSort.RELEVANCE) {
            assertThat(all).isSortedAccordingTo(obvious(sort));
        }
    }

    private static Comparator<StoredListing> obvious(ListingSort sort) {
        Comparator<BigDecimal> falling = Comparator.reverseOrder();
        return switch (sort) {
            case NEWEST ->
                Comparator.comparing(StoredListing::firstSeenAt)
                        .thenComparing(BY_ID)
                        .reversed();
            case PRICE_ASCENDING -> byPrice(Comparator.naturalOrder()).thenComparing(BY_ID);
            case PRICE_DESCENDING -> byPrice(falling).thenComparing(BY_ID.reversed());
            case RELEVANCE -> throw new IllegalArgumentException("decided by the database");
            case DISTANCE ->
                Comparator.comparingDouble(ListingOrderTest::distance).thenComparing(BY_ID);
        };
    }

    private static double distance(StoredListing stored) {
        GeoPoint point = stored.listing().point();
        return point == null ? Double.NaN : LYON.distanceKm(point);
    }

    private static Comparator<StoredListing> byPrice(Comparator<BigDecimal> order) {
        return Comparator.comparing(
                stored -> stored.listing().price() == null
                        ? null
                        : stored.listing().price().amount(),
                Comparator.nullsLast(order));
    }

    @Test
    void theTitleCountsMoreThanTheDescriptionForRelevance() {
        listings.upsertAll(List.of(
                listing(1).title("Wheel").description("fits a brompton").build(),
                listing(2).title("Brompton").build(),
                listing(3)
                        .title("Basket")
                        .description("bromptons and more bromptons, any brompton")
                        .build()));

        ListingQuery query = ListingQuery.builder()
                .text("brompton -broken")
                .sort(ListingSort.RELEVANCE)
                .build();

        assertThat(listings.search(query, 0, 10).items())
                .extracting(stored -> stored.listing().title())
                .containsExactly("Brompton", "Basket", "Wheel");
    }

    @ParameterizedTest
    @EnumSource(ListingSort.class)
    void refusesACursorOfAnotherOrder(ListingSort sort) {
        store(new Random(1), 0, 30);
        String cursor = listings.slice(query(sort), null, 5).next().orElseThrow();

        for (ListingSort other : ListingSort.values()) {
            if (other != sort) {
                assertThatThrownBy(() -> listings.slice(query(other), cursor, 5))
                        .isInstanceOf(InvalidCursorException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ListingSort.class)
    void refusesACursorOfWhichOneCharacterIsAnother(ListingSort sort) {
        store(new Random(2), 0, 30);
        String cursor = listings.slice(query(sort), null, 5).next().orElseThrow();

        for (int i = 0; i < cursor.length(); i++) {
            String edited = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThatThrownBy(() -> listings.slice(query(sort), edited, 5))
                    .as(edited)
                    .isInstanceOf(InvalidCursorException.class);
        }
    }

    /** Whoever reads this code can make the check; the database must not meet what cannot stand in a column. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0x7ff8000000000000L, 0x7ff0000000000000L})
    void aForgedCursorIsRefusedOrFindsSomethingButNeverFails(long key) {
        store(new Random(3), 0, 30);

        for (ListingSort sort : ListingSort.values()) {
            ListingQuery query = query(sort);
            for (@Nullable Long forged : new Long[] {key, null}) {
                String cursor = new ListingCursor(forged, Long.MIN_VALUE).encode(query);
                try {
                    assertThat(listings.slice(query, cursor, 5).items()).isNotNull();
                } catch (InvalidCursorException e) {
                    assertThat(e.cursor()).isEqualTo(cursor);
                }
            }
        }
    }

    @Test
    void aSliceTakesOneStatementAndOneMoreWhereThePricesEnd() {
        store(new Random(4), 0, 60);
        ListingQuery byPrice = query(ListingSort.PRICE_DESCENDING);
        counting.statements();

        String next = listings.slice(byPrice, null, 20).next().orElseThrow();
        int first = counting.statements().size();
        listings.slice(byPrice, next, 50);
        int second = counting.statements().size();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
    }

    @Test
    void priceIsNeverComparedAsADouble(DataSource dataSource) {
        ListingQuery query = ListingQuery.builder()
                .maxPrice(Money.of("99.99", "EUR"))
                .sort(ListingSort.PRICE_ASCENDING)
                .build();

        String sql = DSL.using(dataSource, SQLDialect.POSTGRES)
                .renderInlined(DSL.and(
                        ListingCondition.of(query), ListingOrder.of(query).keyedAfter(new ListingCursor(999_900L, 1))));

        assertThat(sql).contains("99.99").doesNotContainIgnoringCase("double").doesNotContain("E0");
    }

    @Test
    void whatMayBeWithoutAPlaceComesAfterWhatHasOneByDistance() {
        List<Listing> without =
                IntStream.range(100, 107).mapToObj(id -> listing(id).build()).toList();
        listings.upsertAll(without);
        store(new Random(5), 0, 20);
        ListingQuery query = ListingQuery.builder()
                .near(LYON, 100)
                .orUnknown(CriteriaClause.NEAR)
                .sort(ListingSort.DISTANCE)
                .build();
        List<StoredListing> walked = new ArrayList<>();
        @Nullable String cursor = null;

        do {
            Slice<StoredListing> slice = listings.slice(query, cursor, 4);
            walked.addAll(slice.items());
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(walked).hasSize(27).isSortedAccordingTo(obvious(ListingSort.DISTANCE));
        assertThat(walked.subList(20, 27))
                .allSatisfy(stored -> assertThat(stored.listing().point()).isNull());
        assertThat(listings.search(query, 0, 100).items()).isEqualTo(walked);
    }

    @Test
    void refusesAnOrderThatHasNothingToGoBy() {
        assertThatThrownBy(
                        () -> ListingQuery.builder().sort(ListingSort.DISTANCE).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> ListingQuery.builder()
                        .text("-broken")
                        .sort(ListingSort.RELEVANCE)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words that must occur");
        assertThatThrownBy(() -> ListingQuery.builder().listedSince(Instant.MIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listed since");
    }

    private void store(Random random, int firstId, int number) {
        listings.upsertAll(IntStream.range(firstId, firstId + number)
                .mapToObj(id -> listing(random, id))
                .toList());
    }

    /** Few prices and places, so that many tie. */
    private static Listing listing(Random random, int id) {
        Listing.Builder listing = listing(id)
                .title("Bike " + "bike ".repeat(random.nextInt(3)))
                .point(new GeoPoint(LYON.latitude() + random.nextInt(4) / 10.0, LYON.longitude()));
        if (random.nextInt(3) > 0) {
            listing.price(new Money(BigDecimal.valueOf(random.nextInt(6), 1), "EUR"));
        }
        if (random.nextInt(20) == 0) {
            listing.price(Money.of("999999999999999.9999", "EUR"));
        }
        return listing.build();
    }

    private static Listing.Builder listing(int id) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "id" + id),
                        "Bike",
                        URI.create("https://ebay.example/" + id))
                .status(ListingStatus.AVAILABLE);
    }

    private static ListingQuery query(ListingSort sort) {
        return ListingQuery.builder().text("bike").near(LYON, 100).sort(sort).build();
    }
}
