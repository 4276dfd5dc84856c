package dev.souk.scraper;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.SourcePolicy;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.fetch.Validators;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run over one source: which pages are still to be read, and what has been seen. */
final class ScrapeRun {

    private final ListingNormalizer normalizer = new ListingNormalizer();
    private final Deque<PageRequest> waiting = new ArrayDeque<>();
    private final List<PageRequest> beyond = new ArrayList<>();
    private final Set<Named> named = new HashSet<>();
    private final Map<ListingKey, PageRequest.Kind> seen = new HashMap<>();
    private final List<PageReport> reports = new ArrayList<>();

    private final ListingSource source;
    private final Fetcher fetcher;
    private final Clock clock;
    private final SearchFilter filter;
    private final SearchEnd end;
    private final ValidatorStore validators;
    private final PageArchive archive;
    private final Consumer<ScrapedPage> sink;

    /**
     * A run.
     *
     * @param filter what the search asks for
     * @param end where nothing more is worth reading
     */
    ScrapeRun(
            ListingSource source,
            Fetcher fetcher,
            Clock clock,
            SearchFilter filter,
            SearchEnd end,
            ValidatorStore validators,
            PageArchive archive,
            Consumer<ScrapedPage> sink) {
        this.source = source;
        this.fetcher = fetcher;
        this.clock = clock;
        this.filter = filter;
        this.end = end;
        this.validators = validators;
        this.archive = archive;
        this.sink = sink;
    }

    ScrapeReport over(List<PageRequest> seeds, int maxPages, Duration maxTime) {
        Instant startedAt = clock.instant();
        Instant deadline = startedAt.plus(maxTime);
        seeds.forEach(this::await);
        while (!waiting.isEmpty()
                && reports.size() < maxPages
                && !ScrapeReport.endAtWall(reports)
                && clock.instant().isBefore(deadline)) {
            reports.add(visit(waiting.removeFirst()));
        }
        boolean outOfTime = !waiting.isEmpty() && !clock.instant().isBefore(deadline);
        beyond.addAll(waiting);
        return new ScrapeReport(source.id(), startedAt, clock.instant(), reports, beyond, outOfTime);
    }

    /** Reads a page that is here already, and follows none that it names. */
    PageReport over(Page page) {
        return read(page.request(), page);
    }

    private void await(PageRequest request) {
        if (named.add(new Named(request.url(), request.content()))) {
            waiting.addLast(request);
        }
    }

    private PageReport visit(PageRequest request) {
        FetchOutcome fetched;
        try {
            fetched = fetcher.fetch(asked(request));
        } catch (RuntimeException brokenPromise) {
            return PageReport.without(request, new PageOutcome.FetcherFailed(brokenPromise));
        }
        if (fetched instanceof FetchOutcome.Ok ok) {
            archive.keep(source.id(), ok.page());
            return read(request, ok.page());
        }
        return PageReport.without(request, new PageOutcome.NotFetched(fetched));
    }

    private PageRequest asked(PageRequest request) {
        Validators last = request.known().isEmpty() ? validators.find(request) : request.known();
        SourcePolicy policy = request.policy().equals(SourcePolicy.OPEN) ? source.policy() : request.policy();
        return request.ifChangedSince(last).under(policy);
    }

    private PageReport read(PageRequest request, Page page) {
        ParsedPage parsed;
        try {
            parsed = source.parse(page);
        } catch (RuntimeException | LinkageError | StackOverflowError brokenPromise) {
            return PageReport.without(request, new PageOutcome.ParserFailed(brokenPromise));
        }
        PageReport report = read(request, page, parsed);
        // Only now: what went wrong before has to be read again, and what this search left out another may want.
        boolean isDone = report.outcome().kind() == FetchOutcome.Kind.OK
                && report.rejected().isEmpty()
                && report.outside() == 0;
        validators.keep(request, isDone ? page.validators() : Validators.NONE);
        return report;
    }

    private PageReport read(PageRequest request, Page page, ParsedPage parsed) {
        if (!(parsed instanceof ParsedPage.Found)) {
            return PageReport.without(request, new PageOutcome.WithoutListings(parsed));
        }
        List<Normalized> listings = parsed.listings().stream()
                .map(raw -> normalizer.normalize(source.id(), page.url(), raw))
                .toList();
        goOn(request, parsed.next(), end.isReached(good(listings), seen.keySet(), page.fetchedAt()));
        return handOn(request, page, listings);
    }

    private static List<Listing> good(List<Normalized> listings) {
        return accepted(listings).map(good -> good.listing()).toList();
    }

    private static Stream<Normalized.Accepted> accepted(List<Normalized> listings) {
        return listings.stream().filter(Normalized.Accepted.class::isInstance).map(Normalized.Accepted.class::cast);
    }

    private void goOn(PageRequest request, List<PageRequest> next, boolean isEnd) {
        for (PageRequest further : next) {
            if (isEnd && request.kind() == PageRequest.Kind.LIST && further.kind() == PageRequest.Kind.LIST) {
                beyond.add(further);
            } else {
                await(further);
            }
        }
    }

    private PageReport handOn(PageRequest request, Page page, List<Normalized> listings) {
        List<Listing> accepted = new ArrayList<>();
        Map<ListingKey, List<String>> repairs = new HashMap<>();
        int repeated = 0;
        int outside = 0;
        for (Normalized.Accepted good : accepted(listings).toList()) {
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

    /** A page that was named before is not read again. */
    private record Named(URI url, PageRequest.@Nullable Body content) {}
}
