package dev.souk.benchmarks.ingest;

import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What it costs to store whole listings when the database is relieved of what Souk does besides, step by step; beside it
 * the plain ways in the same tables. Whoever runs Souk cannot have this: it says where the time goes.
 */
final class DutyCost {

    private static final Set<String> WAYS = Set.of(SoukWay.NAME, "JPA (Hibernate)", "JDBC batch");

    private static final List<String> TITLES = List.of("all new", "unchanged", "10 % changed");

    private static final List<String> NO_LISTS = List.of(
            "DROP TRIGGER price_list_add ON souk.listings",
            "DROP TRIGGER price_list_follow ON souk.listings",
            "DROP TRIGGER price_list_leave ON souk.listings",
            "DROP TRIGGER price_list_leave_deleted ON souk.listings",
            "DROP INDEX souk.listings_category_newest",
            "DROP INDEX souk.listings_newest");

    /** The statements are parsed and do nothing. */
    private static final List<String> NO_NOTES = List.of(
            "CREATE RULE none AS ON INSERT TO souk.listing_changes DO INSTEAD NOTHING",
            "CREATE RULE none AS ON INSERT TO souk.listing_prices DO INSTEAD NOTHING",
            "CREATE RULE none AS ON INSERT TO souk.listing_sightings DO INSTEAD NOTHING",
            "CREATE RULE nor AS ON UPDATE TO souk.listing_sightings DO INSTEAD NOTHING");

    /** What is taken away in each step, besides what the steps before took. */
    private static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("as shipped", List.of());
        STEPS.put("without the search index", List.of("DROP INDEX souk.listings_search"));
        STEPS.put("nor price list and lists of the newest", NO_LISTS);
        STEPS.put("nor queue, history and sightings", NO_NOTES);
    }

    private DutyCost() {}

    static void measure(List<Listing> listings, DurablePostgres server, int batch, int runs, PrintStream out) {
        List<Listing> changed = Listings.everyTenthChanged(listings);
        List<ResultTable> tables = TITLES.stream()
                .map(title ->
                        ResultTable.ofRates("Relieved step by step, whole aggregates a second, " + title, SoukWay.NAME))
                .toList();
        Map<String, IngestDatabase> databases = new LinkedHashMap<>();
        try {
            List<String> changes = new ArrayList<>();
            STEPS.forEach((step, less) -> {
                changes.addAll(less);
                IngestDatabase database = new IngestDatabase(server, "duties_" + databases.size(), batch);
                databases.put(step, database);
                changes.forEach(database::execute);
            });
            String first = databases.keySet().iterator().next();
            String last = List.copyOf(databases.keySet()).get(databases.size() - 1);
            // The first run warms up and counts for nothing.
            for (int run = 0; run <= runs; run++) {
                List<String> order = new ArrayList<>(databases.keySet());
                Collections.rotate(order, run - 1);
                for (String step : order) {
                    // Between the first step and the last, only new ones tell more.
                    boolean isBetween = !step.equals(first) && !step.equals(last);
                    List<List<Listing>> works = isBetween ? List.of(listings) : List.of(listings, listings, changed);
                    measure(step, Objects.requireNonNull(databases.get(step)), works, run, tables);
                }
            }
        } finally {
            databases.values().forEach(IngestDatabase::close);
        }
        tables.forEach(table -> table.print(out));
    }

    private static void measure(
            String step, IngestDatabase database, List<List<Listing>> works, int run, List<ResultTable> tables) {
        for (IngestWay way : IngestBenchmark.turned(database.ways(), run - 1, true)) {
            if (WAYS.contains(way.name())) {
                database.empty();
                for (int work = 0; work < works.size(); work++) {
                    database.checkpoint();
                    double rate = IngestBenchmark.rate(way, works.get(work));
                    if (work == 0) {
                        database.analyze();
                    }
                    if (run > 0) {
                        tables.get(work).add(way.name(), step, rate);
                    }
                }
            }
        }
    }
}
