package dev.souk.scraper.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twenty lines of a file find on a real page what a reader of its own finds. */
class RecordedSelectorTest {

    @Test
    void aDescriptionReadsCraigslistAsItsOwnReaderDoes() {
        Page page = Recorded.list(
                "https://vancouver.craigslist.org/search/apa", Recorded.text("craigslist/rricky_search.html"));
        SelectorSource described = SelectorSource.of("""
                format: 1
                source: craigslist
                currency: CAD
                start: https://vancouver.craigslist.org/search/apa
                list:
                  listings: li.cl-static-search-result
                  fields:
                    id: {css: a, attr: href, match: "/(\\\\d+)\\\\.html"}
                    url: {css: a, attr: href}
                    title: .title
                    price: .price
                    place: .location
                """);

        List<Listing> byFile = listings(described, page);
        List<Listing> byReader = listings(Marketplaces.craigslist(), page);

        assertThat(byFile).hasSize(354);
        for (int i = 0; i < byFile.size(); i++) {
            Listing file = byFile.get(i);
            Listing reader = byReader.get(i);
            assertThat(file.key()).isEqualTo(reader.key());
            assertThat(file.title()).isEqualTo(reader.title());
            assertThat(file.url()).isEqualTo(reader.url());
            assertThat(file.price()).isEqualTo(reader.price());
            assertThat(file.location()).isEqualTo(reader.location());
        }
    }

    @Test
    void aDescriptionReadsTheDataOfAKijijiPage() {
        Page page = Recorded.list(
                "https://www.kijiji.ca/b-apartments-condos/greater-vancouver/c37l80003",
                Recorded.text("kijiji/rricky_search.html"));
        SelectorSource described = SelectorSource.of("""
                format: 1
                source: kijiji
                currency: CAD
                start: https://www.kijiji.ca/b-apartments-condos/greater-vancouver/c37l80003
                list:
                  data: "script[type='application/ld+json']"
                  listings: /itemListElement
                  fields:
                    id: {json: /item/url, match: "/(\\\\d+)$"}
                    url: /item/url
                    title: /item/name
                    amount: /item/offers/price
                    currency: /item/offers/priceCurrency
                  images: /item/image
                """);

        List<Listing> byFile = listings(described, page);
        List<Listing> byReader = listings(Marketplaces.kijiji(), page);

        assertThat(byFile).isNotEmpty();
        assertThat(byReader)
                .extracting(Listing::key)
                .containsAll(byFile.stream().map(Listing::key).toList());
    }

    private static List<Listing> listings(ListingSource source, Page page) {
        SourceId id = source.id();
        return source.parse(page).listings().stream()
                .map(raw -> new ListingNormalizer().normalize(id, page.url(), raw))
                .map(Normalized.Accepted.class::cast)
                .map(Normalized.Accepted::listing)
                .toList();
    }
}
