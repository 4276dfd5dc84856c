package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * For each shape of alert, what a listing costs at a few alerts and at many, all of that one shape. A shape that grows by
 * more than its matches do is named below the table.
 */
final class Shapes {

    /** By the group that can be asked for alone. */
    private static final Map<String, List<Shape>> GROUPS = groups();

    private static final long SEED = 20_261_123;
    private static final int LISTINGS = 1_000;
    /** A shape of which most alerts match is asked for so long, and at least so many listings. */
    private static final int SECONDS = 4;

    private static final int LEAST = 8;
    private static final int ROUNDS = 5;

    private final int few;
    private final int many;
    private final double roundSeconds;
    private final String names;
    private final List<Shape> shapes;
    private final Catalogue catalogue = new Catalogue(SEED);
    private final List<Listing> listings;

    /**
     * Of all shapes, or those of groups, or single ones, with commas between and dashes for the blanks in a name.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    Shapes(String names, int few, int many, int asked, double roundSeconds) {
        this.names = names;
        shapes = names.equals("all")
                ? all()
                : Arrays.stream(names.split(",")).flatMap(Shapes::named).toList();
        listings = new Workload(SEED).listings(0, Math.min(LISTINGS, asked));
        this.few = few;
        this.many = many;
        this.roundSeconds = roundSeconds;
    }

    static List<Shape> all() {
        return GROUPS.values().stream().flatMap(List::stream).toList();
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

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n**Each shape alone (%s): from %,d to %,d alerts**%n%n", names, few, many);
        out.printf(
                Locale.ROOT,
                "| shape | us at %,d | us at %,d | growth | matches at %,d | at %,d | growth | ns a match |%n",
                few,
                many,
                few,
                many);
        out.printf(Locale.ROOT, "|---|---|---|---|---|---|---|---|%n");
        List<String> steep = new ArrayList<>();
        for (Shape shape : shapes) {
            if (row(shape, out)) {
                steep.add(shape.name());
            }
        }
        out.printf(
                Locale.ROOT,
                "%nShapes that grow more than their matches: %s%n",
                steep.isEmpty() ? "none" : String.join(", ", steep));
        out.flush();
    }

    private static Stream<Shape> named(String name) {
        List<Shape> shapes = GROUPS.containsKey(name)
                ? GROUPS.get(name)
                : all().stream()
                        .filter(shape ->
                                name.equals(shape.name().replace(",", "").replace(' ', '-')))
                        .toList();
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(
                    "no shape and no group of shapes is called '%s'; groups are %s".formatted(name, GROUPS.keySet()));
        }
        return shapes.stream();
    }

    /** Whether it grows more than its matches. */
    private boolean row(Shape shape, PrintStream out) {
        Cost much = cost(shape, many, listings.size());
        Cost little = cost(shape, few, much.asked);
        double growth = much.micros / little.micros;
        double growthOfMatches = much.matches / Math.max(little.matches, 1.0 / much.asked);
        out.printf(
                Locale.ROOT,
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
        return more < 1 ? "" : String.format(Locale.ROOT, "%.0f", 1e3 * (much.micros - little.micros) / more);
    }

    /** Of the first listings, as many as can be asked in a while. */
    private Cost cost(Shape shape, int alerts, int most) {
        List<Listing> complete =
                ListingParts.complete(listings, Clock.systemUTC().instant());
        List<Listing> asking = shape.isOfSilence() ? ListingParts.partlySilent(complete) : complete;
        SoukSearch souk = new SoukSearch(asking);
        souk.engine.setExchangeRates(shape.rates());
        SplittableRandom random = new SplittableRandom(shape.name().hashCode());
        souk.load(() -> LongStream.rangeClosed(1, alerts)
                .mapToObj(id -> shape.alert(id, catalogue, random))
                .iterator());
        long began = Stopwatch.cpuNanos();
        long matches = 0;
        int asked = 0;
        while (asked < most && (asked < LEAST || Stopwatch.cpuNanos() - began < SECONDS * 1e9)) {
            matches += souk.match(asking.get(asked)).length;
            asked++;
        }
        List<Listing> first = asking.subList(0, asked);
        double micros = asked < most ? microsOfOnePass(souk, first) : micros(souk, first);
        return new Cost(micros, (double) matches / asked, asked);
    }

    private static double microsOfOnePass(SoukSearch souk, List<Listing> listings) {
        long began = Stopwatch.cpuNanos();
        listings.forEach(souk::match);
        return (Stopwatch.cpuNanos() - began) / 1e3 / listings.size();
    }

    private double micros(SoukSearch souk, List<Listing> listings) {
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = Stopwatch.rate(souk, Stopwatch.prepared(souk, listings), roundSeconds);
        }
        Arrays.sort(rates);
        return 1e6 / rates[ROUNDS / 2];
    }

    private record Cost(double micros, double matches, int asked) {}
}
