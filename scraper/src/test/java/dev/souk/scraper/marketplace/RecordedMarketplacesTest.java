package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MANIFEST.md says about the recorded pages, and a little more that was looked up in them by hand. */
class RecordedMarketplacesTest {

    @Test
    void readsAKijijiSearch() {
        Page page = Recorded.list(
                "https://www.kijiji.ca/b-apartments-condos/greater-vancouver/c37l80003?ad=offering&price=__2500",
                Recorded.text("kijiji/rricky_search.html"));
        ParsedPage parsed = Marketplaces.kijiji().parse(page);
        List<Listing> listings = clean(page, parsed);

        assertThat(listings).hasSize(43);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("1738530983");
        assertThat(first.title()).isEqualTo("$1,800 / 1br - 510ft2 - ✨ Brand New 1 Bed Condo in Langley");
        assertThat(first.price()).isEqualTo(Money.of(1800, "CAD"));
        assertThat(first.point()).isEqualTo(new GeoPoint(49.10281, -122.64783));
        assertThat(first.location()).isEqualTo("Langley");
        assertThat(first.listedAt()).isEqualTo(Instant.parse("2026-06-01T19:45:00Z"));
        assertThat(first.images()).hasSize(5);
        assertThat(parsed.next())
                .singleElement()
                .satisfies(next -> assertThat(next.url())
                        .hasToString("https://www.kijiji.ca/b-apartments-condos/greater-vancouver/page-2/c37l80003"
                                + "?ad=offering&price=__2500"));
    }

