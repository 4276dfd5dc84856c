package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * For each shape of alert, what a listing costs at a few alerts and at many, all of that one shape. A shape that grows by
 * more than its matches do is named below the table.
 */
final class Shapes {

    /** By the group that can be asked for alone. */
    private static final Map<String, List<Shape>> GROUPS = groups();

    private static final long SEED = 20_261_123;
    private static final int LISTINGS = 1_000;
    private static final int ROUNDS = 5;
    private static final double ROUND_SECONDS = 0.2;

    private final int few;
    private final int many;
    private final Catalogue catalogue = new Catalogue(SEED);
    private final Workload workload = new Workload(SEED);

    Shapes(int few, int many) {
        this.few = few;
        this.many = many;
    }

    private static Map<String, List<Shape>> groups() {
        Map<String, List<Shape>> groups = new LinkedHashMap<>();
        groups.put("words", WordShapes.ALL);
        groups.put("prices", PriceShapes.ALL);
        groups.put("places", PlaceShapes.ALL);
        groups.put("attributes", AttributeShapes.ALL);
        groups.put("scopes", ScopeShapes.ALL);
        return groups;
    }

    /** Those of a group, or of all. */
    void print(String group, PrintStream out) {
        List<Shape> shapes = group.equals("all")
                ? GROUPS.values().stream().flatMap(List::stream).toList()
                : GROUPS.getOrDefault(group, List.of());
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("no group of shapes is called '%s', only all and %s"
                    .formatted(group, String.join(", ", GROUPS.keySet())));
        }
        out.printf("%n**Each shape alone (%s): from %,d to %,d alerts**%n%n", group, few, many);
        out.printf("| shape | us at %,d | us at %,d | growth | matches at %,d | at %,d | growth | ns a match |%n",
                few, many, few, many);
        out.printf("|---|---|---|---|---|---|---|---|%n");
        List<String> steep = new ArrayList<>();
        for (Shape shape : shapes) {
            if (row(shape, out)) {
                steep.add(shape.name());
            }
        }
        out.printf("%nShapes that grow more than their matches: %s%n", steep.isEmpty() ? "none" : String.join(", ", steep));
        out.flush();
    }

    /** Whether it grows more than its matches. */
    private boolean row(Shape shape, PrintStream out) {
        Cost little = cost(shape, few);
        Cost much = cost(shape, many);
        double growth = much.micros / little.micros;
        double growthOfMatches = much.matches / Math.max(little.matches, 1.0 / LISTINGS);
        out.printf(
                "| %s | %.1f | %.1f | %.1f x | %.1f | %.1f | %.1f x | %s |%n",
                shape.name(),
                little.micros,
                much.micros,
                growth,
                little.matches,
                much.matches,
                growthOfMatches,
                perMatch(little, much));
        out.flush();
        return growth > growthOfMatches;
    }

    /** What each match more costs, without what a listing costs in any case. */
    private static String perMatch(Cost little, Cost much) {
        double more = much.matches - little.matches;
        return more < 1 ? "" : "%.0f".formatted(1e3 * (much.micros - little.micros) / more);
    }

    private Cost cost(Shape shape, int alerts) {
        List<Listing> complete =
                ListingParts.complete(workload.listings(0, LISTINGS), Clock.systemUTC().instant());
        List<Listing> listings = shape.isOfSilence() ? ListingParts.halfSilent(complete) : complete;
        SoukSearch souk = new SoukSearch(listings);
        souk.engine.use(shape.rates());
        SplittableRandom random = new SplittableRandom(shape.name().hashCode());
        souk.load(() -> LongStream.rangeClosed(1, alerts)
                .mapToObj(id -> shape.alert(id, catalogue, random))
                .iterator());
        double matches = listings.stream()
                .mapToInt(listing -> souk.match(listing).length)
                .average()
                .orElse(0);
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = Stopwatch.rate(souk, Stopwatch.prepared(souk, listings), ROUND_SECONDS);
        }
        Arrays.sort(rates);
        return new Cost(1e6 / rates[ROUNDS / 2], matches);
    }

    private record Cost(double micros, double matches) {}
}
