package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The original system kept any three characters for a currency. A price in such is unknown, and is so to a search too. */
@ExtendWith(MigratedPostgres.class)
class AdoptedPricesTest {

    private static final PriceRange UP_TO_200 = PriceRange.upTo(Money.of(200, "EUR"));

    private ListingRepository listings;

    @BeforeEach
    void adopt(DataSource dataSource) {
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        listings.upsertAll(List.of(listing("adopted"), listing("plain")));
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("""
                update souk.listings set currency = '€', previous_price = 300, previous_currency = '€', price = 1
                where external_id = 'adopted'""");
    }

    private static Listing listing(String id) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), id), "Bike", URI.create("https://ebay.example/" + id))
                .category("bikes")
                .price(Money.of(100, "EUR"))
                .previousPrice(Money.of(300, "EUR"))
                .build();
    }

    @Test
    void doWhereNoPriceDoes() {
        assertThat(found(ListingQuery.builder().price(UP_TO_200))).containsExactly("plain");
        assertThat(found(ListingQuery.builder().price(UP_TO_200.orUnknown())))
                .containsExactlyInAnyOrder("adopted", "plain");
    }

    @Test
    void areInNoRangeOfAnyCurrency() {
        assertThat(found(ListingQuery.builder().text("price:..200"))).containsExactly("plain");
    }

    @Test
    void haveNotFallen() {
        assertThat(found(ListingQuery.builder().priceDrop(10))).containsExactly("plain");
    }

    @Test
    void areNoBait() {
        assertThat(found(ListingQuery.builder().withoutSuspiciousPrices()))
                .containsExactlyInAnyOrder("adopted", "plain");
    }

    /** By the words, and by the price list, which has them too. */
    private List<String> found(ListingQuery.Builder query) {
        ListingQuery asked = query.build();
        ListingQuery inCategory = query.category("bikes").build();
        List<String> ids = ids(asked);
        assertThat(ids(inCategory)).isEqualTo(ids);
        assertThat(ids(inCategory.sortedBy(ListingSort.PRICE_ASCENDING))).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listings.count(inCategory, Counting.EXACT).count()).isEqualTo(ids.size());
        return ids;
    }

    private List<String> ids(ListingQuery query) {
        return listings.search(query, 0, 10).items().stream()
                .map(StoredListing::listing)
                .map(listing -> listing.key().externalId())
                .toList();
    }
}
