package dev.souk.scraper.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.PageOutcome;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapedPage;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ParsedPage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final SourceId SITE = new SourceId("site");
    private static final URI URL = URI.create("https://site.example/1");
    private static final PageRequest LIST = PageRequest.list(URL);
    private static final PageRequest ITEM = PageRequest.item(URL);

    private final RunTally tally = new RunTally();

    @Test
    void countsWhichFieldsListingsHave() {
        Listing bare = Listing.builder(new ListingKey(SITE, "1"), "bike", URL)
                .status(ListingStatus.AVAILABLE)
                .build();
        Listing priced = Listing.builder(new ListingKey(SITE, "2"), "bike", URL)
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(100, "EUR"))
                .build();

        tally.add(new ScrapedPage(SITE, LIST, Instant.EPOCH, List.of(bare, priced)));
        tally.add(new ScrapedPage(SITE, LIST, Instant.EPOCH, List.of(priced)));
        tally.add(new ScrapedPage(SITE, ITEM, Instant.EPOCH, List.of(bare)));

        assertThat(tally.samples().get(PageRequest.Kind.LIST))
                .containsEntry(Measure.PRICE, new Sample(2, 3))
                .containsEntry(Measure.IMAGES, new Sample(0, 3));
        assertThat(tally.samples().get(PageRequest.Kind.ITEM)).containsEntry(Measure.PRICE, new Sample(0, 1));
    }

    @Test
    void countsHowPagesWereUnderstoodAndWhatStoodOnThem() {
        page(LIST, new PageOutcome.Read(24, 3));
        page(LIST, new PageOutcome.WithoutListings(new ParsedPage.Empty("0 results")));
        page(LIST, new PageOutcome.Read(7, 7));
        page(LIST, new PageOutcome.WithoutListings(new ParsedPage.LayoutChanged("no card")));
        page(LIST, new PageOutcome.ParserFailed(new IllegalStateException("a bug")));
        page(LIST, new PageOutcome.NotFetched(new FetchOutcome.Gone(URL, 404)));

        assertThat(tally.samples())
                .isEqualTo(Map.of(
                        PageRequest.Kind.LIST,
                        Map.of(
                                Measure.PAGES_UNDERSTOOD, new Sample(2, 6),
                                Measure.LISTINGS_ON_A_PAGE, new Sample(24, 2))));
    }

    @Test
    void anItemThatIsGoneWasUnderstood() {
        page(ITEM, new PageOutcome.NotFetched(new FetchOutcome.Gone(URL, 404)));
        page(ITEM, new PageOutcome.WithoutListings(new ParsedPage.Gone("sold")));

        assertThat(tally.samples().get(PageRequest.Kind.ITEM))
                .containsEntry(Measure.PAGES_UNDERSTOOD, new Sample(2, 2));
    }

    @Test
    void aPageThatDidNotComeOrIsAWallIsNoChangeOfTheSite() {
        page(LIST, new PageOutcome.NotFetched(new FetchOutcome.Unreachable(URL, "answered 502")));
        page(LIST, new PageOutcome.NotFetched(new FetchOutcome.NotModified(URL)));
        page(LIST, new PageOutcome.FetcherFailed(new IllegalStateException("a bug")));
        page(LIST, new PageOutcome.WithoutListings(new ParsedPage.LoginWall("log in")));
        page(LIST, new PageOutcome.WithoutListings(new ParsedPage.Captcha("are you a robot")));

        assertThat(tally.samples()).isEmpty();
    }

    private void page(PageRequest request, PageOutcome outcome) {
        tally.add(new PageReport(request, outcome, 0, 0, 0, List.of(), Map.of()));
    }
}
