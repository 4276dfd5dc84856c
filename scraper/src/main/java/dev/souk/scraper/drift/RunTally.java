package dev.souk.scraper.drift;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapedPage;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.PageRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** Counts what the pages of a run gave, by kind of page. Not thread-safe. */
public final class RunTally {

    /** What a listing may have and may lack; a title and an address it always has. */
    private static final Map<Measure, Predicate<Listing>> FIELDS = fields();

    private final Map<PageRequest.Kind, Map<Measure, Sample>> samples = new EnumMap<>(PageRequest.Kind.class);

    /** Begins at nothing. */
    public RunTally() {}

    private static Map<Measure, Predicate<Listing>> fields() {
        Map<Measure, Predicate<Listing>> fields = new EnumMap<>(Measure.class);
        fields.put(Measure.PRICE, listing -> listing.price() != null);
        fields.put(Measure.DESCRIPTION, listing -> listing.description() != null);
        fields.put(Measure.LOCATION, listing -> listing.location() != null);
        fields.put(Measure.POINT, listing -> listing.point() != null);
        fields.put(Measure.CATEGORY, listing -> listing.category() != null || listing.subcategory() != null);
        fields.put(
                Measure.SELLER,
                listing -> listing.seller().id() != null || listing.seller().name() != null);
        fields.put(Measure.LISTED_AT, listing -> listing.listedAt() != null);
        fields.put(Measure.STATUS, listing -> listing.status() != ListingStatus.UNKNOWN);
        fields.put(Measure.IMAGES, listing -> !listing.images().isEmpty());
        fields.put(Measure.ATTRIBUTES, listing -> !listing.attributes().isEmpty());
        return fields;
    }

    /** Counts which fields the listings of a page have. */
    public void add(ScrapedPage page) {
        int size = page.listings().size();
        FIELDS.forEach((field, isFilled) -> {
            long filled = page.listings().stream().filter(isFilled).count();
            add(page.request().kind(), field, new Sample((int) filled, size));
        });
    }

    /**
     * Counts how a page was understood and how many listings it had. One that did not come, or a wall in its place, is no
     * change of the site's pages; an item page that says that the listing is gone was understood, and a list that is not
     * there was not.
     */
    public void add(PageReport page) {
        PageRequest.Kind kind = page.request().kind();
        FetchOutcome.Kind outcome = page.outcome().kind();
        boolean isGone = outcome == FetchOutcome.Kind.GONE;
        if (outcome == FetchOutcome.Kind.OK || (isGone && kind == PageRequest.Kind.ITEM)) {
            int listings = page.outcome() instanceof PageOutcome.Read read ? read.listings() : 0;
            add(kind, Measure.PAGES_UNDERSTOOD, new Sample(1, 1));
            add(kind, Measure.LISTINGS_ON_A_PAGE, new Sample(listings, 1));
        } else if (outcome == FetchOutcome.Kind.LAYOUT_CHANGED || isGone) {
            add(kind, Measure.PAGES_UNDERSTOOD, new Sample(0, 1));
        }
    }

    private void add(PageRequest.Kind kind, Measure measure, Sample more) {
        samples.computeIfAbsent(kind, ignored -> new EnumMap<>(Measure.class)).merge(measure, more, Sample::plus);
    }

    /** What came, by kind of page and in their order; a kind of which nothing came is not in it. */
    public Map<PageRequest.Kind, Map<Measure, Sample>> samples() {
        return Collections.unmodifiableMap(samples);
    }
}
