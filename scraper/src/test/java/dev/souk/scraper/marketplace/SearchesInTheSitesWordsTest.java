package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.GeoPoint;
import dev.souk.model.listing.Condition;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A search becomes the address that the site's own form would make. */
class SearchesInTheSitesWordsTest {

    private static final SearchRequest.Builder WHOLE = SearchRequest.builder()
            .text("dark blue")
            .minPrice(100)
            .maxPrice(600)
            .conditions(Condition.NEW, Condition.GOOD)
            .radiusKm(15)
            .daysSinceListed(5)
            .newestFirst();

    static Stream<Arguments> searches() {
        return Stream.of(
                Arguments.of(
                        Marketplaces.craigslist(),
                        with("boston", "bia"),
                        "https://boston.craigslist.org/search/bia?query=dark%20blue&min_price=100&max_price=600&sort=date"),
                Arguments.of(
                        Marketplaces.ebay("co.uk"),
                        with(null, "625"),
                        "https://www.ebay.co.uk/sch/i.html?_nkw=dark%20blue&LH_TitleDesc=1&_sacat=625&_udlo=100&_udhi=600"
                                + "&LH_ItemCondition=1000%7C1500%7C1750%7C3000%7C4000%7C5000&_sop=10&_ipg=120"),
                Arguments.of(
                        Marketplaces.gumtree(),
                        with("london", "bicycles"),
                        "https://www.gumtree.com/search?search_category=bicycles&search_location=london&q=dark%20blue"
                                + "&search_scope=true&distance=10&min_price=100&max_price=600&sort=date"),
                Arguments.of(
                        Marketplaces.kijiji(),
                        with("city-of-toronto/1700273", "bikes/644"),
                        "https://www.kijiji.ca/b-bikes/city-of-toronto/dark-blue/k0c644l1700273?price=100__600"
                                + "&sort=dateDesc"),
                Arguments.of(
                        Marketplaces.kleinanzeigen(),
                        with("berlin/3331", "fahrraeder/217"),
                        "https://www.kleinanzeigen.de/s-fahrraeder/berlin/preis:100:600/dark-blue/k0c217l3331r15"),
                Arguments.of(
                        Marketplaces.olx("pl"),
                        with("17871", "15"),
                        "https://www.olx.pl/api/v1/offers?offset=0&limit=40&query=dark%20blue&city_id=17871&category_id=15"
                                + "&distance=15&sort_by=created_at%3Adesc&filter_float_price%3Afrom=100"
                                + "&filter_float_price%3Ato=600"),
                Arguments.of(
                        Marketplaces.olx("br"),
                        with("estado-sp", "celulares"),
                        "https://www.olx.com.br/celulares/estado-sp?q=dark%20blue&ps=100&pe=600&sf=1"),
                Arguments.of(
                        Marketplaces.vinted("fr"),
                        with(null, "1206"),
                        "https://api.vinted.fr/svc-catalogue/items?search_text=dark%20blue&attribute_ids%5Bcatalog%5D=1206"
                                + "&attribute_ids%5Bstatus%5D=6%2C1%2C2%2C3&price_from=100&price_to=600"
                                + "&order=newest_first&per_page=96&page=1"),
                Arguments.of(
                        Marketplaces.wallapop(),
                        with("40.41,-3.70", "17000"),
                        "https://api.wallapop.com/api/v3/search?source=search_box&keywords=dark%20blue&category_id=17000"
                                + "&latitude=40.41&longitude=-3.70&distance=15000&min_sale_price=100&max_sale_price=600"
                                + "&condition=new%2Cgood&time_filter=lastWeek&order_by=newest"),
                Arguments.of(
                        FacebookMarketplaceSource.builder().permissionGranted().build(),
                        with("houston", null),
                        "https://www.facebook.com/marketplace/houston/search/?query=dark%20blue&minPrice=100&maxPrice=600"
                                + "&daysSinceListed=7&itemCondition=new%2Cused_good&radius=20"
                                + "&sortBy=creation_time_descend"));
    }

