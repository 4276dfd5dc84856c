package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.SearchRun;
import dev.souk.core.listing.UpsertResult;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.KnownListings;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.ScrapedPage;
import dev.souk.scraper.drift.RunTally;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.source.ParsedPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One visit to a watch. A listing that the database does not know is stored with what its own page says, so that it is
 * not matched on half of its facts; one that it knows is stored with what the list says, unless that is no price and an
 * alert waits for one ({@link PricesToFetch}). Used by one thread, once.
 */
final class WatchVisit {

    private final Watch watch;
    private final SoukDatabase database;
    private final Tenure tenure;
    private final VisitScrapers scrapers;
    private final int misses;
    private final Runnable progressed;
    private final SearchSight sight;
    private final RunTally tally = new RunTally();
    private final Rejections rejections = new Rejections();
    private final List<PageReport> pages = new ArrayList<>();
    /** Of a visit that can prove absence, once it has begun. */
    private Optional<SearchRun> run = Optional.empty();

    /** Of a visit that may end early, once it has begun. */
    private Optional<VisitDepth> depth = Optional.empty();

    /** Whether something else than its own limits kept it from reading all that it was shown. */
    private boolean wasHindered;

    private boolean ranOutOfTime;
    private boolean lastListHadNews;

    private int itemPagesLeft;
    private int added;
    private int changed;
    private int unchanged;
    private int deferred;
    private int removed;

    /**
     * A visit.
     *
     * @param tenure what is found is stored by
     * @param misses how many whole visits must miss a listing before it counts as removed
     * @param progressed is run whenever a page has been read, or something stored
     */
    WatchVisit(
            Watch watch,
            SoukDatabase database,
            Tenure tenure,
            VisitScrapers scrapers,
            int misses,
            Runnable progressed) {
        this.watch = watch;
        this.database = database;
        this.tenure = tenure;
        this.scrapers = scrapers;
        this.itemPagesLeft = scrapers.maxItemPages();
        this.misses = misses;
        this.progressed = progressed;
        this.sight = new SearchSight(watch);
    }

    /** Whatever goes wrong ends in the report: other watches are visited all the same. */
    WatchReport run() {
        try {
            if (sight.canBeWhole()) {
                run = Optional.of(database.searchRuns().begin(watch.source().id(), sight.name()));
            }
            if (sight.mayEndEarly()) {
                depth = Optional.of(new VisitDepth(database, watch.source().id(), sight.name()));
            }
            KnownListings known = depth.map(VisitDepth::known).orElse(KnownListings.NONE);
            VisitValidators validators = validators();
            ScrapeReport report =
                    scrapers.lists(validators, progressed).run(watch.source(), watch.search(), known, this::store);
            note(report);
            if (run.isPresent() && sight.isWhole(report)) {
                SearchRun whole = run.get();
                removed += stored(tx -> tx.searchRuns().complete(whole, sight.keys(), misses))
                        .changed()
                        .size();
            }
            wasHindered |= !report.troubles().isEmpty();
            ranOutOfTime = report.outOfTime() && lastListHadNews;
            if (hasStoredAll()) {
                validators.remember();
            }
            return report(null);
        } catch (RuntimeException e) {
            return report(e);
        }
    }

    /** What the pages of the visit gave. */
    RunTally tally() {
        return tally;
    }

    /** A visit that is to prove absence, or to read on, must see every page in full. */
    private VisitValidators validators() {
        ValidatorStore lasting = sight.canBeWhole() ? ValidatorStore.none() : scrapers.validators();
        return new VisitValidators(lasting, depth.map(VisitDepth::readsOn).orElse(false));
    }

    private boolean hasStoredAll() {
        return deferred == 0 && !wasHindered && !ranOutOfTime;
    }

    /** Writes down what a visit that was not broken off means for the next one. */
    void noteProgress(SoukDatabase tx) {
        depth.ifPresent(read -> read.end(tx, hasStoredAll(), wasHindered));
    }

    private void note(ScrapeReport report) {
        pages.addAll(report.pages());
        report.pages().forEach(tally::add);
        rejections.unreadable(report.rejected());
    }

    private WatchReport report(@Nullable RuntimeException failure) {
        return new WatchReport(
                watch, pages, added, changed, unchanged, rejections.byReason(), deferred, removed, List.of(), failure);
    }

