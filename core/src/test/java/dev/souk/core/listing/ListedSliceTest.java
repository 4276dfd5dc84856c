package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class ListedSliceTest {

    private static final ListingQuery UP_TO_10 = upTo10(ListingSort.NEWEST);

    private DSLContext sql;
    private CountingDataSource counting;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        counting = new CountingDataSource(dataSource);
        listings = new ListingRepository(over(counting));
        listings.upsertAll(IntStream.range(0, 12).mapToObj(i -> bike(i).build()).toList());
    }

    @Test
    void aSliceOfACategoryTakesTwoStatementsAndAPageWithItsTotalNoMore() {
        counting.statements();

        Slice<StoredListing> first = listings.slice(UP_TO_10, null, 5);
        int forSlice = counting.statements().size();
        Slice<StoredListing> rest = listings.slice(UP_TO_10, first.next().orElseThrow(), 9);
        int forRest = counting.statements().size();
        listings.search(UP_TO_10, 0, 5);

        assertThat(forSlice).isEqualTo(2);
        assertThat(forRest).isEqualTo(2);
        assertThat(counting.statements()).hasSize(2);
        assertThat(first.items()).hasSize(5);
        assertThat(rest.items()).hasSize(7);
        assertThat(rest.next()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingSort.class,
            names = {"NEWEST", "PRICE_ASCENDING"})
    void readsOfSeveralCategoriesNoMoreOfEachThanIsShown(ListingSort sort) {
        IntStream.range(0, 12)
                .forEach(i -> listings.upsertAll(List.of(bike(100 + i)
                        .category(List.of("boats", "cars", "bikes").get(i % 3))
                        .build())));
        ListingQuery query = ListingQuery.builder()
                .category("bikes")
                .category("boats")
                .category("cars")
                .maxPrice(Money.of(10, "EUR"))
                .sort(sort)
                .build();
        List<StoredListing> expected = listings.search(query, 0, 50).items();
        counting.statements();

        List<StoredListing> found = new ArrayList<>();
        Slice<StoredListing> slice = listings.slice(query, null, 5);
        String first = counting.statements().get(0);
        found.addAll(slice.items());
        while (slice.next().isPresent()) {
            slice = listings.slice(query, slice.next().get(), 5);
            found.addAll(slice.items());
        }

        assertThat(found).hasSize(24).isEqualTo(expected);
        assertThat(first.split("union all")).hasSize(3);
        assertThat(first.split("fetch next")).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingSort.class,
            names = {"NEWEST", "PRICE_ASCENDING"})
    void readsListingsAsAPageDoes(ListingSort sort) {
        sql.execute("update souk.images set width = null where listing_id = 2");
        sql.execute("update souk.images set url = 'no address' where listing_id = 3 and position = 0");
        sql.execute("delete from souk.images where listing_id = 4");
        sql.execute("update souk.listing_attributes set value = null where listing_id = 5 and key = 'colour'");
        sql.execute("delete from souk.listing_attributes where listing_id = 6");
        sql.execute("update souk.listings set listed_date = '1500-02-03 04:05:06.789012Z' where id = 7");
        sql.execute("update souk.listings set listing_url = 'no address' where id = 8");
        sql.execute("update souk.images set position = 13 - position where listing_id = 9");
        ListingQuery query = upTo10(sort);

        List<StoredListing> expected = listings.search(query, 0, 20).items();
        // So often that the driver prepares the statement, and reads its answers in binary form.
        for (int i = 0; i < 12; i++) {
            assertThat(listings.slice(query, null, 20).items()).isEqualTo(expected);
        }

        assertThat(expected).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update souk.listings set price = 11 where id = 11",
                "update souk.listings set price = null, currency = null where id = 11",
                "update souk.listings set currency = 'USD' where id = 11",
                "update souk.listings set category = 'boats' where id = 11",
                "update souk.listings set is_sold = true where id = 11",
                "update souk.listings set is_deleted = true where id = 11",
                "delete from souk.listings where id = 11"
            })
    void showsNothingThatCeasesToFitBetweenTheStatements(String meanwhile) {
        Slice<StoredListing> slice = sliceWhile(meanwhile);

        assertThat(slice.items()).extracting(StoredListing::id).containsExactly(12L, 10L, 9L, 8L);
        assertThat(counting.statements()).hasSize(3);
        assertThat(listings.slice(UP_TO_10, slice.next().orElseThrow(), 1).items())
                .extracting(StoredListing::id)
                .containsExactly(7L);
    }

    @Test
    void showsAListingThatStillFitsAsItIsAfterwards() {
        Slice<StoredListing> titled = sliceWhile("update souk.listings set title = 'Tandem' where id = 11");
        Slice<StoredListing> cheaper = sliceWhile("update souk.listings set price = 3 where id = 11");

        assertThat(titled.items())
                .extracting(stored -> stored.listing().title())
                .contains("Tandem");
        assertThat(cheaper.items())
                .extracting(stored -> stored.listing().price())
                .containsExactly(Money.of(5, "EUR"), Money.of(3, "EUR"), Money.of(5, "EUR"), Money.of(5, "EUR"));
    }

    @Test
    void seesWhatATransactionOfTheHostHasWritten(DataSource dataSource) {
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");

        List<StoredListing> seen = transactions.together(host -> {
            ListingRepository within = new ListingRepository(host);
            within.upsertAll(List.of(
                    bike(0).status(ListingStatus.SOLD).build(),
                    bike(1).price(Money.of(20, "EUR")).build(),
                    bike(2).price(Money.of(4, "EUR")).build(),
                    bike(20).build()));
            return within.slice(UP_TO_10, null, 20).items();
        });

        assertThat(seen)
                .hasSize(11)
                .anySatisfy(stored -> assertThat(stored.listing().price()).isEqualTo(Money.of(4, "EUR")))
                .extracting(stored -> stored.listing().key().externalId())
                .contains("b20")
                .doesNotContain("b0", "b1");
    }

    /** A slice of four; when its second statement is prepared, somebody else does this. */
    private Slice<StoredListing> sliceWhile(String meanwhile) {
        counting.statements();
        counting.before(2, () -> sql.execute(meanwhile));
        return listings.slice(UP_TO_10, null, 4);
    }

    private static ListingQuery upTo10(ListingSort sort) {
        return ListingQuery.builder()
                .category("bikes")
                .maxPrice(Money.of(10, "EUR"))
                .sort(sort)
                .build();
    }

    private static Transactions over(CountingDataSource counting) {
        return Transactions.by(DataSourceTransactions.over(counting.dataSource()), "souk");
    }

    private static Listing.Builder bike(int number) {
        ListingKey key = new ListingKey(new SourceId("ebay"), "b" + number);
        Listing.Builder bike = Listing.builder(key, "Bike", URI.create("https://ebay.example/" + number))
                .status(ListingStatus.AVAILABLE)
                .category("Bikes")
                .price(Money.of(5, "EUR"));
        Map.of("colour", "red", "gears", "7").forEach(bike::attribute);
        Stream.of("a", "b", "c")
                .map(name -> URI.create("https://img.example/" + number + name))
                .forEach(url -> bike.image(new ListingImage(url, 640, 480)));
        return bike;
    }
}