    private static SearchRequest with(@Nullable String location, @Nullable String category) {
        return WHOLE.location(location).category(category).build();
    }

    @ParameterizedTest
    @MethodSource("searches")
    void translatesAWholeSearch(ListingSource source, SearchRequest search, String url) {
        assertThat(source.seeds(search))
                .singleElement()
                .satisfies(seed -> assertThat(seed.url()).hasToString(url));
        assertThat(source.capabilities().keepsTo(Criterion.TEXT)).isTrue();
        assertThat(source.capabilities().orders()).contains(Order.NEWEST);
        assertThat(source.capabilities().pageSize()).isNotNegative();
    }

    @Test
    void keepsWhatIsFoundInAPlaceThatOnlyTheSiteCallsSo() {
        SearchRequest search = SearchRequest.builder()
                .location("estado-sp")
                .category("celulares")
                .build();
        String card = "<section class=olx-adcard><a href=/celulares/iphone-1473276849><h2>iPhone</h2></a>"
                + "<p class=olx-adcard__location>Campinas, Centro</p></section>";
        Scraper scraper = Scraper.builder(
                        request -> new FetchOutcome.Ok(new Page(request, request.url(), card, Recorded.WHEN)),
                        Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
                .build();

        ScrapeReport report = scraper.run(Marketplaces.olx("br"), search, page -> {});

        assertThat(report.accepted()).isEqualTo(1);
    }

    @Test
    void asksAroundAPointWhereTheSiteCan() {
        SearchRequest around = SearchRequest.builder()
                .location("boston")
                .near(new GeoPoint(42.36, -71.06))
                .radiusKm(16)
                .build();

        assertThat(Marketplaces.craigslist().seeds(around).get(0).url().getQuery())
                .isEqualTo("lat=42.36&lon=-71.06&search_distance=10");
        assertThat(Marketplaces.wallapop()
                        .seeds(SearchRequest.builder()
                                .near(new GeoPoint(40.41, -3.7))
                                .build())
                        .get(0)
                        .url()
                        .getQuery())
                .contains("latitude=40.41&longitude=-3.7");
    }

    @Test
    void refusesAPlaceThatTheSiteCannotMean() {
        SearchRequest nowhere = SearchRequest.builder().location("no where!").build();

        for (ListingSource source : new ListingSource[] {
            Marketplaces.craigslist(), Marketplaces.kijiji(), Marketplaces.kleinanzeigen(), Marketplaces.wallapop()
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> source.seeds(nowhere))
                    .withMessageContaining("location");
        }
    }

    @Test
    void asksVintedForNoConditionThatItDoesNotKnow() {
        ListingSource vinted = Marketplaces.vinted("fr");
        SearchRequest.Builder bike = SearchRequest.builder().text("bike");

        assertThat(vinted.seeds(bike.conditions(Condition.GOOD, Condition.FOR_PARTS)
                                .build())
                        .get(0)
                        .url()
                        .getQuery())
                .contains("attribute_ids[status]=2,3&");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vinted.seeds(bike.conditions(Condition.FOR_PARTS, Condition.REFURBISHED)
                        .build()))
                .withMessageContaining("vinted-fr has no condition for");
    }

    @Test
    void asksVintedWhereItsServiceHasMovedTo() {
        URI moved = URI.create("https://www.vinted.fr/web/gateway/svc-catalogue/items");

        ListingSource vinted = Marketplaces.vinted("fr", moved);

        assertThat(vinted.id()).isEqualTo(Marketplaces.vinted("fr").id());
        assertThat(vinted.seeds(SearchRequest.of("bike")).get(0).url().toString())
                .startsWith(moved + "?search_text=bike&");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marketplaces.vinted("fr", URI.create("/svc-catalogue/items")));
        assertThatIllegalArgumentException().isThrownBy(() -> Marketplaces.vinted("fr", URI.create(moved + "?page=2")));
        assertThatIllegalArgumentException().isThrownBy(() -> Marketplaces.vinted("xx", moved));
    }
}
