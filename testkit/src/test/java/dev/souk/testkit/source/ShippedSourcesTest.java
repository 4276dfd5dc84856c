package dev.souk.testkit.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.feed.FeedSource;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.selector.SelectorSource;
import dev.souk.scraper.source.ListingSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;

/** Every source of Souk keeps to the contract: on recorded pages where they are at hand, else on a page written here. */
class ShippedSourcesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private static Page list(String url, String body) {
        return new Page(PageRequest.list(URI.create(url)), URI.create(url), body, NOW);
    }

    private static Page item(String url, String body) {
        return new Page(PageRequest.item(URI.create(url)), URI.create(url), body, NOW);
    }

    private static String recorded(String file) {
        String folder = System.getProperty("souk.recorded", "");
        if (folder.isBlank() && SAID.compareAndSet(false, true)) {
            System.out.println("NOT RUN: the contract of sources on recorded pages; run with -Dsouk.recorded=<folder>");
        }
        assumeTrue(!folder.isBlank(), "no recorded pages");
        Path path = Path.of(folder).resolve(file);
        try (InputStream stored = Files.newInputStream(path);
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Facebook extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return FacebookMarketplaceSource.builder().permissionGranted().build();
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list(
                            "https://www.facebook.com/marketplace/toronto/search/?query=gpu",
                            recorded("facebook/leo_search_toronto_2026-09-24.transcribed.html")),
                    item(
                            "https://www.facebook.com/marketplace/item/977215177594648/",
                            recorded("facebook/bopeng_regular_listing.html")));
        }
    }

    @Nested
    class Craigslist extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.craigslist();
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://vancouver.craigslist.org/search/apa", recorded("craigslist/rricky_search.html")),
                    list(
                            "https://sapi.craigslist.org/web/v8/postings/search/full?batch=16-0-360-0-0&searchPath=apa",
                            recorded("craigslist/rricky_sapi.json")),
                    item(
                            "https://milwaukee.craigslist.org/apa/d/milwaukee-near-mcw/7936415355.html",
                            recorded("craigslist/wauwatosa_detail.html")));
        }
    }

    @Nested
    class Ebay extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.ebay("co.uk");
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list(
                            "https://www.ebay.co.uk/sch/i.html?_nkw=nvidia",
                            recorded("ebay/dealfinder_srp_card_2026-07.transcribed.html")),
                    item(
                            "https://www.ebay.co.uk/itm/143863282131",
                            recorded("generic/product-extraction-benchmark/html/"
                                    + "359ca699f879f6ed3597781c7fbf0946ced7e5ca3994f225e3714354842bb21c.html.gz")),
                    item("https://www.ebay.co.uk/itm/298486907591", """
                    <h1 class="x-item-title__mainTitle"><span class="ux-textspans">Road bike</span></h1>
                    <div class="x-price-primary"><span class="ux-textspans">£181.20</span></div>
                    <div class="x-item-condition-text"><span class="ux-textspans">Used</span></div>
                    <div class="ux-image-carousel"><img data-zoom-src="https://i.ebayimg.com/images/g/a/s-l1600.jpg"></div>
                    <dl class="ux-labels-values"><dt class="ux-labels-values__labels">Brand:</dt>
                    <dd class="ux-labels-values__values">Raleigh</dd></dl><div class="x-bin-action">Buy it now</div>"""));
        }
    }

    @Nested
    class EbayApi extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.ebayApi("EBAY_GB");
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://api.ebay.com/buy/browse/v1/item_summary/search?q=bike", """
                    {"total": 2, "limit": 200, "offset": 0, "itemSummaries": [
                      {"itemId": "v1|298486907591|0", "title": "Bike", "price": {"value": "181.20", "currency": "GBP"},
                       "condition": "Used", "conditionId": "3000", "buyingOptions": ["FIXED_PRICE"],
                       "image": {"imageUrl": "https://i.ebayimg.com/images/g/a/s-l225.jpg"},
                       "itemLocation": {"city": "Leeds", "postalCode": "LS1***", "country": "GB"}},
                      {"itemId": "v1|2|0", "title": "Bell", "currentBidPrice": {"value": "5.00", "currency": "GBP"},
                       "buyingOptions": ["AUCTION"], "bidCount": 3}
                    ]}"""),
                    item("https://api.ebay.com/buy/browse/v1/item/get_item_by_legacy_id?legacy_item_id=2", """
                    {"itemId": "v1|2|0", "legacyItemId": "2", "title": "Bell", "description": "<p>Loud.</p>",
                     "currentBidPrice": {"value": "5.00", "currency": "GBP"}, "buyingOptions": ["AUCTION"],
                     "image": {"imageUrl": "https://i.ebayimg.com/images/g/b/s-l225.jpg"},
                     "localizedAspects": [{"type": "STRING", "name": "Colour", "value": "Brass"}]}"""));
        }
    }

    @Nested
    class Gumtree extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.gumtree();
        }

        @Override
        protected List<Page> pages() {
            return List.of(list("https://www.gumtree.com/search?q=lawnmower", recorded("gumtree/gumtree_actual.html")));
        }
    }

    @Nested
    class Kijiji extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.kijiji();
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://www.kijiji.ca/b-apartments/c37l80003", recorded("kijiji/rricky_search.html")),
                    item(
                            "https://www.kijiji.ca/v-apartments/toronto/1-bedroom/1739230079",
                            recorded("kijiji/toronto_detail-page.nextdata.json")));
        }
    }

    @Nested
    class Kleinanzeigen extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.kleinanzeigen();
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list(
                            "https://www.kleinanzeigen.de/s-wohnung-mieten/duesseldorf/c203l2068",
                            recorded("kleinanzeigen/fredy_kleinanzeigen_search.html")),
                    item(
                            "https://www.kleinanzeigen.de/s-anzeige/loft/3323958001-203-2100",
                            recorded("kleinanzeigen/fredy_kleinanzeigen_detail.html")));
        }
    }

    @Nested
    class Olx extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.olx("pl");
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://www.olx.pl/nieruchomosci/q-kawalerka/", recorded("olx/lokum_olxpl_search.html")),
                    item(
                            "https://www.olx.pl/d/oferta/studio-CID3-ID19jUV7.html",
                            recorded("olx/lokum_olxpl_offer.html")));
        }
    }

    @Nested
    class OlxBrasil extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.olx("br");
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://www.olx.com.br/brasil?q=gol", """
                    <section class="olx-adcard"><a data-testid="adcard-link" href="https://sp.olx.com.br/x/vw-gol-1473276849">
                    <h2>VW Gol 1.0</h2></a><h3 class="olx-adcard__price">R$ 36.900</h3>
                    <p class="olx-adcard__date">Ontem, 12:19</p><div class="olx-adcard__detail">62.300 km</div></section>"""),
                    list("https://www.olx.com.br/brasil?q=gol", """
                    <script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps": {"ads": [
                    {"listId": 1473276849, "subject": "VW Gol", "price": "R$ 36.900", "date": 1700000000,
                     "url": "https://sp.olx.com.br/x-1473276849", "images": [{"original": "https://img.olx.com.br/a.jpg"}]}
                    ]}}}</script>"""),
                    item("https://sp.olx.com.br/x/vw-gol-1473276849", """
                    <script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product",
                    "sku": "1473276849", "name": "VW Gol 1.0", "description": "Único dono.", "brand": "VW",
                    "image": [{"@type": "ImageObject", "contentUrl": "https://img.olx.com.br/a.jpg"}],
                    "offers": {"@type": "Offer", "price": 36900, "priceCurrency": "BRL", "seller": {"name": "Ana"}}}
                    </script>"""));
        }
    }

    @Nested
    class Vinted extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.vinted("fr");
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list(
                            "https://api.vinted.fr/svc-catalogue/items?search_text=game&page=1",
                            recorded("vinted/giglium_search_items_dummy.json")),
                    item("https://www.vinted.fr/api/v2/items/6854891835", recorded("vinted/giglium_item_dummy.json")));
        }
    }

    @Nested
    class Wallapop extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return Marketplaces.wallapop();
        }

        @Override
        protected List<Page> pages() {
            return List.of(
                    list("https://api.wallapop.com/api/v3/search?keywords=bici", """
                    {"data": {"section": {"payload": {"items": [
                      {"id": "abc1", "title": "Bici", "web_slug": "bici-abc1", "price": {"amount": 50, "currency": "EUR"},
                       "location": {"city": "Sevilla", "latitude": 37.4, "longitude": -5.9}},
                      {"id": "abc2", "title": "Casco", "web_slug": "casco-abc2", "price": {"amount": 5, "currency": "EUR"}}
                    ]}}}}"""),
                    item("https://api.wallapop.com/api/v3/items/abc1", """
                    {"id": "abc1", "title": {"original": "Bici"}, "description": {"original": "Verde."}, "web_slug": "bici-abc1",
                     "price": {"cash": {"amount": 50, "currency": "EUR"}}, "taxonomy": [{"id": 1, "name": "Bicis"}],
                     "images": [{"urls": {"big": "https://cdn.wallapop.com/a.jpg"}}], "user": {"id": "u1"}}"""));
        }
    }

    @Nested
    class SchemaOrg extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return SchemaOrgSource.builder(new SourceId("shop"))
                    .page(URI.create("https://shop.example/"))
                    .build();
        }

        @Override
        protected List<Page> pages() {
            return List.of(item("https://shop.example/p/1", """
                    <script type="application/ld+json">{"@type": "Product", "sku": "1", "name": "Lamp",
                    "url": "https://shop.example/p/1", "offers": {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR"}}
                    </script>"""));
        }
    }

    @Nested
    class SchemaOrgShown extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return SchemaOrgSource.builder(new SourceId("shop"))
                    .page(URI.create("https://shop.example/"))
                    .readsWhatIsShown()
                    .build();
        }

        @Override
        protected List<Page> pages() {
            return List.of(item("https://shop.example/p/10001", """
                    <title>Lamp - Shop</title><h1>Lamp</h1><span class=price>12,50 €</span> <button>Add to cart</button>"""), item("https://shop.example/p/2", """
                    <div vocab="https://schema.org/" typeof="Product"><h1 property="name">Sofa</h1><i property="sku">2</i>
                    <p property="offers" typeof="Offer"><b property="price">50</b><i property="priceCurrency">EUR</i></p>
                    </div>"""));
        }
    }

    @Nested
    class Selectors extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return SelectorSource.of("""
                    format: 1
                    source: little
                    currency: EUR
                    start: https://little.example/
                    list:
                      listings: li
                      fields: {id: {attr: id}, url: {css: a, attr: href}, title: a, price: b}
                      images: {css: img, attr: src}
                      next: {css: a.next, attr: href}
                    """);
        }

        @Override
        protected List<Page> pages() {
            return List.of(list("https://little.example/", """
                    <ul><li id=1><a href=/1>Lamp</a> <b>5 €</b><img src=/1.jpg></li><li id=2><a href=/2>Sofa</a></li></ul>
                    <a class=next href=?page=2>more</a>"""));
        }
    }

    @Nested
    class Feed extends ListingSourceContract {
        @Override
        protected ListingSource source() {
            return FeedSource.builder(new SourceId("club"))
                    .feed(URI.create("https://club.example/feed"))
                    .defaultCurrency("EUR")
                    .build();
        }

        @Override
        protected List<Page> pages() {
            return List.of(list("https://club.example/feed", """
                    <rss version="2.0"><channel><title>Club</title><link>https://club.example</link><description>d</description>
                    <item><guid>https://club.example/1</guid><link>https://club.example/1</link><title>Lamp 5 €</title></item>
                    <item><guid>https://club.example/2</guid><link>https://club.example/2</link><title>Sofa</title></item>
                    </channel></rss>"""));
        }
    }
}
