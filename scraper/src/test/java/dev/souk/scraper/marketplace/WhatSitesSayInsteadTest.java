package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing found, not there any more, a wall, a page of another kind: each by its type, on every site. */
class WhatSitesSayInsteadTest {

    /** A search that found nothing but what people look for. */
    private static final String WANTED = "<ul id=srchrslt-adtable><article class=aditem data-adid=1>"
            + "<h2><a href=/s-anzeige/x/123456789>Suche Fahrrad</a></h2><span class=simpletag>Gesuch</span></article></ul>";

    static Stream<ListingSource> sources() {
        return Stream.of(
                Marketplaces.craigslist(),
                Marketplaces.ebay("co.uk"),
                Marketplaces.ebayApi("EBAY_GB"),
                Marketplaces.gumtree(),
                Marketplaces.kijiji(),
                Marketplaces.kleinanzeigen(),
                Marketplaces.olx("pl"),
                Marketplaces.olx("br"),
                Marketplaces.vinted("fr"),
                Marketplaces.wallapop());
    }

    static Stream<Arguments> emptyPages() {
        return Stream.of(
                Arguments.of(
                        Marketplaces.craigslist(), "<ol class=cl-static-search-results><li class=cl-static-hub-links>"),
                Arguments.of(
                        Marketplaces.craigslist(), "{\"data\":{\"items\":[],\"totalResultCount\":0,\"decode\":{}}}"),
                Arguments.of(Marketplaces.ebay("de"), "<h1 class=srp-controls__count-heading>0 Ergebnisse</h1>"),
                Arguments.of(Marketplaces.ebayApi("EBAY_DE"), "{\"total\":0,\"limit\":200,\"offset\":0}"),
                Arguments.of(
                        Marketplaces.gumtree(),
                        "<script>window.clientData = \""
                                + percent("{\"resultsPage\":{\"searchAds\":[],\"noResultsMessage\":\"Sorry\","
                                        + "\"adsTitle\":{\"totalNumberOfAdsFound\":\"0\"}}}")
                                + "\";</script>"),
                Arguments.of(
                        Marketplaces.kijiji(),
                        "<script id=\"__NEXT_DATA__\" type=\"application/json\">{\"props\":{\"pageProps\":"
                                + "{\"__APOLLO_STATE__\":{\"ROOT_QUERY\":{\"searchResultsPageByUrl:/b-x\":"
                                + "{\"pagination\":{\"totalCount\":0,\"limit\":40,\"offset\":0},\"results\":{}}}}}}}</script>"),
                Arguments.of(
                        Marketplaces.kleinanzeigen(),
                        "<div id=srchrslt-content><div class=outcomemessage-warning>Es wurden leider keine Ergebnisse"
                                + " gefunden</div></div>"),
                Arguments.of(Marketplaces.kleinanzeigen(), WANTED),
                Arguments.of(
                        Marketplaces.kijiji(),
                        "<script id=\"__NEXT_DATA__\" type=\"application/json\">{\"props\":{\"pageProps\":"
                                + "{\"__APOLLO_STATE__\":{\"ROOT_QUERY\":{\"searchResultsPageByUrl:/b-x\":{\"pagination\":"
                                + "{\"totalCount\":1,\"limit\":40,\"offset\":0},\"results\":{\"mainListings\":"
                                + "[{\"__ref\":\"StandardListing:2\"}]}}},\"StandardListing:2\":{\"id\":\"2\","
                                + "\"title\":\"Bike wanted\",\"type\":\"WANTED\"}}}}}</script>"),
                Arguments.of(Marketplaces.olx("ua"), "{\"data\":[],\"metadata\":{\"total_elements\":0},\"links\":{}}"),
                Arguments.of(
                        Marketplaces.olx("pl"),
                        "<script>window.__PRERENDERED_STATE__= \"{\\\"listing\\\":{\\\"listing\\\":{\\\"ads\\\":[],"
                                + "\\\"totalElements\\\":0}}}\";</script>"),
                Arguments.of(Marketplaces.olx("br"), "<p>Nenhum anúncio foi encontrado.</p>"),
                Arguments.of(Marketplaces.vinted("de"), "{\"items\":[],\"pagination\":{},\"code\":0}"),
                Arguments.of(
                        Marketplaces.wallapop(), "{\"data\":{\"section\":{\"payload\":{\"items\":[]}}},\"meta\":{}}"));
    }

