package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.listing.StoredListing;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class ListingSearchTest {

    private static final ListingQuery EVERYTHING = ListingQuery.builder().build();

    private DSLContext sql;
    private CountingDataSource counting;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        counting = new CountingDataSource(dataSource);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(counting.dataSource()), "souk"));
    }

    @Test
    void readsAPageWithImagesAndAttributesInTwoStatementsAndASliceInOne() {
        store(50);
        counting.statements();

        var page = listings.search(EVERYTHING, 1, 20);
        List<String> forPage = counting.statements();
        Slice<StoredListing> slice = listings.slice(EVERYTHING, null, 20);
        List<String> forSlice = counting.statements();

        assertThat(page.items())
                .hasSize(20)
                .allSatisfy(stored -> assertThat(stored.listing().images()).hasSize(2));
        assertThat(page.total().count()).isEqualTo(50);
        assertThat(slice.items()).hasSize(20);
        assertThat(forPage).hasSize(2);
        assertThat(forSlice).hasSize(1);
    }

    @Test
    void storesAChunkThatSaysNothingNewInTwoStatements() {
        store(400);
        counting.statements();

        store(400);

        assertThat(counting.statements()).hasSize(2);
    }

    @Test
    void storesAListingWithoutAStatusInTwoStatementsFromTheSecondTime() {
        Listing silent = listing("1").status(ListingStatus.UNKNOWN).build();
        listings.upsertAll(List.of(silent));
        counting.statements();

        UpsertResult result = listings.upsertAll(List.of(silent));

        assertThat(counting.statements()).hasSize(2);
        assertThat(result.unchanged()).hasSize(1);
    }

    @Test
    void findsAListingOfWhichNoStatusWasSaidAmongTheAvailable() {
        listings.upsertAll(List.of(listing("1").status(ListingStatus.UNKNOWN).build()));

        for (ListingStatus asked : List.of(ListingStatus.AVAILABLE, ListingStatus.UNKNOWN)) {
            ListingQuery query = ListingQuery.builder().statuses(Set.of(asked)).build();

            assertThat(listings.search(query, 0, 10).items())
                    .extracting(stored -> stored.listing().status())
                    .containsExactly(ListingStatus.AVAILABLE);
        }
    }

    @Test
    void storesAPageThatSaysLessInTwoStatementsFromTheSecondTime() {
        store(1);
        Listing less = Listing.builder(
                        new ListingKey(new SourceId("ebay"), "id0"), "Bike", URI.create("https://ebay.example/id0"))
                .status(ListingStatus.AVAILABLE)
                .build();
        listings.upsertAll(List.of(less));
        store(1);
        counting.statements();

        UpsertResult result = listings.upsertAll(List.of(less));

        assertThat(counting.statements()).hasSize(2);
        assertThat(result.unchanged()).hasSize(1);
    }

    @Test
    void marksWhatIsGoneAndLeavesTheRestOfItAsItWas() {
        store(3);

        UpsertResult result = listings.markRemoved(new SourceId("ebay"), List.of("id2", "id0", "nobody"));
        UpsertResult again = listings.markRemoved(new SourceId("ebay"), List.of("id0"));

        assertThat(result.changed())
                .extracting(UpsertOutcome.Changed::kind)
                .containsExactly(ChangeKind.REMOVED, ChangeKind.REMOVED);
        assertThat(again.unchanged()).hasSize(1);
        assertThat(listings.byId(1))
                .map(StoredListing::listing)
                .contains(listing("id0").status(ListingStatus.REMOVED).build());
        assertThat(listings.search(EVERYTHING, 0, 10).total().count()).isEqualTo(1);
    }

    @Test
    void walksEverythingOnceWhileListingsAreAdded() {
        store(25);
        List<Long> seen = new ArrayList<>();
        @Nullable String cursor = null;

        do {
            Slice<StoredListing> slice = listings.slice(EVERYTHING, cursor, 10);
            slice.items().forEach(stored -> seen.add(stored.id()));
            listings.upsertAll(List.of(listing("later" + seen.size()).build()));
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void goesOnWhenTheRatesAndTheTimeOfAskingAreOthers() {
        store(5);
        ListingQuery query = ListingQuery.builder()
                .maxPrice(Money.of(1_000_000, "EUR"))
                .sort(ListingSort.PRICE_ASCENDING)
                .build();
        ListingQuery first = query.withRates(rate("1.1")).at(Instant.parse("2026-11-26T12:00:00Z"));
        ListingQuery later = query.withRates(rate("1.2")).at(Instant.parse("2026-11-26T12:00:01Z"));

        Slice<StoredListing> slice = listings.slice(first, null, 2);
        Slice<StoredListing> rest = listings.slice(later, slice.next().orElseThrow(), 10);

        assertThat(Stream.concat(slice.items().stream(), rest.items().stream()))
                .hasSize(5)
                .containsExactlyElementsOf(listings.slice(later, null, 10).items());
    }

    private static ExchangeRates rate(String dollars) {
        return currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal(dollars)) : Map.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"})
    void refusesACursorThatItDidNotGive(String cursor) {
        assertThatThrownBy(() -> listings.slice(EVERYTHING, cursor, 10))
                .isInstanceOfSatisfying(
                        InvalidCursorException.class,
                        e -> assertThat(e.cursor()).isEqualTo(cursor));
    }

    @Test
    void refusesACursorThatWasEditedOrBelongsToAnotherQuery() {
        store(5);
        String cursor = listings.slice(EVERYTHING, null, 2).next().orElseThrow();
        String edited = (cursor.charAt(0) == 'B' ? 'C' : 'B') + cursor.substring(1);
        ListingQuery other = ListingQuery.builder().text("bike").build();

        assertThatThrownBy(() -> listings.slice(EVERYTHING, edited, 2)).isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> listings.slice(EVERYTHING, cursor + "A", 2))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> listings.slice(other, cursor, 2)).isInstanceOf(InvalidCursorException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "a%b_c",
                "' | 'x",
                "bike:*",
                "bike <-> x",
                "!bike",
                "(bike",
                "\\",
                "'; drop table x; --"
            })
    void takesMetacharactersOfLikeAndTsqueryForPlainText(String typed) {
        store(1);
        listings.upsertAll(List.of(listing("odd")
                .title("Bike " + typed)
                .seller(new Seller(typed, null))
                .category(typed)
                .attribute("fact", typed)
                .build()));
        ListingQuery query = ListingQuery.builder()
                .text(typed.replace("(", "")) // A parenthesis is one in a query.
                .category(typed)
                .seller(typed)
                .attribute("fact", typed)
                .build();

        assertThat(listings.search(query, 0, 10).items())
                .extracting(stored -> stored.listing().key().externalId())
                .containsExactly("odd");
    }

    @Test
    void findsWhatWasListedOrFirstSeenSinceThen() {
        Instant then = Instant.parse("2026-01-31T12:00:00Z");
        listings.upsertAll(List.of(
                listing("before").listedAt(then.minusSeconds(1)).build(),
                listing("then").listedAt(then).build(),
                listing("unknown").build()));
        sql.execute("update souk.listings set created_at = '2026-01-31T12:00:00Z' where external_id <> 'unknown'");

        assertThat(listings.search(ListingQuery.builder().listedSince(then).build(), 0, 10)
                        .items())
                .extracting(stored -> stored.listing().key().externalId())
                .containsExactly("then");
        assertThat(listings.search(
                                ListingQuery.builder()
                                        .firstSeenSince(then.plusSeconds(1))
                                        .build(),
                                0,
                                10)
                        .items())
                .extracting(stored -> stored.listing().key().externalId())
                .containsExactly("unknown");
    }

    @Test
    void findsNearbyAcrossTheDateLine() {
        listings.upsertAll(List.of(
                listing("east").point(new GeoPoint(0, 179.99)).build(),
                listing("west").point(new GeoPoint(0, -179.99)).build(),
                listing("far").point(new GeoPoint(0, 0)).build()));

        var found = listings.search(
                ListingQuery.builder().near(new GeoPoint(0, 180), 5).build(), 0, 10);

        assertThat(found.items())
                .extracting(stored -> stored.listing().key().externalId())
                .containsExactlyInAnyOrder("east", "west");
    }

    @Test
    void findsWhatIsGoneOnlyWhenAsked() {
        listings.upsertAll(List.of(
                listing("open").build(),
                listing("sold").status(ListingStatus.SOLD).build(),
                listing("removed").status(ListingStatus.REMOVED).build()));

        assertThat(listings.search(EVERYTHING, 0, 10).total().count()).isEqualTo(1);
        assertThat(listings.search(
                                ListingQuery.builder()
                                        .statuses(Set.of(ListingStatus.SOLD))
                                        .build(),
                                0,
                                10)
                        .total()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leavesOutOfAnAdoptedRowWhatTheModelRefuses() {
        store(3);
        sql.execute("update souk.listings set currency = 'x' where id = 2");
        sql.execute("update souk.images set url = 'no url', width = -1 where listing_id = 2 and position = 0");
        sql.execute("update souk.listing_attributes set value = null where listing_id = 2");
        sql.execute("update souk.listings set listing_url = 'ftp://x' where id = 3");

        var page = listings.search(EVERYTHING, 0, 10);

        assertThat(page.items()).extracting(StoredListing::id).containsExactly(2L, 1L);
        assertThat(page.total().count()).isEqualTo(3);
        Listing repaired = page.items().get(0).listing();
        assertThat(repaired.price()).isNull();
        assertThat(repaired.images()).hasSize(1);
        assertThat(repaired.attributes()).isEmpty();
        assertThat(listings.byId(3)).isEmpty();
    }

    @Test
    void mendsAnUnreadableRowWhenItIsScrapedAgain() {
        store(1);
        sql.execute("update souk.listings set listing_url = 'ftp://x', content_hash = null");

        UpsertResult result = listings.upsertAll(List.of(listing("id0").build()));

        assertThat(result.changed()).hasSize(1);
        assertThat(listings.byId(1)).isPresent();
    }

    private void store(int number) {
        listings.upsertAll(IntStream.range(0, number)
                .mapToObj(i -> listing("id" + i).build())
                .toList());
    }

    private static Listing.Builder listing(String externalId) {
        ListingKey key = new ListingKey(new SourceId("ebay"), externalId);
        return Listing.builder(key, "Bike", URI.create("https://ebay.example/" + externalId))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(100, "EUR"))
                .point(new GeoPoint(45, 4))
                .attribute("condition", "good")
                .image(ListingImage.of(URI.create("https://img.example/1.jpg")))
                .image(ListingImage.of(URI.create("https://img.example/2.jpg")));
    }
}
