package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.UpsertResult;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.ScrapedPage;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One visit to a watch. A listing that the database does not know is stored with what its own page says, so that it is
 * not matched on half of its facts; one that it knows is stored with what the list says. Used by one thread, once.
 */
final class WatchVisit {

    private final Watch watch;
    private final SoukDatabase database;
    private final Scraper scraper;
    private final List<PageReport> pages = new ArrayList<>();
    private int itemPagesLeft;
    private int added;
    private int changed;
    private int unchanged;
    private int rejected;
    private int deferred;

    WatchVisit(Watch watch, SoukDatabase database, Scraper scraper, int maxItemPages) {
        this.watch = watch;
        this.database = database;
        this.scraper = scraper;
        this.itemPagesLeft = maxItemPages;
    }

    WatchReport report() {
        ScrapeReport lists = scraper.run(watch.source(), watch.search(), this::store);
        pages.addAll(lists.pages());
        rejected += lists.rejected().size();
        return new WatchReport(watch, pages, added, changed, unchanged, rejected, deferred);
    }

    private void store(ScrapedPage page) {
        Set<ListingKey> known = database.listings()
                .known(page.listings().stream().map(Listing::key).toList());
        List<PageRequest> itemPages = new ArrayList<>();
        List<Listing> ready = new ArrayList<>();
        List<Listing> waiting = new ArrayList<>();
        for (Listing listing : page.listings()) {
            Optional<PageRequest> itemPage = watch.source().itemPage(listing);
            if (known.contains(listing.key())
                    || itemPage.isEmpty()
                    || page.request().kind() == PageRequest.Kind.ITEM) {
                ready.add(listing);
            } else if (itemPagesLeft > 0) {
                itemPagesLeft--;
                itemPages.add(itemPage.get());
                waiting.add(listing);
            } else {
                deferred++;
            }
        }
        Map<ListingKey, Listing> details = read(itemPages);
        for (Listing listing : waiting) {
            Listing detail = details.get(listing.key());
            // What both say, the list says again on the next visit: so it has the last word.
            ready.add(detail == null ? listing : detail.updatedBy(listing));
        }
        count(database.listings().upsertAll(ready));
    }

    /** Reads item pages. One that cannot be had is missing from the result; its report says why. */
    private Map<ListingKey, Listing> read(List<PageRequest> itemPages) {
        Map<ListingKey, Listing> details = new HashMap<>();
        if (!itemPages.isEmpty()) {
            ScrapeReport items = scraper.run(
                    watch.source(),
                    itemPages,
                    page -> page.listings().forEach(listing -> details.put(listing.key(), listing)));
            pages.addAll(items.pages());
            rejected += items.rejected().size();
        }
        return details;
    }

    private void count(UpsertResult result) {
        added += result.added().size();
        changed += result.changed().size();
        unchanged += result.unchanged().size();
        rejected += result.rejected().size();
    }
}
