package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What listings have cost, and when they were seen. */
@ExtendWith(MigratedPostgres.class)
class PriceHistoryTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    private DSLContext sql;
    private ListingRepository listings;
    private PriceHistory prices;
    private ListingSightings sightings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        listings = new ListingRepository(transactions);
        prices = new PriceHistory(transactions);
        sightings = new ListingSightings(transactions);
    }

    @Test
    void tellsThePricesFromEitherEnd() {
        long id = seen("1", "EUR", 500, 450, 700, 450, 600);

        assertThat(prices.ofListing(id, 10))
                .extracting(PricePoint::price)
                .containsExactly(euros(500, 450, 700, 450, 600));
        assertThat(prices.ofListing(id, 2)).extracting(PricePoint::price).containsExactly(euros(450, 600));
        Slice<PricePoint> newest = prices.slice(id, null, 2);
        assertThat(newest.items()).extracting(PricePoint::price).containsExactly(euros(600, 450));
        assertThat(prices.slice(id, newest.next().orElseThrow(), 10).items())
                .extracting(PricePoint::price)
                .containsExactly(euros(700, 450, 500));
        assertThat(prices.page(id, 0, 2, Counting.EXACT).total()).isEqualTo(Total.exactly(5));
    }

    @Test
    void sumsUpLowestHighestAndMedian() {
        long id = seen("1", "EUR", 500, 450, 700, 450, 600);

        assertThat(prices.summary(id)).get().satisfies(summary -> {
            assertThat(summary.latest()).isEqualTo(Money.of(600, "EUR"));
            assertThat(summary.lowest()).isEqualTo(Money.of(450, "EUR"));
            assertThat(summary.highest()).isEqualTo(Money.of(700, "EUR"));
            assertThat(summary.median()).isEqualTo(Money.of(500, "EUR"));
            assertThat(summary.count()).isEqualTo(5);
            assertThat(summary.since())
                    .isEqualTo(prices.ofListing(id, 10).get(0).seenAt());
            assertThat(summary.lowestAt())
                    .isEqualTo(prices.ofListing(id, 10).get(3).seenAt());
        });
        assertThat(prices.summary(-1)).isEmpty();
    }

    @Test
    void sumsUpOnlyTheCurrencyOfTheLatest() {
        long id = seen("1", "EUR", 5);
        listings.upsertAll(List.of(listing("1", Money.of(700, "USD"))));

        assertThat(prices.summary(id)).get().satisfies(summary -> {
            assertThat(summary.lowest()).isEqualTo(Money.of(700, "USD"));
            assertThat(summary.count()).isEqualTo(1);
        });
        assertThat(prices.lastCheaper(List.of(id))).isEmpty();
    }

    @Test
    void knowsWhenAListingWasLastCheaper() {
        long dearer = seen("1", "EUR", 450, 500, 480, 600);
        long cheapest = seen("2", "EUR", 450, 500, 400);

        Map<Long, PricePoint> cheaper = prices.lastCheaper(List.of(cheapest, dearer));

        assertThat(cheaper).containsOnlyKeys(dearer);
        assertThat(cheaper.values()).extracting(PricePoint::price).containsExactly(Money.of(480, "EUR"));
    }

    @Test
    void asksForManyListingsInOneStatement(DataSource dataSource) {
        List<Long> ids = LongStream.range(0, 50)
                .map(i -> seen("id" + i, "EUR", 100 + i, 90 + i, 95 + i))
                .boxed()
                .toList();
        CountingDataSource counted = new CountingDataSource(dataSource);
        Transactions transactions = Transactions.by(DataSourceTransactions.over(counted.dataSource()), "souk");

        assertThat(new PriceHistory(transactions).summaries(ids)).hasSize(50);
        assertThat(counted.statements()).hasSize(1);
        assertThat(new PriceHistory(transactions).lastCheaper(ids)).hasSize(50);
        assertThat(counted.statements()).hasSize(1);
        assertThat(new ListingSightings(transactions).lastSeen(ids)).hasSize(50);
        assertThat(counted.statements()).hasSize(1);
        assertThat(prices.summaries(List.of())).isEmpty();
    }

    @Test
    void passesOverAPriceThatIsNone() {
        long id = seen("1", "EUR", 500);
        sql.execute(
                "insert into souk.listing_prices (listing_id, price, currency) values (?, null, null), (?, 5, 'eur')",
                id,
                id);

        assertThat(prices.ofListing(id, 10)).hasSize(1);
        assertThat(prices.summary(id)).get().returns(1L, PriceSummary::count);
    }

    @Test
    void refusesACursorThatSomebodyEdited() {
        long id = seen("1", "EUR", 500, 400, 300);
        String cursor = prices.slice(id, null, 1).next().orElseThrow();

        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> prices.slice(id, cursor + "A", 1))
                .withMessageContaining(cursor);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices.slice(id, null, 0))
                .withMessageContaining("size");
    }

    @Test
    void knowsWhenAListingWasLastSeen() {
        long id = seen("1", "EUR", 500);
        Instant first = sightings.lastSeen(id).orElseThrow();

        listings.upsertAll(List.of(listing("1", Money.of(500, "EUR"))));

        assertThat(sightings.lastSeen(id))
                .get()
                .satisfies(again -> assertThat(again).isAfterOrEqualTo(first));
        assertThat(sightings.lastSeen(-1)).isEmpty();
    }

    @Test
    void namesTheOpenListingsThatNobodyHasSeenForLong() {
        seen("1", "EUR", 500);
        seen("2", "EUR", 500);
        seen("3", "EUR", 500);
        listings.markRemoved(EBAY, List.of("3"));
        sql.execute("update souk.listing_sightings set last_seen_at = now() - listing_id * interval '10 days'");
        sql.execute("update souk.listing_sightings set last_seen_at = now() where listing_id ="
                + " (select id from souk.listings where external_id = '1')");

        ListingKey second = new ListingKey(EBAY, "2");
        PageResult<ListingKey> page = sightings.openUnseen(EBAY, FIVE_DAYS, 0, 10, Counting.EXACT);
        assertThat(page.items()).containsExactly(second);
        assertThat(page.total()).isEqualTo(Total.exactly(1));
        assertThat(sightings.openUnseen(EBAY, FIVE_DAYS, null, 10).items()).containsExactly(second);
        assertThat(sightings.openUnseen(new SourceId("other"), FIVE_DAYS, null, 10))
                .returns(List.of(), Slice::items);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sightings.openUnseen(EBAY, Duration.ofDays(-1), null, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> sightings.openUnseen(EBAY, FIVE_DAYS, null, 0));
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> sightings.openUnseen(EBAY, FIVE_DAYS, "edited", 10));
    }

    @Test
    void goesOnThroughTheUnseenWhileThoseBeforeAreRemovedOrSeen() {
        for (int i = 1; i <= 5; i++) {
            seen(Integer.toString(i), "EUR", 500);
        }
        sql.execute("update souk.listing_sightings s set last_seen_at = now() - l.external_id::int * interval '10 days'"
                + " from souk.listings l where l.id = s.listing_id");

        Slice<ListingKey> slice = sightings.openUnseen(EBAY, FIVE_DAYS, null, 2);
        assertThat(slice.items()).extracting(ListingKey::externalId).containsExactly("5", "4");
        listings.markRemoved(EBAY, List.of("5"));
        seen("4", "EUR", 500);
        slice = sightings.openUnseen(EBAY, FIVE_DAYS, slice.next().orElseThrow(), 2);
        assertThat(slice.items()).extracting(ListingKey::externalId).containsExactly("3", "2");
        slice = sightings.openUnseen(EBAY, FIVE_DAYS, slice.next().orElseThrow(), 2);

        assertThat(slice.items()).extracting(ListingKey::externalId).containsExactly("1");
        assertThat(slice.next()).isEmpty();
        assertThat(sightings.openUnseen(EBAY, FIVE_DAYS, 1, 2, Counting.upTo(2)))
                .returns(Total.exactly(3), PageResult::total)
                .returns(List.of(new ListingKey(EBAY, "1")), PageResult::items);
    }

    /** Stores a listing at these prices, one after the other. */
    private long seen(String id, String currency, long... amounts) {
        for (long amount : amounts) {
            listings.upsertAll(List.of(listing(id, Money.of(amount, currency))));
        }
        return listings.byExternalId(EBAY, id).orElseThrow().id();
    }

    private static Listing listing(String id, Money price) {
        return Listing.builder(new ListingKey(EBAY, id), "Bike " + id, URI.create("https://market.example/" + id))
                .status(ListingStatus.AVAILABLE)
                .price(price)
                .build();
    }

    private static Money[] euros(long... amounts) {
        return LongStream.of(amounts)
                .mapToObj(amount -> Money.of(amount, "EUR"))
                .toArray(Money[]::new);
    }
}
