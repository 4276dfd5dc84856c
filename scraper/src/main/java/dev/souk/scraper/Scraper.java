package dev.souk.scraper;

import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a source: fetches its pages, reads them, cleans what they hold, leaves out what the search did not ask for where
 * the site does not honour it, and hands the rest on page by page. Nothing that a site
 * sends throws: each page ends in the report with a type that says how it went, and what other pages held is not lost. A
 * wall ends a run ({@link ScrapeReport#isWalled}). Unchanging and thread-safe if the fetcher and the source are.
 *
 * <pre>{@code
 * Scraper scraper = Scraper.builder(fetcher, Clock.systemUTC()).build();
 * ScrapeReport report = scraper.run(source, SearchRequest.of("bicycle"), page -> store(page.listings()));
 * }</pre>
 */
public final class Scraper {

    private final Fetcher fetcher;
    private final Clock clock;
    private final int maxPages;
    private final Duration maxTime;
    private final ValidatorStore validators;
    private final PageArchive archive;

    private Scraper(Builder builder) {
        this.fetcher = builder.fetcher;
        this.clock = builder.clock;
        this.maxPages = builder.maxPages;
        this.maxTime = builder.maxTime;
        this.validators = builder.validators;
        this.archive = builder.archive;
    }

    /** Starts a scraper that gets its pages from {@code fetcher} and its times from {@code clock}. */
    public static Builder builder(Fetcher fetcher, Clock clock) {
        return new Builder(fetcher, clock);
    }

    /**
     * Runs a search.
     *
     * @param sink takes the listings of each page before the next is fetched; what it throws ends the run and is passed
     *     on. A listing whose key an earlier page of the run had is left out, unless this is its own page, which knows
     *     more of it
     * @throws IllegalArgumentException if the source cannot search in the way that is asked
     * @throws IllegalStateException if the source's policy needs a permission that the host has not said it has
     */
    public ScrapeReport run(ListingSource source, SearchRequest search, Consumer<ScrapedPage> sink) {
        return run(source, search, KnownListings.NONE, sink);
    }

    /**
     * As {@link #run(ListingSource, SearchRequest, Consumer)}, up to what is known: where the site shows the newest
     * listings first, a page of which all that was asked for is known, or all is too old, is the last that is read. In any
     * other order new listings may stand anywhere, and the search goes on to its end or its limit.
     *
     * @param known what is stored, if all that an earlier run was shown is; else {@link KnownListings#NONE}, since what that
     *     one left, because of its time, a page that failed or a limit of the caller's, lies behind what is known
     */
    public ScrapeReport run(
            ListingSource source, SearchRequest search, KnownListings known, Consumer<ScrapedPage> sink) {
        source.policy().check();
        SourceCapabilities capabilities = source.capabilities();
        boolean isNewestFirst = search.order() == SearchRequest.Order.NEWEST
                && capabilities.orders().contains(SearchRequest.Order.NEWEST);
        SearchFilter filter = SearchFilter.of(search, capabilities);
        SearchEnd end = isNewestFirst ? SearchEnd.ofNewest(filter, known) : SearchEnd.none();
        return run(source, filter, end, validators, archive, sink).over(source.seeds(search), maxPages, maxTime);
    }

    /** Reads these pages, and those that they lead to; what they show is what was asked for. */
    public ScrapeReport run(ListingSource source, List<PageRequest> seeds, Consumer<ScrapedPage> sink) {
        source.policy().check();
        return run(source, SearchFilter.none(), SearchEnd.none(), validators, archive, sink)
                .over(seeds, maxPages, maxTime);
    }

    /**
     * Reads archived pages of a source again, the oldest first, and fetches nothing. Each page is handed on for itself: a
     * listing that stands on several comes several times, the newest last. To store what they say without telling anybody,
     * hand it to {@code ListingRepository.restateAll}.
     *
     * @param pages where the pages are kept
     * @param from the first moment at which a page may have come
     * @param until the first moment that is too late
     * @param sink as for {@link #run(ListingSource, SearchRequest, Consumer)}
     */
    public ScrapeReport reparse(
            ListingSource source, PageArchive pages, Instant from, Instant until, Consumer<ScrapedPage> sink) {
        Instant startedAt = clock.instant();
        List<PageReport> reports = new ArrayList<>();
        pages.read(source.id(), from, until, page -> {
            ScrapeRun alone =
                    run(source, SearchFilter.none(), SearchEnd.none(), ValidatorStore.none(), PageArchive.none(), sink);
            reports.add(alone.over(page));
        });
        return new ScrapeReport(source.id(), startedAt, clock.instant(), reports, List.of(), false);
    }

    private ScrapeRun run(
            ListingSource source,
            SearchFilter filter,
            SearchEnd end,
            ValidatorStore unchanged,
            PageArchive pages,
            Consumer<ScrapedPage> sink) {
        return new ScrapeRun(source, fetcher, clock, filter, end, unchanged, pages, sink);
    }

    /** Holds what a scraper is to do. Not thread-safe. */
    public static final class Builder {

        private final Fetcher fetcher;
        private final Clock clock;
        private int maxPages = 20;
        private Duration maxTime = Duration.ofMinutes(15);
        private ValidatorStore validators = ValidatorStore.none();
        private PageArchive archive = PageArchive.none();

        private Builder(Fetcher fetcher, Clock clock) {
            this.fetcher = fetcher;
            this.clock = clock;
        }

        /** Asks for at most this many pages in a run. Default 20. */
        public Builder maxPages(int maxPages) {
            if (maxPages < 1) {
                throw new IllegalArgumentException("maxPages must be positive: " + maxPages);
            }
            this.maxPages = maxPages;
            return this;
        }

        /** Asks for no further page once a run has taken so long. Default 15 minutes. */
        public Builder maxTime(Duration maxTime) {
            if (maxTime.isZero() || maxTime.isNegative()) {
                throw new IllegalArgumentException("maxTime must be positive: " + maxTime);
            }
            this.maxTime = maxTime;
            return this;
        }

        /**
         * Passes over pages that have not changed since they were last read without loss. Default none: every page is
         * read each time.
         */
        public Builder validators(ValidatorStore validators) {
            this.validators = validators;
            return this;
        }

        /** Keeps every page that comes, so that it can be read again. Default none. */
        public Builder archive(PageArchive archive) {
            this.archive = archive;
            return this;
        }

        /** The scraper. */
        public Scraper build() {
            return new Scraper(this);
        }
    }
}
