package dev.souk.benchmarks.politeness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.benchmarks.politeness.UnrulySite.Mood;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.pipeline.SharedPace;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
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
        crawl("one fetcher", sizes, out, List.of(fetcher(sizes).build()));

        HikariConfig config = new HikariConfig();
        config.setDataSource(server.createDatabase("politeness"));
        config.setMaximumPoolSize(20);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            SchemaMigrator.over(pool).migrate();
            List<HttpFetcher> hosts = Stream.generate(() -> fetcher(sizes)
                            .turnsFrom(SharedPace.of(SoukDatabase.over(pool, FieldProtection.plaintext())))
                            .build())
                    .limit(FETCHERS)
                    .toList();
            crawl(FETCHERS + " fetchers, turns from PostgreSQL", sizes, out, hosts);
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

    private static void crawl(String way, Sizes sizes, PrintStream out, List<HttpFetcher> fetchers) {
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
                    "%n%s: %,d pages of %d sites in %.1f s, %,d times put off%n",
                    way, pages.size(), sites.size(), seconds, crawl.postponed());
            print(sites, sizes.get("pace", 200), out);
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

    private static void print(List<UnrulySite> sites, int pace, PrintStream out) {
        List<Double> gaps =
                sites.stream().flatMap(site -> site.gaps().stream()).sorted().toList();
        long early = gaps.stream().filter(gap -> gap < pace * (1 - TOLERANCE)).count();
        DoubleSummaryStatistics all =
                gaps.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        out.printf(
                "%,d requests; pace %d ms, violations %d; least gap %.1f ms, median %.1f ms; at most %d at a time%n",
                sites.stream().mapToInt(UnrulySite::requests).sum(),
                pace,
                early,
                all.getMin(),
                gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2),
                sites.stream().mapToInt(UnrulySite::mostAtOnce).max().orElse(0));
    }

    private static void print(Map<URI, FetchOutcome> outcomes, PrintStream out) {
        Map<FetchOutcome.Kind, Integer> kinds = new EnumMap<>(FetchOutcome.Kind.class);
        outcomes.values().forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
        out.printf("%n| outcome | pages |%n|---|---|%n");
        kinds.forEach((kind, count) -> out.printf("| %s | %,d |%n", kind, count));
        out.printf("| all | %,d |%n", outcomes.size());
    }
}
