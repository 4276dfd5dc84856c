package dev.souk.scraper.browser;

import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.Validators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches pages whose listings are put there by script. The page itself comes by an {@link HttpFetcher}, with its
 * robots.txt, pace, limits and outcomes; only if it came is it given to a Chromium, which runs its scripts. What those ask
 * for (scripts and data) the same fetcher gets, so that robots.txt, pace and guard hold for it too; pictures, films, fonts,
 * styles, frames, sockets and further pages are not asked for at all. The browser has no network of its own.
 *
 * <pre>{@code
 * try (HttpFetcher http = HttpFetcher.builder("mailto:ops@example.org").build();
 *         BrowserFetcher browser = BrowserFetcher.builder(http).readyWhen(".listing").build()) {
 *     FetchOutcome outcome = browser.fetch(PageRequest.list(URI.create("https://example.org/search?q=sofa")));
 * }
 * }</pre>
 *
 * <p>Needs Chromium and Node.js on the machine; downloads neither. Starts them for the first page and keeps them. Each page
 * has a profile of its own, without cookies of another. Safe for several threads, which wait for each other: one page at a
 * time. It does not hide that it is a program, and solves no captcha.
 */
public final class BrowserFetcher implements Fetcher, AutoCloseable {

    /*
     * Playwright's objects belong to the thread that made them, so one thread has them all and the askers wait for it. A
     * page that holds the thread beyond its time is ended by ending the browser, and the next one starts another.
     */

    private static final Logger LOG = LoggerFactory.getLogger(BrowserFetcher.class);

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final HttpFetcher http;
    private final Limits limits;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(BrowserFetcher::thread);
    private final Chromium chromium;

    private BrowserFetcher(Builder settings) {
        this.http = settings.http;
        this.limits = new Limits(
                settings.timeout, settings.settle, settings.maxBytes, settings.maxRequests, settings.selector);
        this.chromium = new Chromium(
                settings.http,
                Programs.orThrow(settings.chromium, "Chromium", Programs::chromium),
                Programs.orThrow(settings.node, "Node.js", Programs::node));
    }

    /** Begins a fetcher over another, which gets the pages. Closing the one does not close the other. */
    public static Builder builder(HttpFetcher http) {
        return new Builder(http);
    }

    /** Whether Chromium and Node.js are found where they usually are. */
    public static boolean isAvailable() {
        return Programs.chromium().isPresent() && Programs.node().isPresent();
    }

    @Override
    public FetchOutcome fetch(PageRequest request) {
        // What its scripts put there may change while the page itself does not.
        FetchOutcome outcome = http.fetch(request.ifChangedSince(Validators.NONE));
        return outcome instanceof FetchOutcome.Ok ok && isHtml(ok.page()) ? rendered(ok.page()) : outcome;
    }

    /** An answer of an interface needs no script. */
    private static boolean isHtml(Page page) {
        return page.request().body().isEmpty() && page.body().stripLeading().startsWith("<");
    }

    private FetchOutcome rendered(Page page) {
        Future<FetchOutcome> rendering;
        try {
            rendering = thread.submit(() -> chromium.render(page, limits));
        } catch (RejectedExecutionException e) {
            return new FetchOutcome.Unreachable(page.request().url(), "fetcher is closed");
        }
        try {
            return rendering.get();
        } catch (InterruptedException e) {
            rendering.cancel(false);
            Thread.currentThread().interrupt();
            return new FetchOutcome.Unreachable(page.request().url(), "interrupted");
        } catch (ExecutionException e) {
            LOG.warn("the browser failed at {}", page, e.getCause());
            return new FetchOutcome.Unreachable(
                    page.request().url(),
                    "browser failed: "
                            + Objects.requireNonNull(e.getCause()).getClass().getSimpleName());
        }
    }

    /** Ends the browser, at the latest after ten seconds. Later requests are {@link FetchOutcome.Unreachable}. */
    @Override
    public void close() {
        Future<?> closing;
        try {
            closing = thread.submit(chromium::close);
        } catch (RejectedExecutionException closedBefore) {
            return;
        }
        thread.shutdown();
        try {
            closing.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the browser did not close by itself", e);
        } finally {
            chromium.end();
            thread.shutdownNow();
        }
    }

    /** A thread that does not keep the host's process alive. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-browser");
        thread.setDaemon(true);
        return thread;
    }

    /** Collects the settings of a fetcher. Not thread-safe. */
    public static final class Builder {

        private final HttpFetcher http;
        private @Nullable Path chromium;
        private @Nullable Path node;
        private @Nullable String selector;
        private Duration timeout = Duration.ofSeconds(60);
        private Duration settle = Duration.ofSeconds(30);
        private long maxBytes = 20L * 1024 * 1024;
        private int maxRequests = 200;

        private Builder(HttpFetcher http) {
            this.http = http;
        }

        /** The program of the browser. Default: looked for in the usual places. */
        public Builder chromium(Path program) {
            this.chromium = program;
            return this;
        }

        /** The program that drives it. Default: looked for on the path. */
        public Builder node(Path program) {
            this.node = program;
            return this;
        }

        /**
         * Takes the page as soon as this CSS selector finds something. Default: when nothing is asked for any more and
         * the page stays as long as it is for half a second.
         */
        public Builder readyWhen(String selector) {
            this.selector = selector;
            return this;
        }

        /**
         * Takes the page as it is when its scripts are not done after so long. What they ask for comes at the fetcher's
         * pace. 100 ms to 5 minutes; default 30 s.
         */
        public Builder settle(Duration settle) {
            this.settle = checked("settle", settle);
            return this;
        }

        /** Gives up a page after so much time in the browser. 100 ms to 5 minutes; default 60 s. */
        public Builder timeout(Duration timeout) {
            this.timeout = checked("timeout", timeout);
            return this;
        }

        /** Gives up a page that loads more than this, or becomes larger. 1 KiB to 1 GiB; default 20 MiB. */
        public Builder maxBytes(long maxBytes) {
            if (maxBytes < 1024 || maxBytes > 1L << 30) {
                throw new IllegalArgumentException("maxBytes is not from 1 KiB to 1 GiB: " + maxBytes);
            }
            this.maxBytes = maxBytes;
            return this;
        }

        /** How many things a page's scripts may ask for; more are not sent. 0 to 10,000; default 200. */
        public Builder maxRequests(int maxRequests) {
            if (maxRequests < 0 || maxRequests > 10_000) {
                throw new IllegalArgumentException("maxRequests is not from 0 to 10,000: " + maxRequests);
            }
            this.maxRequests = maxRequests;
            return this;
        }

        /**
         * The fetcher. The browser is started for the first page.
         *
         * @throws IllegalStateException if Chromium or Node.js is not found
         */
        public BrowserFetcher build() {
            return new BrowserFetcher(this);
        }

        private static Duration checked(String name, Duration value) {
            if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException(name + " is not from 100 ms to 5 minutes: " + value);
            }
            return value;
        }
    }

    /** What a page may take. */
    record Limits(
            Duration timeout,
            Duration settle,
            long maxBytes,
            int maxRequests,
            @Nullable String selector) {

        Optional<String> ready() {
            return Optional.ofNullable(selector);
        }
    }
}
