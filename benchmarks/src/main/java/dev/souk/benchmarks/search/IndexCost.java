package dev.souk.benchmarks.search;

import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is stored in a second with the indexes for searches and without them. */
final class IndexCost {

    private static final String WITH = "with all indexes";
    private static final List<String> INDEXES =
            List.of("listings_search", "listings_category_newest", "listings_newest");

    private IndexCost() {}

    static void measure(DurablePostgres server, Sizes sizes, PrintStream out) {
        Market market = new Market();
        List<Listing> listings =
                Stream.generate(market::next).limit(sizes.get("stored", 20_000)).toList();
        List<Listing> repriced = IntStream.range(0, listings.size())
                .mapToObj(i -> i % 10 == 0 ? dearer(listings.get(i)) : listings.get(i))
                .toList();
        ResultTable rates = ResultTable.ofRates("Listings alone stored in a second", WITH);
        server.dropDatabase("with_indexes");
        server.dropDatabase("without_indexes");
        try (SearchDatabase with = new SearchDatabase(server, "with_indexes");
                SearchDatabase without = new SearchDatabase(server, "without_indexes")) {
            INDEXES.forEach(index -> without.execute("DROP INDEX souk." + index));
            for (int run = 0; run < sizes.runs(); run++) {
                List<String> order = new ArrayList<>(List.of(WITH, "without those for searches"));
                if (run % 2 == 1) {
                    order.add(order.remove(0));
                }
                for (String way : order) {
                    SearchDatabase database = way.equals(WITH) ? with : without;
                    database.execute("TRUNCATE souk.listings RESTART IDENTITY CASCADE");
                    rates.add(way, "all new", rate(database, listings));
                    rates.add(way, "10 % at another price", rate(database, repriced));
                }
            }
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
