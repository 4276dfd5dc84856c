package dev.souk.pipeline;

import dev.souk.core.listing.SearchRun;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.ScrapedPage;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What a visit saw of its search, and whether that was all of it, so that what it did not see is not there. Used by one
 * thread, once.
 */
final class SearchSight {

    private final Watch watch;
    private final Set<ListingKey> keys = new HashSet<>();

    SearchSight(Watch watch) {
        this.watch = watch;
    }

    /** Whether a visit that goes well proves that a listing is not there: only if the source says so. */
    boolean canBeWhole() {
        return watch.search().keepsWhatItFound() && watch.source().showsEverything(watch.search());
    }

    /** Whether a visit may end at what is stored: only where the newest come first. */
    boolean mayEndEarly() {
        return !canBeWhole() && watch.search().order() == SearchRequest.Order.NEWEST;
    }

    /** The name of the search in the database; a long one is told apart by a digest. */
    String name() {
        String key = watch.search().key();
        if (key.length() <= SearchRun.MAX_SEARCH_LENGTH) {
            return key;
        }
        return "digest=" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    void add(ScrapedPage page) {
        page.listings().stream().map(Listing::key).forEach(keys::add);
    }

    Set<ListingKey> keys() {
        return keys;
    }

    /** Adds what could be named but not used, and tells whether nothing else was left out. */
    boolean isWhole(ScrapeReport report) {
        return report.unvisited().isEmpty()
                && report.pages().stream().allMatch(SearchSight::wasRead)
                && report.rejected().stream().allMatch(this::addNamed);
    }

    private static boolean wasRead(PageReport page) {
        PageOutcome outcome = page.outcome();
        if (outcome instanceof PageOutcome.Read) {
            return outcome.isHealthy();
        }
        if (outcome instanceof PageOutcome.WithoutListings without && without.state() instanceof ParsedPage.Empty) {
            return true;
        }
        return page.request().kind() == PageRequest.Kind.ITEM && WatchVisit.isGone(outcome);
    }

    private boolean addNamed(Normalized.Rejected rejected) {
        String id = rejected.raw().externalId();
        if (id == null || id.isBlank()) {
            return false;
        }
        try {
            keys.add(new ListingKey(watch.source().id(), id));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
