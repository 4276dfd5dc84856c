package dev.souk.scraper;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Shows the same listings whatever it is asked for. */
record OnePage(SourceCapabilities capabilities) implements ListingSource {

    @Override
    public SourceId id() {
        return new SourceId("one-page");
    }

    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        return List.of(PageRequest.list(URI.create("https://site.example/all")));
    }

    @Override
    public ParsedPage parse(Page page) {
        return new ParsedPage.Found(
                List.of(
                                right("right"),
                                right("right-by-description").title("A bike").description("It is red."),
                                RawListing.builder()
                                        .externalId("says-nothing")
                                        .title("red bike")
                                        .url("/n"),
                                right("blurred").place(new RawListing.Place("Berlin", "52.62", "13.4", 5_000)),
                                right("outside-TEXT").title("Blue bike"),
                                right("outside-CATEGORY").category("cars"),
                                right("outside-LOCATION").place(new RawListing.Place("Hamburg", "52.5", "13.4")),
                                right("outside-RADIUS").place(new RawListing.Place("Berlin", "53.55", "10.01")),
                                right("outside-PRICE").price(RawListing.Price.of("201", "EUR")),
                                right("outside-CONDITION").attribute("condition", "fair"),
                                right("outside-SINCE")
                                        .listedAt(Recorded.WHEN
                                                .minus(Duration.ofHours(73))
                                                .minusSeconds(1)),
                                right("too-cheap").price(RawListing.Price.of("99", "EUR")))
                        .stream()
                        .map(RawListing.Builder::build)
                        .toList(),
                List.of());
    }

    private static RawListing.Builder right(String id) {
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url("/" + id)
                .title("Red bikes")
                .category("Bikes")
                .price(RawListing.Price.of("150", "EUR"))
                .place(new RawListing.Place("Berlin Mitte", "52.5", "13.4"))
                .listedAt(Recorded.WHEN.minus(Duration.ofDays(1)));
        return id.endsWith("CONDITION") ? listing : listing.attribute("condition", "like new");
    }
}
