package dev.souk.benchmarks.politeness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.benchmarks.politeness.UnrulySite.Mood;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Pace;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Many sites on this machine that answer as they please, crawled by one fetcher, and by four with a database for each
 * other's turns. Counts requests that came too early, and what became of every page. Sizes: {@code hosts} (50), {@code
 * pages} (2,000), {@code pace} (200 milliseconds). Needs the addresses 127.0.1.1 and up, which Linux has.
 */
public final class PolitenessBenchmark implements Benchmark {

    private static final long SEED = 4;
    private static final int AT_ONCE = 2;
    private static final int FETCHERS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** What the way of a request through this machine may take from a gap. */
    private static final double TOLERANCE = 0.1;

    /** For the list of benchmarks. */
    public PolitenessBenchmark() {}

    @Override
    public String name() {
        return "politeness";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        GrantedTurns own = new GrantedTurns();
        crawl(
                "one fetcher",
                sizes,
                out,
                List.of(fetcher(sizes).pacedBy(own.over(Pace.inMemory())).build()),
                own);

        HikariConfig config = new HikariConfig();
        config.setDataSource(server.createDatabase("politeness"));
        config.setMaximumPoolSize(20);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            SchemaMigrator.over(pool).migrate();
            GrantedTurns shared = new GrantedTurns();
            List<HttpFetcher> hosts = Stream.generate(() -> fetcher(sizes)
                            .pacedBy(shared.over(SoukDatabase.over(pool, FieldProtection.plaintext())
                                    .siteTurns()))
                            .build())
                    .limit(FETCHERS)
                    .toList();
            crawl(FETCHERS + " fetchers, turns from PostgreSQL", sizes, out, hosts, shared);
        }
    }

    private static HttpFetcher.Builder fetcher(Sizes sizes) {
        return HttpFetcher.builder("mailto:ops@example.org")
                .allowLoopback()
                .maxPerHost(AT_ONCE)
                .maxBodyBytes(256 * 1024)
                .timeout(TIMEOUT)
                .pace(Duration.ofMillis(sizes.get("pace", 200)));
    }

    private static void crawl(
            String way, Sizes sizes, PrintStream out, List<HttpFetcher> fetchers, GrantedTurns turns) {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<UnrulySite> sites = new ArrayList<>();
        try {
            for (int i = 1; i <= sizes.get("hosts", 50); i++) {
                sites.add(new UnrulySite(i, TIMEOUT.toMillis(), threads));
            }
            Queue<URI> pages = pages(sites, sizes.get("pages", 2_000));
            long start = System.nanoTime();
            Crawl crawl = new Crawl(fetchers, pages);
            Map<URI, FetchOutcome> outcomes = crawl.outcomes(LONGEST);
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%n%s: %,d pages of %d sites in %.1f s, %,d times put off%n",
                    way,
                    pages.size(),
                    sites.size(),
                    seconds,
                    crawl.postponed());
            print(sites, turns, sizes.get("pace", 200), fetchers.size(), out);
            print(outcomes, out);
        } finally {
            fetchers.forEach(HttpFetcher::close);
            sites.forEach(UnrulySite::close);
            threads.shutdownNow();
        }
    }

    private static Queue<URI> pages(List<UnrulySite> sites, int count) {
        Random random = new Random(SEED);
        List<URI> pages = new ArrayList<>();
        List<Mood> moods = new ArrayList<>();
        for (int page = 0; page < count; page++) {
            if (moods.isEmpty()) {
                moods.addAll(Mood.hundred());
                Collections.shuffle(moods, random);
            }
            UnrulySite site = sites.get(page % sites.size());
            pages.add(site.page(moods.remove(moods.size() - 1).path(page)));
        }
        Collections.shuffle(pages, random);
        return new ArrayDeque<>(pages);
    }

    private static void print(List<UnrulySite> sites, GrantedTurns turns, int pace, int fetchers, PrintStream out) {
        print("turns given out", turns.gaps(), pace, out);
        print(
                "requests arrived",
                sites.stream().flatMap(site -> site.gaps().stream()).toList(),
                pace * (1 - TOLERANCE),
                out);
        // What a busy machine takes from one gap it gives to the next; ten in a row show the pace itself.
        sites.stream()
                .flatMapToDouble(site -> site.leastOfTenGaps().stream())
                .min()
                .ifPresent(least -> out.printf(Locale.ROOT, "ten gaps in a row took %.0f ms at least%n", least));
        out.printf(
                Locale.ROOT,
                "at most %d requests to a site at a time, of %d for each of %d fetchers%n",
                sites.stream().mapToInt(UnrulySite::mostAtOnce).max().orElse(0),
                AT_ONCE,
                fetchers);
    }

    private static void print(String what, List<Double> gaps, double least, PrintStream out) {
        List<Double> sorted = gaps.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%s: %,d gaps, %d below %.0f ms; least %.1f ms, median %.1f ms%n",
                what,
                sorted.size(),
                sorted.stream().filter(gap -> gap < least).count(),
                least,
                sorted.isEmpty() ? 0 : sorted.get(0),
                sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2));
    }

    private static void print(Map<URI, FetchOutcome> outcomes, PrintStream out) {
        Map<FetchOutcome.Kind, Integer> kinds = new EnumMap<>(FetchOutcome.Kind.class);
        outcomes.values().forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
        out.printf(Locale.ROOT, "%n| outcome | pages |%n|---|---|%n");
        kinds.forEach((kind, count) -> out.printf(Locale.ROOT, "| %s | %,d |%n", kind, count));
        out.printf(Locale.ROOT, "| all | %,d |%n", outcomes.size());
    }
}
