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
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.time.Clock;
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
import org.jspecify.annotations.Nullable;

/** One run over one source: which pages are still to be read, and what has been seen. */
final class ScrapeRun {

    private final ListingNormalizer normalizer = new ListingNormalizer();
    private final Deque<PageRequest> waiting = new ArrayDeque<>();
    private final Set<Named> named = new HashSet<>();
    private final Map<ListingKey, PageRequest.Kind> seen = new HashMap<>();
    private final List<PageReport> reports = new ArrayList<>();

    private final ListingSource source;
    private final Fetcher fetcher;
    private final Clock clock;
    private final int maxPages;
    private final ValidatorStore validators;
    private final PageArchive archive;
    private final Consumer<ScrapedPage> sink;

    ScrapeRun(
            ListingSource source,
            Fetcher fetcher,
            Clock clock,
            int maxPages,
            ValidatorStore validators,
            PageArchive archive,
            Consumer<ScrapedPage> sink) {
        this.source = source;
        this.fetcher = fetcher;
        this.clock = clock;
        this.maxPages = maxPages;
        this.validators = validators;
        this.archive = archive;
        this.sink = sink;
    }

    ScrapeReport over(List<PageRequest> seeds) {
        Instant startedAt = clock.instant();
        seeds.forEach(this::await);
        while (!waiting.isEmpty() && reports.size() < maxPages) {
            reports.add(visit(waiting.removeFirst()));
        }
        return new ScrapeReport(source.id(), startedAt, clock.instant(), reports, List.copyOf(waiting));
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
        Validators known = request.known().isEmpty() ? validators.find(request) : request.known();
        SourcePolicy policy = request.policy().equals(SourcePolicy.OPEN) ? source.policy() : request.policy();
        return request.ifChangedSince(known).under(policy);
    }

    private PageReport read(PageRequest request, Page page) {
        ParsedPage parsed;
        try {
            parsed = source.parse(page);
        } catch (RuntimeException brokenPromise) {
            return PageReport.without(request, new PageOutcome.ParserFailed(brokenPromise));
        }
        parsed.next().forEach(this::await);
        PageReport report = parsed instanceof ParsedPage.Found
                ? handOn(request, page, parsed.listings())
                : PageReport.without(request, new PageOutcome.WithoutListings(parsed));
        // Only now: what went wrong before has to be read again.
        boolean isDone = report.outcome().kind() == FetchOutcome.Kind.OK
                && report.rejected().isEmpty();
        validators.keep(request, isDone ? page.validators() : Validators.NONE);
        return report;
    }

    private PageReport handOn(PageRequest request, Page page, List<RawListing> raw) {
        List<Listing> accepted = new ArrayList<>();
        List<Normalized.Rejected> rejected = new ArrayList<>();
        Map<ListingKey, List<String>> repairs = new HashMap<>();
        int repeated = 0;
        for (RawListing listing : raw) {
            Normalized normalized = normalizer.normalize(source.id(), page.url(), listing);
            if (normalized instanceof Normalized.Rejected bad) {
                rejected.add(bad);
            } else if (normalized instanceof Normalized.Accepted good) {
                if (isNews(good.listing().key(), request.kind())) {
                    accepted.add(good.listing());
                    if (!good.repairs().isEmpty()) {
                        repairs.put(good.listing().key(), good.repairs());
                    }
                } else {
                    repeated++;
                }
            }
        }
        if (!accepted.isEmpty()) {
            sink.accept(new ScrapedPage(source.id(), request, page.fetchedAt(), accepted));
        }
        PageOutcome outcome = new PageOutcome.Read(raw.size(), rejected.size());
        return new PageReport(request, outcome, accepted.size(), repeated, rejected, repairs);
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
