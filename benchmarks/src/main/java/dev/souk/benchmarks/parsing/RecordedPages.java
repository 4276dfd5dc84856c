package dev.souk.benchmarks.parsing;

import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pages in the folder that {@code souk.recorded} names, which is not part of the repository. */
final class RecordedPages {

    static final String NOT_THERE =
            "NOT MEASURED: the recorded pages are not part of the repository; run with -Dsouk.recorded=<folder>";

    private static final Instant WHEN = Instant.parse("2026-11-26T00:00:00Z");

    private final Path folder;

    private RecordedPages(Path folder) {
        this.folder = folder;
    }

    /** Empty if there is no such folder. */
    static Optional<RecordedPages> find() {
        String folder = System.getProperty("souk.recorded", "");
        return folder.isBlank() || !Files.isDirectory(Path.of(folder).resolve("facebook"))
                ? Optional.empty()
                : Optional.of(new RecordedPages(Path.of(folder)));
    }

    static Page list(String url, String body) {
        return new Page(PageRequest.list(URI.create(url)), URI.create(url), body, WHEN);
    }

    static Page item(String url, String body) {
        return new Page(PageRequest.item(URI.create(url)), URI.create(url), body, WHEN);
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Page facebookSearch() {
        return list(
                "https://www.facebook.com/marketplace/houston/search/?query=drone",
                read("facebook/bopeng_search_result_1.html"));
    }

    Page facebookItem() {
        return item(
                "https://www.facebook.com/marketplace/item/1368912131186930/",
                read("facebook/bopeng_auto_with_description_listing.html"));
    }

    Page olxSearch() {
        return list("https://www.olx.pl/nieruchomosci/q-kawalerka/", read("olx/lokum_olxpl_search.html"));
    }

    Page kijijiSearch() {
        return list("https://www.kijiji.ca/b-apartments/c37l80003", read("kijiji/rricky_search.html"));
    }

    static ListingSource facebook() {
        return FacebookMarketplaceSource.builder().permissionGranted().build();
    }

    /** All sources of which something is recorded. */
    List<SourcePages> all() {
        return List.of(
                new SourcePages(
                        "Facebook",
                        facebook(),
                        List.of(
                                facebookSearch(),
                                facebookItem(),
                                item(
                                        "https://www.facebook.com/marketplace/item/977215177594648/",
                                        read("facebook/bopeng_regular_listing.html")),
                                list(
                                        "https://www.facebook.com/marketplace/toronto/search/?query=gpu",
                                        read("facebook/leo_search_toronto_2026-09-24.transcribed.html")))),
                new SourcePages(
                        "Craigslist",
                        Marketplaces.craigslist(),
                        List.of(
                                list(
                                        "https://vancouver.craigslist.org/search/apa",
                                        read("craigslist/rricky_search.html")),
                                list(
                                        "https://sapi.craigslist.org/web/v8/postings/search/full?batch=16-0-360-0-0&searchPath=apa",
                                        read("craigslist/rricky_sapi.json")),
                                item(
                                        "https://milwaukee.craigslist.org/apa/d/milwaukee-near-mcw/7936415355.html",
                                        read("craigslist/wauwatosa_detail.html")))),
                new SourcePages(
                        "eBay pages",
                        Marketplaces.ebay("co.uk"),
                        List.of(list(
                                "https://www.ebay.co.uk/sch/i.html?_nkw=nvidia",
                                read("ebay/dealfinder_srp_card_2026-07.transcribed.html")))),
                new SourcePages(
                        "Gumtree",
                        Marketplaces.gumtree(),
                        List.of(list(
                                "https://www.gumtree.com/search?q=lawnmower", read("gumtree/gumtree_actual.html")))),
                new SourcePages(
                        "Kijiji",
                        Marketplaces.kijiji(),
                        List.of(
                                kijijiSearch(),
                                item(
                                        "https://www.kijiji.ca/v-apartments/toronto/1-bedroom/1739230079",
                                        read("kijiji/toronto_detail-page.nextdata.json")))),
                new SourcePages(
                        "Kleinanzeigen",
                        Marketplaces.kleinanzeigen(),
                        List.of(
                                list(
                                        "https://www.kleinanzeigen.de/s-wohnung-mieten/duesseldorf/c203l2068",
                                        read("kleinanzeigen/fredy_kleinanzeigen_search.html")),
                                item(
                                        "https://www.kleinanzeigen.de/s-anzeige/loft/3323958001-203-2100",
                                        read("kleinanzeigen/fredy_kleinanzeigen_detail.html")))),
                new SourcePages(
                        "OLX",
                        Marketplaces.olx("pl"),
                        List.of(
                                olxSearch(),
                                item(
                                        "https://www.olx.pl/d/oferta/studio-CID3-ID19jUV7.html",
                                        read("olx/lokum_olxpl_offer.html")),
                                list(
                                        "https://www.olx.pl/api/v1/offers?offset=0&limit=40",
                                        read("olx/marketua_olxua_api_sample.json")))),
                new SourcePages(
                        "Vinted",
                        Marketplaces.vinted("fr"),
                        List.of(list(
                                "https://api.vinted.fr/svc-catalogue/items?search_text=game&page=1",
                                read("vinted/giglium_search_items_dummy.json")))),
                new SourcePages(
                        "schema.org",
                        SchemaOrgSource.builder(new SourceId("shop"))
                                .page(URI.create("https://shop.example/"))
                                .readsWhatIsShown()
                                .build(),
                        List.of(
                                item("https://shop.example/p/1", read("generic/extruct_product-ref.html")),
                                list(
                                        "https://www.bazaraki.com/mobile-phones/",
                                        read("generic/bazaraki_mobile-phones.html")),
                                list("https://www.wg-gesucht.de/wg-zimmer", read("other/wgGesucht_search.html")))));
    }
}
