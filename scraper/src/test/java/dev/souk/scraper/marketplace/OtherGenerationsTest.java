package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.DeliveryOption;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes that sites had, or have elsewhere, of which no recording is at hand: small pages of our own after the notes. */
class OtherGenerationsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            com   | Sold Nov 3, 2026     | Free delivery               | or Best Offer
            co.uk | Sold 3 Nov 2026      | + £3.50 postage             | or Best Offer
            de    | Verkauft 3. Nov 2026 | Kostenloser Versand         | oder Preisvorschlag
            fr    | Vendu le 3 nov. 2026 | Livraison gratuite          | ou Offre directe
            it    | Venduto 3 nov 2026   | Spedizione gratis           | o Proposta d'acquisto
            es    | Vendido 3 nov 2026   | Envío gratis                | o Mejor oferta
            nl    | Verkocht 3 nov 2026  | Gratis verzending           | of Beste bod
            pl    | Sprzedane 3 lis 2026 | Darmowa dostawa             | Najlepsza oferta
            """)
    void readsTheCardsOfEbayInTheWordsOfItsSites(String site, String sold, String delivery, String offer) {
        Listing camera = read(
                        Marketplaces.ebay(site), "https://www.ebay." + site + "/sch/i.html?_nkw=camera", """
                <ul class="srp-results"><li class="s-card" data-listingid="298486907591"><div class="s-card__caption">%s</div>
                <div class="s-card__title"><span>Camera</span></div><span class="s-card__price">20.00</span>
                <div class="su-card-container__attributes__primary"><div class="s-card__attribute-row">%s</div>
                <div class="s-card__attribute-row">%s</div></div></li></ul>""".formatted(
                                        sold, delivery, offer))
                .get(0);

        assertThat(camera.status()).isEqualTo(ListingStatus.SOLD);
        assertThat(camera.facts().delivery()).containsExactly(DeliveryOption.SHIPPING);
        assertThat(camera.facts().priceKind()).contains(PriceKind.NEGOTIABLE);
    }

    @Test
    void readsCraigslistAsABrowserShowsIt() {
        List<Listing> listings = read(Marketplaces.craigslist(), "https://boston.craigslist.org/search/mca", """
                <script type="application/ld+json" id="ld_searchpage_results">{"itemListElement":[
                  {"item":{"name":"Ski boots","offers":{"price":"50.00","priceCurrency":"USD","availableAtOrFrom":
                    {"geo":{"latitude":42.67,"longitude":-71.01}}}}},
                  {"item":{"name":"Twice"}},{"item":{"name":"Twice"}}]}</script>
                <ol><li class="cl-search-result" data-pid="7692736931" title="Ski boots"><div class="gallery-card">
                  <a href="https://boston.craigslist.org/nos/spo/d/x/7692736931.html"><img src="https://images.craigslist.org/a_300.jpg"></a>
                  <a class="posting-title" href="https://boston.craigslist.org/nos/spo/d/x/7692736931.html"><span class="label">Ski boots</span></a>
                  <span class="priceinfo">$50</span><div class="meta">12 mins ago<span class="separator">·</span>Boxford</div></div></li>
                <li class="cl-search-result" data-pid="7692736932" title="Twice"><a class="posting-title"
                  href="https://boston.craigslist.org/nos/spo/d/y/7692736932.html"><span class="label">Twice</span></a>
                  <div class="meta">6/29<span class="separator">·</span></div></li></ol>
                """);

        assertThat(listings).hasSize(2);
        Listing boots = listings.get(0);
        assertThat(boots.key().externalId()).isEqualTo("7692736931");
        assertThat(boots.price()).isEqualTo(Money.of(50, "USD"));
        assertThat(boots.location()).isEqualTo("Boxford");
        assertThat(boots.point()).isEqualTo(new GeoPoint(42.67, -71.01));
        assertThat(boots.listedAt()).isEqualTo(Recorded.WHEN.minusSeconds(12 * 60));
        assertThat(boots.images()).hasSize(1);
        assertThat(listings.get(1).price()).isNull();
        assertThat(listings.get(1).listedAt()).isEqualTo(Instant.parse("2026-06-29T00:00:00Z"));
    }

    @Test
    void readsCraigslistAsItWasUntil2023AndFollowsIt() {
        Page page = Recorded.list("https://boston.craigslist.org/search/sss?s=0", """
                <a class="button next" href="/search/sss?s=120">next</a>
                <li class="result-row" data-pid="7000000001"><a href="https://boston.craigslist.org/x/7000000001.html"
                  class="result-image"></a><time class="result-date" datetime="2022-05-01 10:11">May 1</time>
                  <a href="https://boston.craigslist.org/x/7000000001.html" class="result-title hdrlnk">Old desk</a>
                  <span class="result-price">$40</span><span class="result-hood"> (Salem)</span></li>
                """);
        ParsedPage parsed = Marketplaces.craigslist().parse(page);
        Listing desk = Recorded.clean(page, parsed.listings().get(0));

        assertThat(desk.title()).isEqualTo("Old desk");
        assertThat(desk.price()).isEqualTo(Money.of(40, "USD"));
        assertThat(desk.location()).isEqualTo("Salem");
        assertThat(parsed.next())
                .singleElement()
                .satisfies(
                        next -> assertThat(next.url()).hasToString("https://boston.craigslist.org/search/sss?s=120"));
    }

    @Test
    void readsEbaysCardsOfBefore2025() {
        List<Listing> listings = read(Marketplaces.ebay("com"), "https://www.ebay.com/sch/i.html?_nkw=camera", """
                <ul class="srp-results"><li class="s-item"><a class="s-item__link" href="https://ebay.com/itm/123456?hash=x">
                  <div class="s-item__title">Shop on eBay</div></a></li>
                <li class="s-item"><div class="s-item__image"><img src="https://i.ebayimg.com/a/s-l140.jpg"></div>
                  <a class="s-item__link" href="https://www.ebay.com/itm/298486907591?hash=item1"><div class="s-item__title">
                  <span class="LIGHT_HIGHLIGHT">New Listing</span>Old camera</div></a>
                  <div class="s-item__subtitle"><span class="SECONDARY_INFO">Pre-Owned</span></div>
                  <span class="s-item__price">$10.00 to $20.00</span><span class="s-item__shipping">Free shipping</span></li></ul>
                """);

        assertThat(listings).singleElement().satisfies(camera -> {
            assertThat(camera.title()).isEqualTo("Old camera");
            assertThat(camera.price()).isEqualTo(Money.of(10, "USD"));
            assertThat(camera.facts().priceKind()).contains(PriceKind.RANGE);
            assertThat(camera.facts().condition()).contains(Condition.USED);
            assertThat(camera.facts().delivery()).containsExactly(DeliveryOption.SHIPPING);
        });
    }

    @Test
    void readsBrazilsCardsAndTheStateThatTheyCameFrom() {
        List<Listing> cards = read(Marketplaces.olx("br"), "https://www.olx.com.br/autos?q=gol", """
                <section class="olx-adcard"><a data-testid="adcard-link" href="https://sp.olx.com.br/x/vw-gol-1-0-1473276849">
                  <h2>VW Gol 1.0</h2></a><h3 class="olx-adcard__price">R$ 36.900</h3><p class="olx-old-price">R$ 62.900</p>
                  <div class="olx-adcard__location"><p class="olx-adcard__location">São Paulo, Centro</p></div>
                  <p class="olx-adcard__date">Ontem, 12:19</p><div class="olx-adcard__detail">62.300 km</div></section>
                <a href="https://www.olx.com.br/autos?q=gol&amp;o=2">2</a>
                """);
        List<Listing> state = read(
                Marketplaces.olx("br"),
                "https://www.olx.com.br/autos?q=gol",
                "<script id=\"__NEXT_DATA__\">{\"props\":{\"pageProps\":{\"ads\":[{\"listId\":1473276849,\"subject\":\"VW Gol\","
                        + "\"price\":\"R$ 36.900\",\"url\":\"https://sp.olx.com.br/x-1473276849\",\"date\":1700000000,"
                        + "\"images\":[{\"original\":\"https://img.olx.com.br/a.jpg\"}]},{\"advertising\":true}]}}}</script>");

        assertThat(cards).singleElement().satisfies(gol -> {
            assertThat(gol.key()).hasToString("test:1473276849");
            assertThat(gol.price()).isEqualTo(Money.of(36_900, "BRL"));
            assertThat(gol.previousPrice()).isEqualTo(Money.of(62_900, "BRL"));
            assertThat(gol.location()).isEqualTo("São Paulo, Centro");
            assertThat(gol.listedAt()).isEqualTo(Instant.parse("2026-11-22T15:19:00Z"));
            assertThat(gol.facts().mileage()).hasToString("Optional[62300 km]");
        });
        assertThat(state).singleElement().satisfies(gol -> {
            assertThat(gol.key()).isEqualTo(cards.get(0).key());
            assertThat(gol.price()).isEqualTo(cards.get(0).price());
            assertThat(gol.images()).hasSize(1);
        });
    }

    @Test
    void readsKijijisCacheWhereNothingNamesTheOrder() {
        List<Listing> listings = read(Marketplaces.kijiji(), "https://www.kijiji.ca/b-bikes/toronto/c644l1700273", """
                {"props":{"pageProps":{"__APOLLO_STATE__":{"ROOT_QUERY":{"searchResultsPageByUrl:/b":{"pagination":
                {"offset":0,"limit":40,"totalCount":2}}},
                "StandardListing:1":{"id":"1","title":"Bike","url":"https://www.kijiji.ca/v-bikes/toronto/bike/1",
                  "price":{"type":"PLEASE_CONTACT"}},
                "StandardListing:2":{"id":"2","title":"Bike wanted","url":"https://www.kijiji.ca/v-bikes/toronto/bike/2",
                  "type":"WANTED"}}}}}
                """);

        assertThat(listings).singleElement().satisfies(bike -> {
            assertThat(bike.price()).isNull();
            assertThat(bike.facts().priceKind()).contains(PriceKind.ON_REQUEST);
        });
    }

    @Test
    void readsAnItemOfWallapop() {
        Page page = Recorded.item("https://api.wallapop.com/api/v3/items/abc", """
                {"id":"abc","title":{"original":"Bici"},"description":{"original":"Roja"},"price":{"cash":
                {"amount":50.0,"currency":"EUR"}},"web_slug":"bici-abc","shipping":{"user_allows_shipping":true}}
                """);
        Listing bike = Recorded.clean(
                page, Marketplaces.wallapop().parse(page).listings().get(0));

        assertThat(bike.title()).isEqualTo("Bici");
        assertThat(bike.description()).isEqualTo("Roja");
        assertThat(bike.price()).isEqualTo(Money.of(50, "EUR"));
    }

    private static List<Listing> read(ListingSource source, String url, String body) {
        Page page = Recorded.list(url, body.strip());
        ParsedPage parsed = source.parse(page);
        assertThat(parsed).as(parsed.evidence()).isInstanceOf(ParsedPage.Found.class);
        return parsed.listings().stream().map(raw -> Recorded.clean(page, raw)).toList();
    }
}
