package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** The engine beside another way, which holds the same alerts and must find the same; both take turns. */
final class Beside {

    /** Alerts as they are given take more memory than any way of holding them, so they are not all there at once. */
    private static final int CHUNK = 50_000;

    private static final String BY_PROCESSOR = "one thread";
    private static final String BY_CLOCK = "by the clock";

    private final Workload workload;
    private final List<Listing> seen;
    private final List<Listing> asked;
    private final Sizes sizes;
    private final PrintStream out;

    Beside(Workload workload, List<Listing> seen, List<Listing> asked, Sizes sizes, PrintStream out) {
        this.workload = workload;
        this.seen = seen;
        this.asked = asked;
        this.sizes = sizes;
        this.out = out;
    }

    /** Prints what it measures, and closes the other way. */
    void measure(ReverseSearch way, int alerts) {
        SoukSearch souk = new SoukSearch(seen);
        try (way) {
            int held = 0;
            long taken = 0;
            for (long from = 1; from <= alerts; from += CHUNK) {
                List<Alert> some = LongStream.range(from, Math.min(from + CHUNK, alerts + 1L))
                        .mapToObj(workload::alert)
                        .filter(way::canHold)
                        .toList();
                long began = way.cpuNanos();
                way.load(some);
                taken += way.cpuNanos() - began;
                souk.load(some);
                held += some.size();
            }
            long began = way.cpuNanos();
            way.loaded();
            taken += way.cpuNanos() - began;
            List<Object> prepared = Stopwatch.prepared(way, asked);
            List<Object> plain = Stopwatch.prepared(souk, asked);
            int checked = Math.min(asked.size(), sizes.get("checked", 200));
            requireSame(souk, plain.subList(0, checked), way, prepared.subList(0, checked));
            ResultTable rates = ResultTable.ofRates(
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d alerts, the same matches of %d listings: listings a second",
                            held,
                            alerts,
                            checked),
                    SoukSearch.NAME);
            double seconds = sizes.get("millis", 2_000) / 1e3;
            Stopwatch.warmUp(way, prepared, seconds);
            Stopwatch.warmUp(souk, plain, seconds);
            for (int run = 0; run < sizes.runs(); run++) {
                rates.add(SoukSearch.NAME, BY_PROCESSOR, Stopwatch.rate(souk, plain, seconds));
                rates.add(way.name(), BY_PROCESSOR, Stopwatch.rate(way, prepared, seconds));
                if (way.isElsewhere()) {
                    rates.add(SoukSearch.NAME, BY_CLOCK, Stopwatch.rate(souk, plain, seconds, System::nanoTime));
                    rates.add(way.name(), BY_CLOCK, Stopwatch.rate(way, prepared, seconds, System::nanoTime));
                }
            }
            LongSupplier nanos = way.isElsewhere() ? System::nanoTime : Stopwatch::cpuNanos;
            int batches = Math.max(1, (way.atOnce() == 1 ? checked : asked.size()) / way.atOnce());
            double[] each = Stopwatch.micros(batches, i -> Stopwatch.ask(way, prepared, i * way.atOnce()), nanos);
            rates.print(out);
            out.printf(
                    Locale.ROOT,
                    "%n%s: loaded in %.1f s; %s takes %.1f us, p99 %.1f us%n",
                    way.name(),
                    taken / 1e9,
                    way.atOnce() == 1 ? "a listing" : "a batch of %s".formatted(way.atOnce()),
                    Stopwatch.percentile(each, 50),
                    Stopwatch.percentile(each, 99));
        }
    }

    private static void requireSame(SoukSearch souk, List<Object> plain, ReverseSearch way, List<Object> prepared) {
        for (int from = 0; from < plain.size(); from += way.atOnce()) {
            int to = Math.min(plain.size(), from + way.atOnce());
            List<long[]> found = way.matchAll(prepared.subList(from, to));
            for (int i = from; i < to; i++) {
                requireSame(souk.match(plain.get(i)), found.get(i - from), way.name(), i);
            }
        }
    }

    private static void requireSame(long[] souk, long[] other, String name, int listing) {
        if (!Arrays.equals(souk, other)) {
            List<Long> more = new ArrayList<>(LongStream.of(other).boxed().toList());
            more.removeAll(LongStream.of(souk).boxed().toList());
            List<Long> less = new ArrayList<>(LongStream.of(souk).boxed().toList());
            less.removeAll(LongStream.of(other).boxed().toList());
            throw new IllegalStateException(
                    "listing %s: %s finds besides %s and lacks %s".formatted(listing, name, more, less));
        }
    }
}
