package dev.souk.benchmarks.engine;

import dev.souk.alerts.AlertEngine;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** The engine alone: rate, latency, memory, changes while a reader runs, and two threads beside one. */
final class Alone {

    /** Until code that changes the engine is compiled: with two, 100,000 alerts seemed slower than a million after them. */
    private static final int ROUNDS_OF_CHANGES = 10;

    private final Workload workload;
    private final List<Listing> asked;
    private final int alerts;
    private final double seconds;
    private final int runs;
    private final SoukSearch souk;
    private final long before;

    Alone(Workload workload, List<Listing> seen, List<Listing> asked, int alerts, Sizes sizes) {
        this.workload = workload;
        this.asked = asked;
        this.alerts = alerts;
        seconds = sizes.get("millis", 2_000) / 1e3;
        runs = sizes.runs();
        souk = new SoukSearch(sizes.get("kept", 0) > 0 ? new AlertEngine() : AlertEngine.idsOnly(), seen);
        before = Stopwatch.bytesInUse();
    }

    /** Prints what it measures; returns the listings a second. */
    double measure(PrintStream out) {
        double loaded = load();
        long bytes = Stopwatch.bytesInUse() - before;
        double counted = ofAlerts(souk.engine);
        List<Object> prepared = Stopwatch.prepared(souk, asked);
        double matches = asked.stream()
                .mapToInt(listing -> souk.match(listing).length)
                .average()
                .orElse(0);
        Stopwatch.warmUp(souk, prepared, seconds);
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
            rates[run] = Stopwatch.rate(souk, prepared, seconds);
        }
        Arrays.sort(rates);
        double[] each = Stopwatch.micros(5 * asked.size(), i -> souk.match(prepared.get(i % prepared.size())));
        out.printf(Locale.ROOT, "%n| what | figure |%n|---|---|%n");
        out.printf(
                Locale.ROOT,
                "| listings a second, one thread | %,.0f (%,.0f to %,.0f) |%n",
                rates[runs / 2],
                rates[0],
                rates[runs - 1]);
        out.printf(Locale.ROOT, "| matches of a listing | %.1f |%n", matches);
        out.printf(
                Locale.ROOT,
                "| a listing, p50 / p99 | %.1f / %.1f us |%n",
                Stopwatch.percentile(each, 50),
                Stopwatch.percentile(each, 99));
        out.printf(Locale.ROOT, "| heap for each alert | %.0f bytes |%n", (double) bytes / alerts);
        out.printf(Locale.ROOT, "| of it counted by `memory()` | %.0f bytes |%n", counted / alerts);
        out.printf(Locale.ROOT, "| loading all | %.2f s of processor |%n", loaded);
        changes(out);
        threads(out);
        snapshot(out);
        out.flush();
        return rates[runs / 2];
    }

    /** What the engine counts itself, but for what it takes without any alert: that was there before. */
    private static double ofAlerts(AlertEngine engine) {
        return engine.memory().total() - AlertEngine.idsOnly().memory().total();
    }

    /** The time of the engine alone: alerts are made in between. */
    private double load() {
        long taken = 0;
        for (long from = 1; from <= alerts; from += 1_000) {
            List<Alert> some = LongStream.range(from, Math.min(from + 1_000, alerts + 1L))
                    .mapToObj(workload::alert)
                    .toList();
            long began = Stopwatch.cpuNanos();
            souk.load(some);
            taken += Stopwatch.cpuNanos() - began;
        }
        return taken / 1e9;
    }

    private void changes(PrintStream out) {
        int changes = Math.min(20_000, alerts);
        List<Alert> more = LongStream.rangeClosed(alerts + 1L, alerts + changes)
                .mapToObj(workload::alert)
                .toList();
        AtomicBoolean reading = new AtomicBoolean(true);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<?> read = reader.submit(() -> {
            for (int i = 0; reading.get(); i++) {
                souk.match(asked.get(i % asked.size()));
            }
        });
        for (int round = 0; round < ROUNDS_OF_CHANGES; round++) {
            more.forEach(souk::add);
            more.forEach(souk::remove);
        }
        double[] added = Stopwatch.micros(changes, i -> souk.add(more.get(i)));
        double[] removed = Stopwatch.micros(changes, i -> souk.remove(more.get(i)));
        reading.set(false);
        join(read);
        reader.shutdown();
        out.printf(
                Locale.ROOT,
                "| adding one beside a reader, p50 / p99 | %.1f / %.1f us |%n",
                Stopwatch.percentile(added, 50),
                Stopwatch.percentile(added, 99));
        out.printf(
                Locale.ROOT,
                "| removing one beside a reader, p50 / p99 | %.1f / %.1f us |%n",
                Stopwatch.percentile(removed, 50),
                Stopwatch.percentile(removed, 99));
    }

    private void threads(PrintStream out) {
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            double one = perSecond(two, 1);
            ratios.add(perSecond(two, 2) / one);
        }
        two.shutdown();
        ratios.sort(null);
        out.printf(
                Locale.ROOT,
                "| two threads beside one, by the clock | %.2f x (%.2f to %.2f) |%n",
                ratios.get(runs / 2),
                ratios.get(0),
                ratios.get(runs - 1));
    }

    private double perSecond(ExecutorService pool, int threads) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        List<Future<Long>> counts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int offset = thread * asked.size() / 2;
            counts.add(pool.submit(() -> {
                long count = 0;
                while ((count & 15) != 0 || System.nanoTime() < until) {
                    souk.match(asked.get((int) ((count + offset) % asked.size())));
                    count++;
                }
                return count;
            }));
        }
        return counts.stream().mapToLong(Alone::join).sum() / seconds;
    }

    /** Of an engine that keeps its alerts as they were written too, as a host's does, and which this one does not. */
    private void snapshot(PrintStream out) {
        AlertEngine engine = new AlertEngine();
        long without = Stopwatch.bytesInUse();
        LongStream.rangeClosed(1, alerts).mapToObj(workload::alert).forEach(engine::register);
        out.printf(
                Locale.ROOT,
                "| heap for each alert that is kept as it was written, too | %.0f bytes |%n",
                (double) (Stopwatch.bytesInUse() - without) / alerts);
        out.printf(Locale.ROOT, "| of it counted by `memory()` | %.0f bytes |%n", ofAlerts(engine) / alerts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            long began = Stopwatch.cpuNanos();
            engine.save(bytes);
            long saved = Stopwatch.cpuNanos();
            AlertEngine loaded = AlertEngine.load(new ByteArrayInputStream(bytes.toByteArray()));
            long taken = Stopwatch.cpuNanos() - saved;
            out.printf(
                    Locale.ROOT,
                    "| a snapshot of %,d alerts, %,d MB: saved / loaded | %.2f / %.2f s of processor |%n",
                    loaded.size(),
                    bytes.size() / 1_000_000,
                    (saved - began) / 1e9,
                    taken / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
