package dev.souk.benchmarks.search;

import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is stored in a second with the indexes for searches, without them, and with the price in one of them. */
final class IndexCost {

    private static final String SHIPPED = "as shipped";

    /** What is done to the schema, by way. */
    private static final Map<String, List<String>> WAYS = new TreeMap<>(Map.of(
            SHIPPED,
            List.of(),
            "price in an index instead of a list",
            List.of(
                    "DROP TRIGGER price_list_add ON souk.listings",
                    "DROP TRIGGER price_list_follow ON souk.listings",
                    "DROP TRIGGER price_list_leave ON souk.listings",
                    "DROP TRIGGER price_list_leave_deleted ON souk.listings",
                    "ALTER TABLE souk.listings RESET (fillfactor)",
                    "DROP INDEX souk.listings_category_newest",
                    "CREATE INDEX ON souk.listings (lower(category), created_at DESC, id DESC)"
                            + " INCLUDE (category, currency, price) WHERE NOT is_deleted AND NOT is_sold"),
            "without those for searches",
            List.of(
                    "DROP INDEX souk.listings_search",
                    "DROP INDEX souk.listings_category_newest",
                    "DROP INDEX souk.listings_newest")));

    private IndexCost() {}

    static void measure(DurablePostgres server, Sizes sizes, PrintStream out) {
        Market market = new Market();
        List<Listing> listings = Stream.generate(market::next)
                .limit(sizes.get("stored", 20_000))
                .map(listing -> Listings.withoutParts(listing).build())
                .toList();
        List<Listing> repriced = IntStream.range(0, listings.size())
                .mapToObj(i -> i % 10 == 0 ? dearer(listings.get(i)) : listings.get(i))
                .toList();
        ResultTable rates = ResultTable.ofRates("Listings alone stored in a second", SHIPPED);
        Map<String, SearchDatabase> databases = new TreeMap<>();
        try {
            WAYS.forEach((way, changes) -> {
                String name = way.replace(' ', '_');
                server.dropDatabase(name);
                SearchDatabase database = new SearchDatabase(server, name);
                databases.put(way, database);
                changes.forEach(database::execute);
            });
            for (int run = 0; run < sizes.runs(); run++) {
                List<Map.Entry<String, SearchDatabase>> order = new ArrayList<>(databases.entrySet());
                Collections.rotate(order, run);
                order.forEach(way -> {
                    way.getValue().execute("TRUNCATE souk.listings RESTART IDENTITY CASCADE");
                    rates.add(way.getKey(), "all new", rate(way.getValue(), listings));
                    rates.add(way.getKey(), "10 % at another price", rate(way.getValue(), repriced));
                });
            }
        } finally {
            databases.values().forEach(SearchDatabase::close);
        }
        rates.print(out);
    }

    private static Listing dearer(Listing listing) {
        Money price = listing.price() == null ? Money.of(10, Market.CURRENCY) : listing.price();
        return listing.toBuilder()
                .price(new Money(price.amount().add(BigDecimal.TEN), price.currency()))
                .build();
    }

    private static double rate(SearchDatabase database, List<Listing> listings) {
        database.vacuum();
        long start = System.nanoTime();
        database.store(listings);
        return listings.size() / ((System.nanoTime() - start) / 1e9);
    }
}
