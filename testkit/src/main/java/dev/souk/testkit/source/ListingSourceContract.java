package dev.souk.testkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ListingSource} has to keep to. Extend it, name the source and some saved pages of its site ({@link
 * FixtureRecorder} saves them), and the tests below are run on them.
 *
 * <pre>{@code
 * class MyMarketTest extends ListingSourceContract {
 *     protected ListingSource source() { return new MyMarket(); }
 *     protected List<Page> pages() { return List.of(SavedPages.search(), SavedPages.item()); }
 * }
 * }</pre>
 */
public abstract class ListingSourceContract {

    private static final long SEED = 20261126;
    private static final int MUTATIONS = 30;
    private static final int HUGE = 2_000_000;

    /** The source that is looked at. Every call may make a new one. */
    protected abstract ListingSource source();

    /** Saved pages that hold listings, lists as {@link PageRequest.Kind#LIST}; at least one. */
    protected abstract List<Page> pages();

    @Test
    void everySavedPageGivesListingsThatCanBeStored() {
        assertFalse(pages().isEmpty(), "pages() must name at least one saved page");
        for (Page page : pages()) {
            List<RawListing> listings = source().parse(page).listings();
            assertFalse(listings.isEmpty(), () -> "no listing on " + page);
            for (RawListing listing : listings) {
                Normalized normalized = new ListingNormalizer().normalize(source().id(), page.url(), listing);
                assertInstanceOf(Normalized.Accepted.class, normalized, () -> listing + " on " + page);
            }
        }
    }

    @Test
    void itNeverFetches() {
        try (NoTraffic traffic = new NoTraffic()) {
            pages().forEach(page -> source().parse(page));
            assertEquals(List.of(), traffic.asked());
        }
    }

    @Test
    void theSamePageReadsTheSameAgain() {
        for (Page page : pages()) {
            assertEquals(source().parse(page), source().parse(page), page::toString);
        }
    }

    @Test
    void severalThreadsReadWhatOneReads() throws InterruptedException, ExecutionException {
        ListingSource shared = source();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Page page : pages()) {
                ParsedPage alone = shared.parse(page);
                List<Future<ParsedPage>> together = Stream.generate(() -> threads.submit(() -> shared.parse(page)))
                        .limit(4)
                        .toList();
                for (Future<ParsedPage> parsed : together) {
                    assertEquals(alone, parsed.get(), page::toString);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void idsAreThereAndUniqueAndDoNotDependOnWhenThePageIsRead() {
        for (Page page : pages()) {
            List<String> ids = ids(page);
            Page later = new Page(
                    page.request(), page.url(), page.body(), page.fetchedAt().plus(Duration.ofDays(1)));
            assertEquals(Set.copyOf(ids).size(), ids.size(), () -> "an id stands twice on " + page);
            assertEquals(ids, ids(later), page::toString);
        }
    }

    private List<String> ids(Page page) {
        List<String> ids = new ArrayList<>();
        for (RawListing listing : source().parse(page).listings()) {
            assertTrue(listing.externalId() != null, () -> "no id: " + listing);
            ids.add(String.valueOf(listing.externalId()));
        }
        return ids;
    }

    @Test
    void itemPagesFillWhatIsDeclaredOfThem() {
        Set<Detail> declared = source().capabilities().onItemPage();
        List<RawListing> items = pages().stream()
                .filter(page -> page.request().kind() == PageRequest.Kind.ITEM)
                .flatMap(page -> source().parse(page).listings().stream())
                .toList();
        // Shown as skipped, and not as passed.
        assumeFalse(!declared.isEmpty() && items.isEmpty(), "pages() has no item page to look at");
        Set<Detail> missing = new HashSet<>(declared);
        items.forEach(listing -> missing.removeAll(told(listing)));
        assertEquals(Set.of(), missing, "declared to stand on item pages, and on none of those saved");
    }

    private static Set<Detail> told(RawListing listing) {
        Set<Detail> told = EnumSet.noneOf(Detail.class);
        addIf(told, Detail.DESCRIPTION, listing.description());
        addIf(told, Detail.POINT, listing.place().latitude());
        addIf(told, Detail.PHOTOS, listing.images().isEmpty() ? null : listing.images());
        addIf(told, Detail.ATTRIBUTES, listing.attributes().isEmpty() ? null : listing.attributes());
        addIf(told, Detail.LISTED_AT, listing.listedAt());
        addIf(told, Detail.SELLER, listing.sellerId() == null ? listing.sellerName() : listing.sellerId());
        addIf(told, Detail.STATUS, listing.status());
        addIf(told, Detail.CATEGORY, listing.category());
        return told;
    }

    private static void addIf(Set<Detail> told, Detail detail, @Nullable Object value) {
        if (value != null) {
            told.add(detail);
        }
    }

    @Test
    void anEmptyPageIsNotCalledEmptyWithoutEvidence() {
        for (Page page : pages()) {
            for (String body : List.of("", " ", "<html><body></body></html>", "{}", "[]", "null")) {
                ParsedPage parsed = source().parse(withBody(page, body));
                boolean isHonest = !(parsed instanceof ParsedPage.Found)
                        && !(parsed instanceof ParsedPage.Empty && body.isBlank());
                assertTrue(isHonest, () -> "'" + body + "' was read as " + parsed);
            }
        }
    }

    @Test
    void truncatedPagesDoNotThrow() {
        for (Page page : pages()) {
            String body = page.body();
            for (int i = 0; i < MUTATIONS; i++) {
                int end = (int) ((long) body.length() * i / MUTATIONS);
                survives(withBody(page, body.substring(0, end)), "cut at " + end);
            }
        }
    }

    @Test
    void mutatedPagesDoNotThrow() {
        for (Page page : pages()) {
            PageMutations mutations = new PageMutations(page, SEED);
            for (int i = 0; i < MUTATIONS; i++) {
                survives(mutations.next(), "mutation " + i + " of seed " + SEED);
            }
        }
    }

    @Test
    void scrambledPagesDoNotThrow() {
        for (Page page : pages()) {
            Random random = new Random(SEED);
            String scrambled = random.ints(
                            Math.min(100_000, page.body().length()),
                            0,
                            page.body().length())
                    .mapToObj(i -> String.valueOf(page.body().charAt(i)))
                    .collect(Collectors.joining());
            survives(withBody(page, scrambled), "scrambled with seed " + SEED);
        }
    }

    @Test
    void hugePagesDoNotThrow() {
        for (Page page : pages()) {
            String body = page.body();
            survives(withBody(page, body.repeat(1 + HUGE / Math.max(1, body.length()))), "repeated");
            survives(withBody(page, "<div>".repeat(HUGE / 20)), "deep markup");
            survives(withBody(page, "[".repeat(HUGE / 20)), "deep data");
        }
    }

    private void survives(Page page, String what) {
        try {
            source().parse(page);
        } catch (RuntimeException | StackOverflowError e) {
            fail(what + " of " + page + " threw", e);
        }
    }

    private static Page withBody(Page page, String body) {
        return new Page(page.request(), page.url(), body, page.fetchedAt());
    }
}
