package dev.souk.benchmarks.politeness;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.PageRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks for pages until each has an outcome that will not pass: one that is rate limited, or of a host that fails, is asked
 * for again when it may be.
 */
final class Crawl {

    private static final int THREADS = 128;
    private static final int MOST_TRIES = 30;
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final Map<URI, FetchOutcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger postponed = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<? extends Fetcher> fetchers;
    private final CountDownLatch left;

    /** By several fetchers, as several hosts of an application have them; each takes what comes. */
    Crawl(List<? extends Fetcher> fetchers, Queue<URI> pages) {
        this.fetchers = fetchers;
        this.left = new CountDownLatch(pages.size());
        pages.forEach(page -> ask(page, 1, Duration.ZERO));
    }

    /** Waits for the end; what became of each page. */
    Map<URI, FetchOutcome> outcomes(Duration longest) {
        try {
            if (!left.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(left.getCount() + " pages have no outcome after " + longest);
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** How often a page was put off. */
    int postponed() {
        return postponed.get();
    }

    private void ask(URI page, int time, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(() -> fetch(page, time));
    }

    private void fetch(URI page, int time) {
        Fetcher fetcher = fetchers.get(ThreadLocalRandom.current().nextInt(fetchers.size()));
        FetchOutcome outcome = fetcher.fetch(PageRequest.list(page));
        boolean mayPass = outcome instanceof FetchOutcome.RateLimited || outcome instanceof FetchOutcome.Unreachable;
        if (mayPass && time < MOST_TRIES) {
            postponed.incrementAndGet();
            Duration asked = outcome instanceof FetchOutcome.RateLimited limited
                    ? limited.retryAfter().orElse(USUAL)
                    : USUAL;
            ask(page, time + 1, asked.plusMillis(1));
        } else {
            outcomes.put(page, outcome);
            left.countDown();
        }
    }
}
