package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class PriceListTest {

    private static final SourceId NOWHERE = new SourceId("nowhere");
    private static final List<ListingSort> SORTS =
            List.of(ListingSort.NEWEST, ListingSort.PRICE_ASCENDING, ListingSort.PRICE_DESCENDING);
    private static final ExchangeRates RATES =
            currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.25")) : Map.of();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesWhatTheListingsThemselvesGive(long seed, DataSource dataSource) {
        Random random = new Random(seed);
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        for (int first = 0; first < 160; first += 40) {
            // Some of the keys come twice, with other prices, categories and statuses.
            int from = Math.max(0, first - 10);
            listings.upsertAll(IntStream.range(from, first + 40)
                    .mapToObj(i -> RandomSearches.listing(i, random))
                    .toList());
        }
        List<Instant> firstSeen =
                listings.search(ListingQuery.of(AlertCriteria.ANYTHING, TextQuery.ANYTHING), 0, 1_000).items().stream()
                        .map(StoredListing::firstSeenAt)
                        .toList();
        int found = 0;

        for (int i = 0; i < 90; i++) {
            ListingQuery query = query(random, firstSeen, SORTS.get(i % SORTS.size()));
            // A demand that every listing meets and of which the list knows nothing.
            ListingQuery byListings = alsoOutsideNowhere(query);
            assertThat(PriceList.answers(query)).as("%s", query).isTrue();
            assertThat(PriceList.answers(byListings)).isFalse();
            String as = "seed %d, query %d: %s".formatted(seed, i, query);

            List<Long> expected = ids(listings.search(byListings, 0, 1_000));

            assertThat(ids(listings.search(query, 0, 1_000))).as(as).isEqualTo(expected);
            assertThat(slices(listings, query)).as(as).isEqualTo(expected);
            assertThat(slices(listings, byListings)).as(as).isEqualTo(expected);
            for (int page = 0; page < 3; page++) {
                PageResult<StoredListing> seven = listings.search(query, page, 7, Counting.EXACT);
                assertThat(ids(seven)).as(as).isEqualTo(ids(listings.search(byListings, page, 7)));
                assertThat(seven.total().count()).as(as).isEqualTo(expected.size());
                assertThat(listings.search(query, page, 7, Counting.upTo(20)).total())
                        .as(as)
                        .isEqualTo(listings.search(byListings, page, 7, Counting.upTo(20))
                                .total());
            }
            assertThat(listings.countsPerDay(query, 3, ZoneOffset.UTC))
                    .as(as)
                    .isEqualTo(listings.countsPerDay(byListings, 3, ZoneOffset.UTC));
            found += expected.size();
        }

        assertThat(found).as("found, seed %d", seed).isGreaterThan(500);
    }

    @Test
    void answersNothingThatAsksForMore() {
        ListingQuery.Builder bikes = ListingQuery.builder().category("bikes").maxPrice(Money.of(5, "EUR"));
        assertThat(PriceList.finds(bikes.build())).isTrue();
        assertThat(PriceList.finds(bikes.category("cars").build())).isTrue();
        assertThat(PriceList.finds(ListingQuery.builder()
                        .category("bikes")
                        .category("cars")
                        .build()))
                .isFalse();
        assertThat(PriceList.finds(ListingQuery.builder().build())).isFalse();
        IntStream.range(0, 20).forEach(i -> bikes.category("category " + i));
        assertThat(PriceList.finds(bikes.build())).isFalse();

        assertThat(PriceList.answers(ListingQuery.builder().text("red").build()))
                .isFalse();
        assertThat(PriceList.answers(ListingQuery.builder().text("-red").build()))
                .isFalse();
        assertThat(PriceList.answers(ListingQuery.builder().location("Berlin").build()))
                .isFalse();
        assertThat(PriceList.answers(bikes.build().withStatuses(EnumSet.of(ListingStatus.SOLD))))
                .isFalse();
    }

    private static ListingQuery query(Random random, List<Instant> firstSeen, ListingSort sort) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            criteria.category(List.of("Bikes", "Phones", "Home & Garden").get(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
            criteria.orUnknown(CriteriaClause.CATEGORIES);
        }
        if (random.nextInt(2) == 0) {
            BigDecimal low = BigDecimal.valueOf(random.nextInt(60));
            PriceRange range = new PriceRange(
                    random.nextBoolean() ? low : null,
                    low.add(new BigDecimal("40.5")),
                    random.nextBoolean() ? "EUR" : "USD");
            PriceRange.Unknown[] unknown = PriceRange.Unknown.values();
            criteria.price(range.with(unknown[random.nextInt(unknown.length)]));
        }
        TextQuery text =
                random.nextInt(4) == 0 ? TextQuery.parse("price:" + random.nextInt(40) + "..") : TextQuery.ANYTHING;
        @Nullable Instant since = random.nextInt(4) == 0 ? firstSeen.get(random.nextInt(firstSeen.size())) : null;
        return new ListingQuery(criteria.build(), text, ListingQuery.OPEN, null, since, sort).withRates(RATES);
    }

    private static ListingQuery alsoOutsideNowhere(ListingQuery query) {
        AlertCriteria criteria = query.criteria();
        AlertCriteria.Builder more = AlertCriteria.builder();
        criteria.categories().forEach(more::category);
        if (criteria.price() != null) {
            more.price(criteria.price());
        }
        criteria.unknownAccepted().forEach(more::orUnknown);
        more.withoutSource(NOWHERE);
        return new ListingQuery(
                        more.build(),
                        query.text(),
                        query.statuses(),
                        query.listedSince(),
                        query.firstSeenSince(),
                        query.sort())
                .withRates(RATES);
    }

    private static List<Long> slices(ListingRepository listings, ListingQuery query) {
        List<Long> ids = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<StoredListing> slice = listings.slice(query, cursor, 9);
            slice.items().forEach(stored -> ids.add(stored.id()));
            cursor = slice.next().orElse(null);
        } while (cursor != null);
        return ids;
    }

    private static List<Long> ids(PageResult<StoredListing> page) {
        return page.items().stream().map(StoredListing::id).toList();
    }
}
