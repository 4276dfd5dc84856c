package dev.souk.benchmarks.agreement;

import dev.souk.alerts.AlertEngine;
import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.ListingText;
import dev.souk.schema.SchemaMigrator;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The listings of the dataset (all 90,751 by default: {@code listings}) against {@code alerts} (10,000) made of their own
 * words: the engine, a plain loop and the search in the database find the same pairs, or it fails and names one. {@code
 * seed} is that of the alerts; only the first {@code searched} (all) of them are looked for in the database, which takes
 * longest.
 */
public final class AgreementBenchmark implements Benchmark {

    private static final int EVERY_REAL_ONE = 90_751;
    /** When everything is asked. */
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** So many listings the engine has seen before the alerts come: which words and pairs are frequent it has learnt. */
    private static final int SEEN = 2_000;

    private static final List<String> RIDERS = List.of("Men", "women", "Children", "Anybody");
    private static final int STORED_AT_ONCE = 1_000;
    private static final int READ_AT_ONCE = 1_000;

    /** For the list of benchmarks. */
    public AgreementBenchmark() {}

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Listings listings = Listings.of(sizes.get("listings", EVERY_REAL_ONE));
        int seed = sizes.get("seed", 1);
        List<Listing> complete =
                listings.all().stream().map(AgreementBenchmark::complete).toList();
        ListingRepository stored = store(complete, server.createDatabase("agreement"));
        List<StoredListing> read = readAll(stored, ListingQuery.builder().build());
        BikeAlerts made = new BikeAlerts(complete, new Random(seed));
        List<Alert> alerts = LongStream.rangeClosed(1, sizes.get("alerts", 10_000))
                .mapToObj(made::alert)
                .toList();

        long began = System.nanoTime();
        List<BitSet> ofEngine = byEngine(alerts, read);
        long engine = System.nanoTime() - began;
        began = System.nanoTime();
        List<BitSet> ofLoop = byLoop(alerts, read);
        long loop = System.nanoTime() - began;
        began = System.nanoTime();
        List<Alert> searched = alerts.subList(0, Math.min(alerts.size(), sizes.get("searched", alerts.size())));
        List<BitSet> ofSearch = bySearch(searched, read, stored);
        long search = System.nanoTime() - began;