    static Stream<Arguments> gonePages() {
        return Stream.of(
                Arguments.of(
                        Marketplaces.craigslist(),
                        "https://boston.craigslist.org/d/x/7692736931.html",
                        "<div class=removed>This posting has been deleted by its author.</div>"),
                Arguments.of(
                        Marketplaces.kleinanzeigen(),
                        "https://www.kleinanzeigen.de/s-anzeige/x/3323958001-203-2100",
                        "<div id=srchrslt-adexpired>Die gewünschte Anzeige ist nicht mehr verfügbar.</div>"),
                Arguments.of(Marketplaces.kijiji(), "https://www.kijiji.ca/b-bikes/toronto/c644l1", "<p>Bikes</p>"),
                Arguments.of(
                        Marketplaces.olx("pl"),
                        "https://www.olx.pl/api/v1/offers/1",
                        "{\"error\":{\"status\":410,\"title\":\"Gone\"}}"));
    }

    @ParameterizedTest
    @MethodSource("emptyPages")
    void callsEmptyWhatTheSiteCallsEmpty(ListingSource source, String body) {
        assertThat(source.parse(Recorded.list("https://site.example/search", body)))
                .isInstanceOf(ParsedPage.Empty.class);
    }

    @Test
    void goesOnBehindAPageOfWhatPeopleLookFor() {
        String body = WANTED + "<a class=pagination-next href=/s-seite:2/fahrrad/k0>";

        ParsedPage parsed =
                Marketplaces.kleinanzeigen().parse(Recorded.list("https://www.kleinanzeigen.de/s-fahrrad/k0", body));

        assertThat(parsed.next()).extracting(next -> next.url().getPath()).containsExactly("/s-seite:2/fahrrad/k0");
    }

    @ParameterizedTest
    @MethodSource("gonePages")
    void callsGoneWhatTheSiteCallsGone(ListingSource source, String url, String body) {
        assertThat(source.parse(Recorded.item(url, body))).isInstanceOf(ParsedPage.Gone.class);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void knowsAWallForAWall(ListingSource source) {
        List<String> walls = List.of(
                "<title>Just a moment...</title>",
                "<title>Attention Required! | Cloudflare</title>",
                "<title>Pardon Our Interruption</title>",
                "<html><script src='https://ct.captcha-delivery.com/c.js'></script></html>");

        for (String wall : walls) {
            assertThat(source.parse(Recorded.list("https://site.example/search", wall)))
                    .as(wall)
                    .isInstanceOf(ParsedPage.Captcha.class);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void callsNothingEmptyThatItMerelyCannotRead(ListingSource source) {
        List<String> bodies =
                List.of("", "{", "{}", "[]", "<html></html>", "<p>0 results</p>", "{\"data\":{}}", "null");

        for (String body : bodies) {
            for (Page page : List.of(
                    Recorded.list("https://site.example/search", body),
                    Recorded.item("https://site.example/item/123456789", body))) {
                assertThat(source.parse(page))
                        .as("%s on %s", body, source.id())
                        .isInstanceOf(ParsedPage.LayoutChanged.class);
            }
        }
    }

    @Test
    void knowsWhenASessionOrTheAddressOfAServiceIsNotGoodAnyMore() {
        ListingSource vinted = Marketplaces.vinted("fr");

        assertThat(vinted.parse(Recorded.list(
                        "https://api.vinted.fr/svc-catalogue/items",
                        "{\"code\":100,\"message_code\":\"invalid_authentication_token\",\"message\":\"Invalid\"}")))
                .isInstanceOf(ParsedPage.LoginWall.class);
        assertThat(vinted.parse(Recorded.list("https://www.vinted.fr/api/v2/catalog/items", "{\"code\":104}")))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    private static String percent(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
