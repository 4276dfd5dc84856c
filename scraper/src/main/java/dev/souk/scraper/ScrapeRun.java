package dev.souk.scraper;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One run over one source: which pages are still to be read, and what has been seen. */
final class ScrapeRun {

    private final ListingNormalizer normalizer = new ListingNormalizer();
    private final Deque<PageRequest> waiting = new ArrayDeque<>();
    private final List<PageRequest> beyond = new ArrayList<>();
    private final Set<URI> named = new HashSet<>();
    private final Map<ListingKey, PageRequest.Kind> seen = new HashMap<>();
    private final List<PageReport> reports = new ArrayList<>();

    private final ListingSource source;
    private final Fetcher fetcher;
    private final Clock clock;
    private final SearchFilter filter;
    private final KnownListings known;
    private final Consumer<ScrapedPage> sink;

    /**
     * A run.
     *
     * @param known where a list of nothing but these is the end of what is worth reading
     */
    ScrapeRun(
            ListingSource source,
            Fetcher fetcher,
            Clock clock,
            SearchFilter filter,
            KnownListings known,
            Consumer<ScrapedPage> sink) {
        this.source = source;
        this.fetcher = fetcher;
        this.clock = clock;
        this.filter = filter;
        this.known = known;
        this.sink = sink;
    }

    ScrapeReport over(List<PageRequest> seeds, int maxPages, Duration maxTime) {
        Instant startedAt = clock.instant();
        Instant deadline = startedAt.plus(maxTime);
        seeds.forEach(this::await);
        while (!waiting.isEmpty()
                && reports.size() < maxPages
                && clock.instant().isBefore(deadline)) {
            reports.add(visit(waiting.removeFirst()));
        }
        beyond.addAll(waiting);
        return new ScrapeReport(source.id(), startedAt, clock.instant(), reports, beyond);
    }

    private void await(PageRequest request) {
        if (named.add(request.url())) {
            waiting.addLast(request);
        }
    }

    private PageReport visit(PageRequest request) {
        FetchOutcome fetched;
        try {
            fetched = fetcher.fetch(request);
        } catch (RuntimeException brokenPromise) {
            return PageReport.without(request, new PageOutcome.FetcherFailed(brokenPromise));
        }
        return fetched instanceof FetchOutcome.Ok ok
                ? read(request, ok.page())
                : PageReport.without(request, new PageOutcome.NotFetched(fetched));
    }

    private PageReport read(PageRequest request, Page page) {
        ParsedPage parsed;
        try {
            parsed = source.parse(page);
        } catch (RuntimeException brokenPromise) {
            return PageReport.without(request, new PageOutcome.ParserFailed(brokenPromise));
        }
        if (!(parsed instanceof ParsedPage.Found)) {
            return PageReport.without(request, new PageOutcome.WithoutListings(parsed));
        }
        List<Normalized> listings = parsed.listings().stream()
                .map(raw -> normalizer.normalize(source.id(), page.url(), raw))
                .toList();
        goOn(request, parsed.next(), good(listings));
        return handOn(request, page, listings);
    }

    private static List<Normalized.Accepted> good(List<Normalized> listings) {
        return listings.stream()
                .filter(Normalized.Accepted.class::isInstance)
                .map(Normalized.Accepted.class::cast)
                .toList();
    }

    /** A list that is full of what is known has nothing new behind it, since new listings come first. */
    private void goOn(PageRequest request, List<PageRequest> next, List<Normalized.Accepted> listings) {
        boolean isEnd = request.kind() == PageRequest.Kind.LIST && !listings.isEmpty() && areKnown(listings);
        for (PageRequest further : next) {
            if (isEnd && further.kind() == PageRequest.Kind.LIST) {
                beyond.add(further);
            } else {
                await(further);
            }
        }
    }

    private boolean areKnown(List<Normalized.Accepted> listings) {
        if (known == KnownListings.NONE) {
            return false;
        }
        List<ListingKey> unseen = listings.stream()
                .map(good -> good.listing().key())
                .filter(key -> !seen.containsKey(key))
                .toList();
        return unseen.isEmpty() || known.among(unseen).containsAll(unseen);
    }

    private PageReport handOn(PageRequest request, Page page, List<Normalized> listings) {
        List<Listing> accepted = new ArrayList<>();
        Map<ListingKey, List<String>> repairs = new HashMap<>();
        int repeated = 0;
        int outside = 0;
        for (Normalized.Accepted good : good(listings)) {
            Listing listing = good.listing();
            if (!filter.admits(listing, page.fetchedAt())) {
                outside++;
            } else if (isNews(listing.key(), request.kind())) {
                accepted.add(listing);
                if (!good.repairs().isEmpty()) {
                    repairs.put(listing.key(), good.repairs());
                }
            } else {
                repeated++;
            }
        }
        if (!accepted.isEmpty()) {
            sink.accept(new ScrapedPage(source.id(), request, page.fetchedAt(), accepted));
        }
        List<Normalized.Rejected> rejected = listings.stream()
                .filter(Normalized.Rejected.class::isInstance)
                .map(Normalized.Rejected.class::cast)
                .toList();
        PageOutcome outcome = new PageOutcome.Read(listings.size(), rejected.size());
        return new PageReport(request, outcome, accepted.size(), repeated, outside, rejected, repairs);
    }

    /** A listing counts once, and once more if its own page follows a list that had it. */
    private boolean isNews(ListingKey key, PageRequest.Kind kind) {
        PageRequest.Kind before = seen.get(key);
        boolean isNews = before == null || (before == PageRequest.Kind.LIST && kind == PageRequest.Kind.ITEM);
        if (isNews) {
            seen.put(key, kind);
        }
        return isNews;
    }
}
