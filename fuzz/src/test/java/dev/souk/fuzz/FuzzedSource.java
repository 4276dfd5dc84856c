package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.feed.FeedSource;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.selector.SelectorSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A source, and where its lists and items are. */
record FuzzedSource(ListingSource source, PageRequest list, PageRequest item) {

    private static final Instant WHEN = Instant.parse("2026-11-26T12:00:00Z");

    static final FuzzedSource FACEBOOK = of(
            FacebookMarketplaceSource.builder().permissionGranted().build(),
            "https://www.facebook.com/marketplace/berlin/search/?query=sofa",
            "https://www.facebook.com/marketplace/item/200001/");
    static final FuzzedSource CRAIGSLIST = of(
            Marketplaces.craigslist(),
            "https://boston.craigslist.org/search/mca",
            "https://boston.craigslist.org/nos/spo/d/x/7692736931.html");
    static final FuzzedSource EBAY = of(
            Marketplaces.ebay("com"),
            "https://www.ebay.com/sch/i.html?_nkw=camera",
            "https://www.ebay.com/itm/298486907591");
    static final FuzzedSource EBAY_API = of(
            Marketplaces.ebayApi("EBAY_GB"),
            "https://api.ebay.com/buy/browse/v1/item_summary/search?q=bike",
            "https://api.ebay.com/buy/browse/v1/item/get_item_by_legacy_id?legacy_item_id=2");
    static final FuzzedSource GUMTREE = of(
            Marketplaces.gumtree(),
            "https://www.gumtree.com/search?q=lamp",
            "https://www.gumtree.com/p/lamps/lamp/1512931069");
    static final FuzzedSource KIJIJI = of(
            Marketplaces.kijiji(),
            "https://www.kijiji.ca/b-bikes/toronto/c644l1700273",
            "https://www.kijiji.ca/v-bikes/toronto/bike/1739230079");
    static final FuzzedSource KLEINANZEIGEN = of(
            Marketplaces.kleinanzeigen(),
            "https://www.kleinanzeigen.de/s-lampe/k0",
            "https://www.kleinanzeigen.de/s-anzeige/lampe/3323958001-203-2100");
    static final FuzzedSource OLX = of(
            Marketplaces.olx("pl"),
            "https://www.olx.pl/nieruchomosci/q-lampa/",
            "https://www.olx.pl/d/oferta/lampa-CID3-ID19jUV7.html");
    static final FuzzedSource OLX_BRASIL = of(
            Marketplaces.olx("br"),
            "https://www.olx.com.br/autos?q=gol",
            "https://sp.olx.com.br/x/vw-gol-1-0-1473276849");
    static final FuzzedSource VINTED = of(
            Marketplaces.vinted("fr"),
            "https://api.vinted.fr/svc-catalogue/items?search_text=game&page=1",
            "https://www.vinted.fr/api/v2/items/1");
    static final FuzzedSource WALLAPOP = of(
            Marketplaces.wallapop(),
            "https://api.wallapop.com/api/v3/search?keywords=bici",
            "https://api.wallapop.com/api/v3/items/abc");
    static final FuzzedSource SCHEMA_ORG = of(
            SchemaOrgSource.builder(new SourceId("shop"))
                    .page(URI.create("https://shop.example/"))
                    .readsWhatIsShown()
                    .build(),
            "https://shop.example/",
            "https://shop.example/p/1");
    static final FuzzedSource FEED = of(
            FeedSource.builder(new SourceId("club"))
                    .feed(URI.create("https://club.example/feed"))
                    .defaultCurrency("EUR")
                    .build(),
            "https://club.example/feed",
            "https://club.example/1");
    static final FuzzedSource SELECTORS = described("""
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

    /** A source that is described. */
    static FuzzedSource described(String description) {
        return of(SelectorSource.of(description), "https://little.example/", "https://little.example/1");
    }

    private static FuzzedSource of(ListingSource source, String list, String item) {
        return new FuzzedSource(source, PageRequest.list(URI.create(list)), PageRequest.item(URI.create(item)));
    }

    /**
     * Reads a page as a list and as an item, and looks at what comes of it.
     *
     * @return how many listings were found
     */
    int read(byte[] bytes) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        return List.of(list, item).stream()
                .mapToInt(request -> read(new Page(request, request.url(), body, WHEN)))
                .sum();
    }

    private int read(Page page) {
        ParsedPage parsed = source.parse(page);
        assertThat(parsed.verdict(page).url()).isEqualTo(page.request().url());
        assertThat(parsed instanceof ParsedPage.Empty && page.body().isBlank()).isFalse();
        parsed.listings()
                .forEach(raw -> assertThat(new ListingNormalizer().normalize(source.id(), page.url(), raw))
                        .isNotNull());
        assertThat(source.parse(page)).isEqualTo(parsed);
        return parsed.listings().size();
    }
}
