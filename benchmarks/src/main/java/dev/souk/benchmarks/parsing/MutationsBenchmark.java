package dev.souk.benchmarks.parsing;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.scraper.fetch.Page;
import dev.souk.testkit.source.PageMutations;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Broken pages, many of each source's own, made by {@link PageMutations}: counts what a parser threw, and tells the slowest.
 * Needs no database; and recorded pages, without which it looks at small ones of a few sources only, and says so. Sizes:
 * {@code mutations} of each source (10,000).
 */
public final class MutationsBenchmark implements Benchmark {

    private static final long SEED = 20261126;
    private static final double SLOW_MILLIS = 2_000;

    /** What else the machine does is not the parser's work. */
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    /** For the list of benchmarks. */
    public MutationsBenchmark() {}

    @Override
    public String name() {
        return "mutations";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        Optional<RecordedPages> recorded = RecordedPages.find();
        if (recorded.isEmpty()) {
            out.println(RecordedPages.NOT_THERE);
        }
        List<SourcePages> sources =
                new ArrayList<>(recorded.map(RecordedPages::all).orElse(List.of()));
        sources.addAll(OwnPages.all());
        int mutations = sizes.get("mutations", 10_000);
        out.printf(Locale.ROOT, "%n**%,d mutated pages of each source, seed %d**%n%n", mutations, SEED);
        out.println(
                "| source | pages to begin with | threw | slowest, ms | over 2 s | median, ms |\n|---|---|---|---|---|---|");
        // One source at a time, each by as many threads as there are processors.
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            sources.forEach(source -> print(source, read(source, mutations, threads), out));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Fate> read(SourcePages pages, int mutations, ExecutorService threads) {
        List<Future<List<Fate>>> shares = new ArrayList<>();
        int shared = Runtime.getRuntime().availableProcessors();
        for (int share = 0; share < shared; share++) {
            int from = mutations * share / shared;
            int to = mutations * (share + 1) / shared;
            shares.add(threads.submit(() -> read(pages, from, to)));
        }
        List<Fate> fates = new ArrayList<>();
        for (Future<List<Fate>> share : shares) {
            try {
                fates.addAll(share.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("broken pages could not be made", e.getCause());
            }
        }
        return fates;
    }

    /** Each page has its own row of mutations, and each share goes on with another seed. */
    private static List<Fate> read(SourcePages pages, int from, int to) {
        List<PageMutations> makers = pages.pages().stream()
                .map(page -> new PageMutations(page, SEED + from))
                .toList();
        List<Fate> fates = new ArrayList<>();
        for (int i = from; i < to; i++) {
            fates.add(fate(pages, makers.get(i % makers.size()).next()));
        }
        return fates;
    }

    private static Fate fate(SourcePages pages, Page broken) {
        long start = PROCESSOR.getCurrentThreadCpuTime();
        Optional<String> thrown = Optional.empty();
        try {
            pages.source().parse(broken);
        } catch (RuntimeException | StackOverflowError e) {
            thrown = Optional.of(String.valueOf(e));
        }
        return new Fate((PROCESSOR.getCurrentThreadCpuTime() - start) / 1e6, thrown);
    }

    private static void print(SourcePages pages, List<Fate> fates, PrintStream out) {
        List<Double> millis = fates.stream().map(Fate::millis).sorted().toList();
        List<String> thrown = fates.stream()
                .flatMap(fate -> fate.thrown().stream())
                .distinct()
                .toList();
        out.printf(
                Locale.ROOT,
                "| %s | %d | %,d | %.0f | %,d | %.2f |%n",
                pages.name(),
                pages.pages().size(),
                fates.stream().filter(fate -> fate.thrown().isPresent()).count(),
                millis.get(millis.size() - 1),
                millis.stream().filter(time -> time > SLOW_MILLIS).count(),
                millis.get(millis.size() / 2));
        thrown.stream().limit(3).forEach(what -> out.println("  thrown: " + what));
        out.flush();
    }

    /** What became of one broken page: how much processor time it took, and what was thrown. */
    private record Fate(double millis, Optional<String> thrown) {}
}
