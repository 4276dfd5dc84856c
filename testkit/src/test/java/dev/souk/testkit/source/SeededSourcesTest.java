package dev.souk.testkit.source;

import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.feed.FeedSource;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** Every source of Souk keeps to the contract on the small pages that fuzzing starts from: no recorded page is needed. */
class SeededSourcesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /** Hostile on purpose, and without a listing. */
    private static final List<String> HOSTILE = List.of("bomb.xml", "error.json");

    /** The contract on a folder of seeds, each read as a list if it is one and else as an item. */
    private abstract static class OnSeeds extends ListingSourceContract {

        private final String folder;
        private final ListingSource source;
        private final String list;
        private final String item;

        OnSeeds(String folder, ListingSource source, String list, String item) {
            this.folder = folder;
            this.source = source;
            this.list = list;
            this.item = item;
        }

        @Override
        protected ListingSource source() {
            return source;
        }

        @Override
        protected List<Page> pages() {
            String resource = "/dev/souk/fuzz/SourcesFuzzTestInputs/" + folder;
            try (Stream<Path> seeds =
                    Files.list(Path.of(Objects.requireNonNull(getClass().getResource(resource), resource)
                            .toURI()))) {
                List<Page> pages = new ArrayList<>();
                for (Path seed : seeds.filter(
                                file -> !HOSTILE.contains(file.getFileName().toString()))
                        .sorted()
                        .toList()) {
                    pages.add(page(Files.readString(seed)));
                }
                return pages;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        /** No test here: seeds are too small to tell all that is declared. {@link ShippedSourcesTest} has whole item pages. */
        @Override
        void itemPagesFillWhatIsDeclaredOfThem() {}

        private Page page(String body) {
            Page asList = new Page(PageRequest.list(URI.create(list)), URI.create(list), body, NOW);
            return source.parse(asList).listings().isEmpty()
                    ? new Page(PageRequest.item(URI.create(item)), URI.create(item), body, NOW)
                    : asList;
        }
    }

    @Nested
    class Facebook extends OnSeeds {
        Facebook() {
            super(
                    "facebook",
                    FacebookMarketplaceSource.builder().permissionGranted().build(),
                    "https://www.facebook.com/marketplace/berlin/search/?query=sofa",
                    "https://www.facebook.com/marketplace/item/200001/");
        }
    }

    @Nested
    class Craigslist extends OnSeeds {
        Craigslist() {
            super(
                    "craigslist",
                    Marketplaces.craigslist(),
                    "https://boston.craigslist.org/search/mca",
                    "https://boston.craigslist.org/nos/spo/d/x/7692736931.html");
        }
    }

    @Nested
    class Ebay extends OnSeeds {
        Ebay() {
            super(
                    "ebay",
                    Marketplaces.ebay("com"),
                    "https://www.ebay.com/sch/i.html?_nkw=camera",
                    "https://www.ebay.com/itm/298486907591");
        }
    }

    @Nested
    class EbayApi extends OnSeeds {
        EbayApi() {
            super(
                    "ebayApi",
                    Marketplaces.ebayApi("EBAY_GB"),
                    "https://api.ebay.com/buy/browse/v1/item_summary/search?q=bike",
                    "https://api.ebay.com/buy/browse/v1/item/get_item_by_legacy_id?legacy_item_id=2");
        }
    }

    @Nested
    class Gumtree extends OnSeeds {
        Gumtree() {
            super(
                    "gumtree",
                    Marketplaces.gumtree(),
                    "https://www.gumtree.com/search?q=lamp",
                    "https://www.gumtree.com/p/lamps/lamp/1512931069");
        }
    }

    @Nested
    class Kijiji extends OnSeeds {
        Kijiji() {
            super(
                    "kijiji",
                    Marketplaces.kijiji(),
                    "https://www.kijiji.ca/b-bikes/toronto/c644l1700273",
                    "https://www.kijiji.ca/v-bikes/toronto/bike/1739230079");
        }
    }

    @Nested
    class Kleinanzeigen extends OnSeeds {
        Kleinanzeigen() {
            super(
                    "kleinanzeigen",
                    Marketplaces.kleinanzeigen(),
                    "https://www.kleinanzeigen.de/s-lampe/k0",
                    "https://www.kleinanzeigen.de/s-anzeige/lampe/3323958001-203-2100");
        }
    }

    @Nested
    class Olx extends OnSeeds {
        Olx() {
            super(
                    "olx",
                    Marketplaces.olx("pl"),
                    "https://www.olx.pl/nieruchomosci/q-lampa/",
                    "https://www.olx.pl/d/oferta/lampa-CID3-ID19jUV7.html");
        }
    }

    @Nested
    class OlxBrasil extends OnSeeds {
        OlxBrasil() {
            super(
                    "olxBrasil",
                    Marketplaces.olx("br"),
                    "https://www.olx.com.br/autos?q=gol",
                    "https://sp.olx.com.br/x/vw-gol-1-0-1473276849");
        }
    }

    @Nested
    class Vinted extends OnSeeds {
        Vinted() {
            super(
                    "vinted",
                    Marketplaces.vinted("fr"),
                    "https://api.vinted.fr/svc-catalogue/items?search_text=game&page=1",
                    "https://www.vinted.fr/api/v2/items/1");
        }
    }

    @Nested
    class Wallapop extends OnSeeds {
        Wallapop() {
            super(
                    "wallapop",
                    Marketplaces.wallapop(),
                    "https://api.wallapop.com/api/v3/search?keywords=bici",
                    "https://api.wallapop.com/api/v3/items/abc");
        }
    }

    @Nested
    class SchemaOrg extends OnSeeds {
        SchemaOrg() {
            super(
                    "schemaOrg",
                    SchemaOrgSource.builder(new SourceId("shop"))
                            .page(URI.create("https://shop.example/"))
                            .readsWhatIsShown()
                            .build(),
                    "https://shop.example/",
                    "https://shop.example/p/1");
        }
    }

    @Nested
    class Feed extends OnSeeds {
        Feed() {
            super(
                    "feed",
                    FeedSource.builder(new SourceId("club"))
                            .feed(URI.create("https://club.example/feed"))
                            .defaultCurrency("EUR")
                            .build(),
                    "https://club.example/feed",
                    "https://club.example/1");
        }
    }
}
