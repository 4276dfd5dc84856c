package dev.souk.scraper.schemaorg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ParsedPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MANIFEST.md says about the recorded pages that describe themselves. */
class RecordedStructuredPagesTest {

    private final SchemaOrgSource source = SchemaOrgSource.builder(new SourceId("site"))
            .page(URI.create("https://site.example/"))
            .build();

    @Test
    void readsACraigslistItem() {
        Listing listing = item(
                "https://boston.craigslist.org/nos/for/d/peabody-solar-tea-light/7692736931.html",
                "craigslist/hyacinth_result_details_sample.html");

        assertThat(listing.key().externalId()).isEqualTo("7692736931");
        assertThat(listing.title()).isEqualTo("Solar tea light");
        assertThat(listing.price()).isEqualTo(Money.of(5, "USD"));
        assertThat(listing.location()).isEqualTo("Peabody, MA");
        assertThat(listing.point()).isEqualTo(new GeoPoint(42.5326, -70.9612));
        assertThat(listing.images()).hasSize(4);
    }

    @Test
    void readsACraigslistHomeWithoutPrice() {
        Listing listing = item(
                "https://milwaukee.craigslist.org/apa/d/milwaukee-wauwatosa-bdrm-bath-near-mcw/7936415355.html",
                "craigslist/wauwatosa_detail.html");

        assertThat(listing.key().externalId()).isEqualTo("7936415355");
        assertThat(listing.price()).isNull();
        assertThat(listing.point()).isEqualTo(new GeoPoint(43.049222, -88.057494));
        assertThat(listing.attributes()).containsEntry("bedrooms", "2").containsEntry("bathrooms", "1");
    }

    @Test
    void saysThatACraigslistSearchNamesNoPages() {
        ParsedPage parsed = source.parse(Recorded.list(
                "https://vancouver.craigslist.org/search/apa", Recorded.text("craigslist/rricky_search.html")));

        assertThat(parsed).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(parsed.evidence()).contains("354");
    }

    @Test
    void readsAKijijiSearch() {
        Page page = Recorded.list(
                "https://www.kijiji.ca/b-apartments-condos/greater-vancouver/c37l80003",
                Recorded.text("kijiji/rricky_search.html"));

        List<Listing> listings = source.parse(page).listings().stream()
                .map(raw -> Recorded.clean(page, raw))
                .toList();

        assertThat(listings).hasSize(46);
        assertThat(listings.stream().map(Listing::key).distinct()).hasSize(43);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("1738530983");
        assertThat(first.title()).isEqualTo("$1,800 / 1br - 510ft2 - ✨ Brand New 1 Bed Condo in Langley");
        assertThat(first.price()).isEqualTo(Money.of(1800, "CAD"));
        assertThat(first.location()).isEqualTo("Langley, BC V3A 0S4");
        assertThat(first.attributes()).containsEntry("area", "510 ft²");
    }

    @Test
    void readsAnOlxItem() {
        Listing listing = item(
                "https://www.olx.pl/d/oferta/male-studio-bezposrednio-CID3-ID19jUV7.html",
                "olx/lokum_olxpl_offer.html");

        assertThat(listing.key().externalId()).isEqualTo("1053866955");
        assertThat(listing.title()).isEqualTo("Małe studio. Bezpośrednio.");
        assertThat(listing.price()).isEqualTo(Money.of(2200, "PLN"));
        assertThat(listing.images()).hasSize(5);
        assertThat(listing.location()).isEqualTo("Praga-Północ");
    }

    @Test
    void takesTheOffersOfAnOlxSearchAndNotTheSearch() {
        Page page = Recorded.list(
                "https://www.olx.pl/nieruchomosci/mieszkania/wynajem/warszawa/q-kawalerka/",
                Recorded.text("olx/lokum_olxpl_search.html"));

        ParsedPage parsed = source.parse(page);

        assertThat(parsed.listings())
                .isNotEmpty()
                .noneSatisfy(raw -> assertThat(raw.title()).contains("sprawdź kategorię"));
        assertThat(Recorded.clean(page, parsed.listings().get(0)).price()).isEqualTo(Money.of(2500, "PLN"));
    }

    @Test
    void followsAGumtreeSearchThatOnlyNamesPages() {
        ParsedPage parsed = source.parse(Recorded.list(
                "https://www.gumtree.com/search?q=lawnmower", Recorded.text("gumtree/gumtree_actual.html")));

        assertThat(parsed.listings()).isEmpty();
        assertThat(parsed.next())
                .hasSize(26)
                .allSatisfy(page -> assertThat(page.kind()).isEqualTo(PageRequest.Kind.ITEM));
    }

    @Test
    void readsMicrodataWithReferences() {
        Listing listing = item("https://acme.example/anvils/925872", "generic/extruct_product-ref.html");

        assertThat(listing.title()).isEqualTo("Executive Anvil");
        assertThat(listing.price()).isEqualTo(Money.of("119.99", "USD"));
        assertThat(listing.seller().name()).isEqualTo("Executive Objects");
        assertThat(listing.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(listing.attributes()).containsEntry("condition", "used").containsEntry("brand", "ACME");
    }

    @ParameterizedTest
    @CsvSource({
        "3d3ee8ebe156, https://manchester.craigslist.org/sal/app/d/x/7235216655.html, 7235216655, 50 GBP",
        "0d1c8923ac06, https://www.olx.com.pk/item/infinix-hot-10-iid-1021493409, 1021493409, 23450 PKR",
        "d8ae57c78bf2, https://www.olx.com.pk/item/suzuki-alto-iid-1024643167, 1024643167, 635000 PKR",
        "9d939d48bcf7, https://www.liveauctioneers.com/item/94037710_bag, 94037710, 90 USD",
        "21e72a8e6d24, https://www.ebay.com/itm/302474151804, 302474151804, 1.99 GBP",
        "359ca699f879, https://www.ebay.co.uk/itm/143863282131, 143863282131, 115 GBP",
        "5cea6e89b169, https://www.ebay.ie/itm/114532738197, 114532738197, 5100 GBP",
        "9edbb12683ce, https://www.ebay.ie/itm/223820586800, 223820586800, 25 EUR",
        "ccc114af83c7, https://www.ebay.fr/itm/293565036718, 293565036718, 5.95 EUR",
    })
    void readsItemsOfTheProductExtractionBenchmark(String prefix, String url, String id, String price)
            throws IOException {
        try (Stream<Path> files = Files.list(Recorded.folder().resolve("generic/product-extraction-benchmark/html"))) {
            Path file = files.filter(
                            candidate -> candidate.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
            Page page = Recorded.item(url, Recorded.read(file));

            Listing listing = Recorded.clean(page, source.parse(page).listings().get(0));

            assertThat(listing.key().externalId()).isEqualTo(id);
            assertThat(listing.price()).hasToString(price);
        }
    }

    @Test
    void doesNotCallAPageWithoutDataEmpty() {
        assertThat(source.parse(Recorded.list(
                        "https://www.bazaraki.com/mobile-phones/",
                        Recorded.text("generic/bazaraki_mobile-phones.html"))))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(Recorded.list(
                        "https://www.wg-gesucht.de/wohnungen", Recorded.text("other/wgGesucht_search.html"))))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    private Listing item(String url, String file) {
        Page page = Recorded.item(url, Recorded.text(file));
        ParsedPage parsed = source.parse(page);
        assertThat(parsed.listings()).as(parsed.evidence()).hasSize(1);
        return Recorded.clean(page, parsed.listings().get(0));
    }
}