    private void store(ScrapedPage page) {
        tenure.require();
        sight.add(page);
        tally.add(page);
        Set<ListingKey> known = database.listings()
                .known(page.listings().stream().map(Listing::key).toList());
        List<Listing> ready = new ArrayList<>();
        List<Listing> seen = new ArrayList<>();
        Map<Listing, PageRequest> waiting = new LinkedHashMap<>();
        for (Listing listing : page.listings()) {
            boolean isKnown = known.contains(listing.key());
            Optional<PageRequest> itemPage = isKnown || isItemPage(page) ? Optional.empty() : itemPage(listing);
            if (isKnown && !isItemPage(page)) {
                seen.add(listing);
            } else if (itemPage.isEmpty()) {
                ready.add(listing);
            } else if (itemPagesLeft > 0) {
                itemPagesLeft--;
                waiting.put(listing, itemPage.get());
            } else {
                deferred++;
            }
        }
        ready.addAll(withoutThosePriced(seen, waiting));
        ready.addAll(completed(waiting, known));
        boolean isNews = known.size() < page.listings().size();
        lastListHadNews = isItemPage(page) ? lastListHadNews : isNews;
        count(stored(tx -> {
            if (isNews) {
                depth.ifPresent(read -> read.meetNews(tx));
            }
            return run.map(begun -> tx.searchRuns().store(begun, ready))
                    .orElseGet(() -> tx.listings().upsertAll(ready));
        }));
    }

    private UpsertResult stored(Function<SoukDatabase, UpsertResult> work) {
        UpsertResult result = tenure.store(work);
        progressed.run();
        return result;
    }

    /** Moves known listings whose price an alert waits for to those that wait for their own page, as long as there is room. */
    private List<Listing> withoutThosePriced(List<Listing> seen, Map<Listing, PageRequest> waiting) {
        Set<ListingKey> unpriced =
                itemPagesLeft > 0 ? scrapers.prices().among(seen, watch.source().id(), database) : Set.of();
        List<Listing> rest = new ArrayList<>();
        for (Listing listing : seen) {
            Optional<PageRequest> itemPage =
                    itemPagesLeft > 0 && unpriced.contains(listing.key()) ? itemPage(listing) : Optional.empty();
            if (itemPage.isPresent()) {
                itemPagesLeft--;
                waiting.put(listing, itemPage.get());
            } else {
                rest.add(listing);
            }
        }
        return rest;
    }

    private static boolean isItemPage(ScrapedPage page) {
        return page.request().kind() == PageRequest.Kind.ITEM;
    }

    private Optional<PageRequest> itemPage(Listing listing) {
        return scrapers.maxItemPages() > 0 ? watch.source().itemPage(listing) : Optional.empty();
    }

    /**
     * The listings with what their own pages say. A new one whose page may be there next time is left for then; one whose
     * page is gone is left out; one whose page gives nothing for another reason is stored as the list has it, and so is one
     * that is known.
     */
    private List<Listing> completed(Map<Listing, PageRequest> waiting, Set<ListingKey> known) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        Map<ListingKey, Listing> details = new HashMap<>();
        List<PageRequest> pages = waiting.values().stream().distinct().toList();
        ScrapeReport report = scrapers.items(progressed).run(watch.source(), pages, page -> {
            tally.add(page);
            page.listings().forEach(listing -> details.put(listing.key(), listing));
        });
        note(report);
        if (report.isWalled()) {
            wasHindered = true;
            // Further new listings of this visit would only meet the same wall.
            itemPagesLeft = 0;
        }
        Map<PageRequest, PageOutcome> outcomes = report.pages().stream()
                .collect(Collectors.toMap(PageReport::request, PageReport::outcome, (first, second) -> second));

        List<Listing> completed = new ArrayList<>();
        waiting.forEach((listing, request) -> {
            Listing detail = details.get(listing.key());
            PageOutcome outcome = outcomes.get(request);
            boolean isForLater = detail == null && (outcome == null || mayPass(outcome));
            if (!isForLater) {
                scrapers.prices().read(listing.key());
            }
            if (detail != null) {
                // What both say, the list says again on the next visit: so it has the last word.
                completed.add(detail.updatedBy(listing));
            } else if (known.contains(listing.key())) {
                completed.add(listing);
            } else if (isForLater || outcome == null) {
                wasHindered = true;
                deferred++;
            } else if (!isGone(outcome)) {
                completed.add(listing);
            }
        });
        return completed;
    }

    /** Whether the page may be had another time: whatever hinders now says nothing of this listing. */
    private static boolean mayPass(PageOutcome outcome) {
        if (outcome instanceof PageOutcome.NotFetched notFetched
                && notFetched.outcome() instanceof FetchOutcome.RobotsDenied denied) {
            return denied.isForNow();
        }
        return switch (outcome.kind()) {
            case RATE_LIMITED, CAPTCHA, LOGIN_WALL, TIMED_OUT, UNREACHABLE -> true;
            default -> false;
        };
    }

    /** Whether the site says that the listing of a page is not there any more. */
    static boolean isGone(PageOutcome outcome) {
        return (outcome instanceof PageOutcome.NotFetched notFetched
                        && notFetched.outcome() instanceof FetchOutcome.Gone)
                || (outcome instanceof PageOutcome.WithoutListings without
                        && without.state() instanceof ParsedPage.Gone);
    }

    private void count(UpsertResult result) {
        added += result.added().size();
        changed += result.changed().size();
        unchanged += result.unchanged().size();
        rejections.refused(result.rejected());
    }
}