        requireSame("the engine", ofEngine, ofLoop, alerts, read);
        requireSame("the search", ofSearch, ofLoop, searched, read);
        long pairs = ofLoop.stream().mapToLong(BitSet::cardinality).sum();
        out.printf(
                Locale.ROOT,
                "%n%,d listings (%s), %,d alerts (seed %d): %,d pairs match; engine and plain loop agree on all,"
                        + " the search on those of the %,d alerts that were searched%n",
                read.size(),
                listings.origin(),
                alerts.size(),
                seed,
                pairs,
                searched.size());
        out.printf(Locale.ROOT, "%n| by | seconds |%n|---|---|%n");
        out.printf(Locale.ROOT, "| the engine | %.1f |%n", engine / 1e9);
        out.printf(Locale.ROOT, "| a plain loop | %.1f |%n", loop / 1e9);
        out.printf(Locale.ROOT, "| a search for each of %,d alerts | %.1f |%n", searched.size(), search / 1e9);
        out.flush();
    }

    /**
     * With what the adverts do not tell: a point for each place, a time, a subcategory, a path, a date and a truth, of some what they
     * cost before; and of some without their category.
     */
    private static Listing complete(Listing listing) {
        Random random = new Random(listing.key().externalId().hashCode());
        Listing.Builder complete = listing.toBuilder();
        if (listing.location() != null && random.nextInt(10) > 0) {
            Random place = new Random(listing.location().hashCode());
            complete.point(new GeoPoint(
                    -34 + 12 * place.nextDouble() + random.nextGaussian() * 0.05,
                    17 + 15 * place.nextDouble() + random.nextGaussian() * 0.05));
        }
        if (random.nextInt(10) > 0) {
            complete.listedAt(NOW.minusSeconds(random.nextInt(60 * 86_400)));
        }
        Money price = listing.price();
        if (price != null && random.nextInt(5) == 0) {
            BigDecimal before = price.amount().add(BigDecimal.valueOf(random.nextInt(5_000)));
            complete.previousPrice(new Money(before, price.currency()));
        }
        if (random.nextInt(10) == 0) {
            complete.category(null);
        }
        if (random.nextInt(4) > 0) {
            complete.subcategory(RIDERS.get(random.nextInt(RIDERS.size())));
        }
        if (random.nextBoolean()) {
            complete.attribute(
                    "Serviced",
                    BikeAlerts.FIRST_DAY.plusDays(random.nextInt(700)).toString());
        }
        if (random.nextInt(3) > 0) {
            complete.attribute("helmet", random.nextBoolean() ? "yes" : "No");
        }
        if (random.nextBoolean()) {
            String between = RIDERS.get(random.nextInt(RIDERS.size()));
            complete.attribute(Fact.CATEGORY_PATH.attribute(), "Vehicles > " + between + " > Bicycles");
        }
        return complete.build();
    }

    private static ListingRepository store(List<Listing> listings, PGSimpleDataSource database) {
        SchemaMigrator.over(database).migrate();
        ListingRepository stored =
                SoukDatabase.over(database, FieldProtection.plaintext()).listings();
        for (int from = 0; from < listings.size(); from += STORED_AT_ONCE) {
            stored.upsertAll(listings.subList(from, Math.min(from + STORED_AT_ONCE, listings.size())));
        }
        DurablePostgres.execute(database, "VACUUM ANALYZE");
        return stored;
    }

    private static List<StoredListing> readAll(ListingRepository listings, ListingQuery query) {
        List<StoredListing> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Slice<StoredListing> slice = listings.slice(query, cursor.orElse(null), READ_AT_ONCE);
            found.addAll(slice.items());
            cursor = slice.next();
        } while (cursor.isPresent());
        return found;
    }

    /** For each alert, by its place in the list, the listings that satisfy it, by theirs. */
    private static List<BitSet> nothingYet(List<Alert> alerts) {
        return alerts.stream().map(alert -> new BitSet()).toList();
    }

    private static List<BitSet> byEngine(List<Alert> alerts, List<StoredListing> listings) {
        AlertEngine engine = AlertEngine.idsOnly();
        engine.setExchangeRates(BikeAlerts.RATES);
        listings.stream().limit(SEEN).forEach(seen -> engine.match(seen.listing(), NOW));
        alerts.forEach(engine::register);
        List<BitSet> found = nothingYet(alerts);
        for (int i = 0; i < listings.size(); i++) {
            for (long id : engine.match(listings.get(i).listing(), NOW)) {
                found.get((int) id - 1).set(i);
            }
        }
        return found;
    }

    private static List<BitSet> byLoop(List<Alert> alerts, List<StoredListing> listings) {
        List<PlainAlert> plain = alerts.stream().map(PlainAlert::of).toList();
        List<BitSet> found = nothingYet(alerts);
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i).listing();
            ListingText text = ListingText.of(listing.title(), listing.description());
            Optional<ListingText> place =
                    Optional.ofNullable(listing.location()).map(words -> ListingText.of(words, null));
            for (int alert = 0; alert < plain.size(); alert++) {
                if (plain.get(alert).accepts(listing, text, place, NOW)) {
                    found.get(alert).set(i);
                }
            }
        }
        return found;
    }

    private static List<BitSet> bySearch(List<Alert> alerts, List<StoredListing> listings, ListingRepository stored) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < listings.size(); i++) {
            places.put(listings.get(i).id(), i);
        }
        List<BitSet> found = nothingYet(alerts);
        for (int alert = 0; alert < alerts.size(); alert++) {
            ListingQuery query = ListingQuery.of(alerts.get(alert)).at(NOW).withRates(BikeAlerts.RATES);
            for (StoredListing one : readAll(stored, query)) {
                found.get(alert).set(Objects.requireNonNull(places.get(one.id())));
            }
        }
        return found;
    }

    private static void requireSame(
            String way, List<BitSet> found, List<BitSet> expected, List<Alert> alerts, List<StoredListing> listings) {
        for (int alert = 0; alert < alerts.size(); alert++) {
            BitSet different = (BitSet) found.get(alert).clone();
            different.xor(expected.get(alert));
            if (!different.isEmpty()) {
                int one = different.nextSetBit(0);
                throw new IllegalStateException("%s and the plain loop differ on %s listings of %s, the first: %s, %s"
                        .formatted(
                                way,
                                different.cardinality(),
                                alerts.get(alert),
                                found.get(alert).get(one) ? "found" : "not found",
                                listings.get(one).listing()));
            }
        }
    }
}