    @Test
    void readsAKijijiListing() {
        Page page = Recorded.item(
                "https://www.kijiji.ca/v-apartments-condos/city-of-toronto/1-bedroom-apartment-for-rent/1739230079",
                Recorded.text("kijiji/toronto_detail-page.nextdata.json"));
        Listing listing = one(Marketplaces.kijiji(), page);

        assertThat(listing.title()).isEqualTo("1 BEDROOM APARTMENT FOR RENT");
        assertThat(listing.price()).isEqualTo(Money.of(1825, "CAD"));
        assertThat(listing.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(listing.listedAt()).isEqualTo(Instant.parse("2026-06-15T17:16:11Z"));
    }

    @Test
    void readsAGumtreeSearch() {
        Page page = Recorded.list(
                "https://www.gumtree.com/search?search_category=for-sale&search_location=ne303sb&q=lawnmower",
                Recorded.text("gumtree/gumtree_actual.html"));
        ParsedPage parsed = Marketplaces.gumtree().parse(page);
        List<Listing> listings = clean(page, parsed);

        assertThat(listings).hasSize(26);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("1512931069");
        assertThat(first.title()).isEqualTo("Mountfield Lawnmower (17 inch) collection only (NE25)");
        assertThat(first.price()).isEqualTo(Money.of(70, "GBP"));
        assertThat(first.location()).isEqualTo("Whitley Bay, Tyne and Wear");
        assertThat(first.listedAt()).isEqualTo(Instant.ofEpochMilli(1777219545610L));
        assertThat(first.attributes()).containsEntry("condition", "used_good");
        assertThat(first.images()).hasSize(2);
        assertThat(first.url().getPath()).startsWith("/p/lawnmowers-trimmers/").endsWith("/1512931069");
        assertThat(parsed.next())
                .singleElement()
                .satisfies(next -> assertThat(next.url().getQuery()).contains("page=2"));
    }

    @Test
    void readsAKleinanzeigenSearch() {
        Page page = Recorded.list(
                "https://www.kleinanzeigen.de/s-wohnung-mieten/duesseldorf/c203l2068",
                Recorded.text("kleinanzeigen/fredy_kleinanzeigen_search.html"));
        ParsedPage parsed = Marketplaces.kleinanzeigen().parse(page);
        List<Listing> listings = clean(page, parsed);

        assertThat(listings).hasSize(27);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("3323958001");
        assertThat(first.title()).isEqualTo("Traumhaftes Dachgeschoss-Loft mit offener Galerie und Einbauküche");
        assertThat(first.price()).isEqualTo(Money.of(1600, "EUR"));
        assertThat(first.location()).isEqualTo("40235 Flingern Nord");
        assertThat(first.attributes()).containsEntry("area", "89 m²").containsEntry("rooms", "2");
        assertThat(first.images()).hasSize(1);
        assertThat(listings)
                .filteredOn(listing -> listing.previousPrice() != null)
                .hasSize(2);
        assertThat(parsed.next()).hasSize(1);
    }

    @Test
    void readsAKleinanzeigenAd() {
        Page page = Recorded.item(
                "https://www.kleinanzeigen.de/s-anzeige/traumhaftes-dachgeschoss-loft/3323958001-203-2100",
                Recorded.text("kleinanzeigen/fredy_kleinanzeigen_detail.html"));
        Listing listing = one(Marketplaces.kleinanzeigen(), page);

        assertThat(listing.key().externalId()).isEqualTo("3323958001");
        assertThat(listing.title()).isEqualTo("Traumhaftes Dachgeschoss-Loft mit offener Galerie und Einbauküche");
        assertThat(listing.price()).isEqualTo(Money.of(1600, "EUR"));
        assertThat(listing.location()).isEqualTo("40235 Düsseldorf - Flingern Nord");
        assertThat(listing.point())
                .satisfies(point -> assertThat(new GeoPoint(51.22256, 6.8193).distanceKm(point))
                        .isLessThan(0.05));
        assertThat(listing.listedAt()).isEqualTo(Instant.parse("2026-07-14T22:00:00Z"));
        assertThat(listing.images()).hasSize(18);
        assertThat(listing.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(listing.description()).startsWith("Ein Galerie-Loft mit ca. 89 m² Wohnfläche");
        assertThat(listing.attributes()).containsEntry("wohnfläche", "89 m²");
        assertThat(listing.facts().area()).hasToString("Optional[89 m²]");
        assertThat(listing.facts().categoryPath()).containsExactly("Immobilien", "Mietwohnungen");
        assertThat(listing.facts().priceKind()).contains(PriceKind.FIXED);
    }

    @Test
    void readsACraigslistSearch() {
        Page page = Recorded.list(
                "https://vancouver.craigslist.org/search/apa?max_price=2500",
                Recorded.text("craigslist/rricky_search.html"));
        List<Listing> listings = clean(page, Marketplaces.craigslist().parse(page));

        assertThat(listings).hasSize(354);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("7933639776");
        assertThat(first.title()).isEqualTo("41 Ave & Commercial St Suite");
        assertThat(first.price()).isEqualTo(Money.of(1470, "CAD"));
        assertThat(first.location()).isEqualTo("Van");
        assertThat(first.point()).isNotNull();
    }

    @Test
    void readsTheAnswerOfCraigslistsSearchService() {
        Page page = Recorded.list(
                "https://sapi.craigslist.org/web/v8/postings/search/full?batch=16-0-360-0-0&searchPath=apa",
                Recorded.text("craigslist/rricky_sapi.json"));
        List<Listing> listings = clean(page, Marketplaces.craigslist().parse(page));

        assertThat(listings).hasSize(360);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("7938223922");
        assertThat(first.title()).startsWith("Kitsilano, Amazing View, 6th flr");
        assertThat(first.price()).isEqualTo(Money.of(2495, "CAD"));
        assertThat(first.point()).isEqualTo(new GeoPoint(49.27, -123.1574));
        assertThat(listings).filteredOn(listing -> !listing.images().isEmpty()).hasSize(335);
    }

    @Test
    void readsACraigslistListing() {
        Page page = Recorded.item(
                "https://milwaukee.craigslist.org/apa/d/milwaukee-wauwatosa-bdrm-bath-near-mcw/7936415355.html",
                Recorded.text("craigslist/wauwatosa_detail.html"));
        Listing listing = one(Marketplaces.craigslist(), page);

        assertThat(listing.key().externalId()).isEqualTo("7936415355");
        assertThat(listing.title()).isEqualTo("Wauwatosa 2 Bdrm, 1 Bath Near MCW");
        assertThat(listing.price()).isEqualTo(Money.of(1325, "USD"));
        assertThat(listing.location()).isEqualTo("Wauwatosa");
        assertThat(listing.point()).isEqualTo(new GeoPoint(43.049222, -88.057494));
        assertThat(listing.listedAt()).isEqualTo(Instant.parse("2026-05-24T13:45:51Z"));
        // The page shows eleven, and one of them twice.
        assertThat(listing.images()).hasSize(10);
        assertThat(listing.description()).startsWith("Beautifully updated, clean, quiet 2 bedroom");
        assertThat(listing.attributes()).containsEntry("rent_period", "monthly");
    }

    @Test
    void readsCraigslistListingsInTheOlderMarkup() {
        Page light = Recorded.item(
                "https://boston.craigslist.org/nos/hsh/d/peabody-solar-tea-light/7692736931.html",
                Recorded.text("craigslist/hyacinth_result_details_sample.html"));
        Listing solar = one(Marketplaces.craigslist(), light);
        Page motorcycle = Recorded.item(
                "https://boston.craigslist.org/nos/mcd/d/2019-suzuki-dr650/7647523987.html",
                Recorded.text("craigslist/hyacinth_result_details_no_price_sample.html"));
        Listing suzuki = one(Marketplaces.craigslist(), motorcycle);

        assertThat(solar.title()).isEqualTo("Solar tea light");
        assertThat(solar.price()).isEqualTo(Money.of(5, "USD"));
        assertThat(solar.location()).isEqualTo("Peabody");
        assertThat(solar.listedAt()).isEqualTo(Instant.parse("2023-11-30T01:23:46Z"));
        assertThat(solar.images()).hasSize(4);
        assertThat(suzuki.price()).isNull();
        assertThat(suzuki.images()).hasSize(2);
        assertThat(suzuki.attributes()).containsKey("odometer").containsKey("vin");
    }

    @Test
    void readsAnOlxSearch() {
        Page page = Recorded.list(
                "https://www.olx.pl/nieruchomosci/mieszkania/warszawa/q-kawalerka/",
                Recorded.text("olx/lokum_olxpl_search.html"));
        ParsedPage parsed = Marketplaces.olx("pl").parse(page);
        List<Listing> listings = clean(page, parsed);

        assertThat(listings).hasSize(51);
        assertThat(listings.get(0).key().externalId()).isEqualTo("1000552821");
        assertThat(listings.get(0).title()).isEqualTo("Studio | Od zaraz | Pets Friendly | Woronicza");
        assertThat(listings.get(0).price()).isEqualTo(Money.of(2750, "PLN"));
        assertThat(listings.get(1).facts().area()).hasToString("Optional[34 m²]");
        assertThat(listings.get(1).facts().rooms()).contains(BigDecimal.ONE);
        assertThat(listings.get(1).facts().pointPrecisionMetres()).contains(7_000);
        Listing second = listings.get(1);
        assertThat(second.key().externalId()).isEqualTo("993874427");
        assertThat(second.price()).isEqualTo(Money.of(2600, "PLN"));
        assertThat(second.location()).isEqualTo("Warszawa, Ochota");
        assertThat(second.point()).isEqualTo(new GeoPoint(52.21374, 20.97928));
        assertThat(second.listedAt()).isEqualTo(Instant.parse("2025-04-04T07:29:39Z"));
        assertThat(second.images().get(0).width()).isEqualTo(4032);
        assertThat(second.description()).startsWith("Mieszkanie:\n").doesNotContain("<br");
        assertThat(parsed.next()).hasSize(1);
    }

    @Test
    void readsAnOlxOffer() {
        Page page = Recorded.item(
                "https://www.olx.pl/d/oferta/male-studio-bezposrednio-CID3-ID19jUV7.html",
                Recorded.text("olx/lokum_olxpl_offer.html"));
        Listing listing = one(Marketplaces.olx("pl"), page);

        assertThat(listing.key().externalId()).isEqualTo("1053866955");
        assertThat(listing.title()).isEqualTo("Małe studio. Bezpośrednio.");
        assertThat(listing.price()).isEqualTo(Money.of(2200, "PLN"));
        assertThat(listing.point()).isEqualTo(new GeoPoint(52.25786, 21.03784));
        // The page's JSON-LD, from which MANIFEST.md counts, has the first five.
        assertThat(listing.images()).hasSize(8);
        assertThat(listing.listedAt()).isEqualTo(Instant.parse("2026-02-07T14:37:43Z"));
        assertThat(listing.status()).isEqualTo(ListingStatus.AVAILABLE);
    }

    @Test
    void readsTheAnswerOfOlxsService() {
        Page page = Recorded.list(
                "https://www.olx.ua/api/v1/offers?query=ssd&limit=1",
                Recorded.text("olx/marketua_olxua_api_sample.json"));
        ParsedPage parsed = Marketplaces.olx("ua").parse(page);
        Listing listing = clean(page, parsed).get(0);

        assertThat(listing.key().externalId()).isEqualTo("931716651");
        assertThat(listing.price()).isEqualTo(Money.of(29000, "UAH"));
        assertThat(listing.location()).isEqualTo("Суми");
        assertThat(listing.attributes()).containsEntry("condition", "used");
        assertThat(listing.images().get(0).url().toString()).endsWith(";s=1061x756");
        assertThat(parsed.next())
                .singleElement()
                .satisfies(next -> assertThat(next.url().getQuery()).contains("offset=1"));
    }

    @Test
    void readsVintedAnswers() {
        Page page = Recorded.list(
                "https://api.vinted.fr/svc-catalogue/items?search_text=game&page=1",
                Recorded.text("vinted/giglium_search_items_dummy.json"));
        Listing listing = clean(page, Marketplaces.vinted("fr").parse(page)).get(0);
        Page item = Recorded.item(
                "https://www.vinted.fr/api/v2/items/6854891835", Recorded.text("vinted/giglium_item_dummy.json"));
        Listing whole = one(Marketplaces.vinted("fr"), item);

        assertThat(listing.title()).isEqualTo("a game");
        assertThat(listing.price()).isEqualTo(Money.of(3, "EUR"));
        assertThat(listing.images()).hasSize(1);
        assertThat(whole.key().externalId()).isEqualTo("6854891835");
        assertThat(whole.price()).isEqualTo(Money.of(3, "USD"));
        assertThat(whole.facts().brand()).contains("Brand title");
    }

    @Test
    void readsAnEbayCardAndNotTheShopsOwn() {
        Page page = Recorded.list(
                "https://www.ebay.co.uk/sch/i.html?_nkw=nvidia+rtx+30",
                Recorded.text("ebay/dealfinder_srp_card_2026-07.transcribed.html"));
        List<Listing> listings = clean(page, Marketplaces.ebay("co.uk").parse(page));

        assertThat(listings).hasSize(1);
        Listing card = listings.get(0);
        assertThat(card.key().externalId()).isEqualTo("298486907591");
        assertThat(card.title()).isEqualTo("ASUS NVIDIA GeForce RTX 5060 Dual OC 8GB GDDR7 Graphics Card Blackwell");
        assertThat(card.price()).isEqualTo(Money.of("181.20", "GBP"));
        assertThat(card.url()).hasToString("https://www.ebay.co.uk/itm/298486907591");
        assertThat(card.seller().name()).isEqualTo("joagu672");
        assertThat(card.attributes())
                .containsEntry("condition", "used")
                .containsEntry("condition_text", "Pre-owned")
                .containsEntry("bids", "5")
                .containsEntry("price_kind", "auction")
                .containsEntry("delivery", "shipping")
                .containsEntry("delivery_text", "+£4.48 delivery");
    }

    @Test
    void knowsWhatTheSitesSayInsteadOfListings() {
        assertThat(Marketplaces.vinted("fr").parse(wall("vinted_404_moved.quoted.json")))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(Marketplaces.vinted("fr").parse(wall("datadome_shell.constructed.html")))
                .isInstanceOf(ParsedPage.Captcha.class);
        assertThat(Marketplaces.kijiji().parse(wall("cloudflare_just_a_moment.quoted.html")))
                .isInstanceOf(ParsedPage.Captcha.class);
    }

    private static Page wall(String file) {
        return Recorded.list("https://www.example.org/search", Recorded.text("walls/" + file));
    }

    private static List<Listing> clean(Page page, ParsedPage parsed) {
        assertThat(parsed).as(parsed.evidence()).isInstanceOf(ParsedPage.Found.class);
        return parsed.listings().stream().map(raw -> Recorded.clean(page, raw)).toList();
    }

    private static Listing one(ListingSource source, Page page) {
        List<Listing> listings = clean(page, source.parse(page));
        assertThat(listings).hasSize(1);
        return listings.get(0);
    }
}
