package dev.souk.scraper.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookMarketplaceSourceTest {

    private static final String SEARCH = "https://www.facebook.com/marketplace/perth/search/?query=x";
    private static final String ITEM = "https://www.facebook.com/marketplace/item/200001/";

    private final FacebookMarketplaceSource source =
            FacebookMarketplaceSource.builder().permissionGranted().build();

    @Test
    void readsTheResultsOfASearchAndSkipsAds() {
        Page page = Recorded.list(SEARCH, Recorded.own("facebook_search.html"));

        ParsedPage parsed = source.parse(page);

        assertThat(parsed.listings())
                .extracting(raw -> raw.externalId())
                .containsExactly("100001", "100002", "100003", "100004");
        Listing bike = Recorded.clean(page, parsed.listings().get(0));
        assertThat(bike.title()).isEqualTo("2003 Honda CT110 Postie bike");
        assertThat(bike.price()).isEqualTo(Money.of(1250, "AUD"));
        assertThat(bike.previousPrice()).isEqualTo(Money.of(1500, "AUD"));
        assertThat(bike.location()).isEqualTo("Fremantle, WA");
        assertThat(bike.seller().name()).isEqualTo("Kim");
        assertThat(bike.seller().id()).as("made up anew on every visit").isNull();
        assertThat(bike.listedAt()).isEqualTo(Instant.ofEpochSecond(1790000000));
        assertThat(bike.attributes()).containsEntry("year", "2003").containsEntry("mileage", "16000 km");
    }

    @Test
    void readsStatusAndKeepsListingsWithoutPhotoOrPlace() {
        Page page = Recorded.list(SEARCH, Recorded.own("facebook_search.html"));

        List<Listing> listings = source.parse(page).listings().stream()
                .limit(3)
                .map(raw -> Recorded.clean(page, raw))
                .toList();

        assertThat(listings)
                .extracting(Listing::status)
                .containsExactly(ListingStatus.AVAILABLE, ListingStatus.PENDING, ListingStatus.SOLD);
        assertThat(listings).extracting(Listing::price).contains(Money.of(0, "AUD"), Money.of(80, "GBP"));
    }

    @Test
    void readsAHomeFromBothHalvesOfItsPage() {
        Page page = Recorded.item(ITEM, Recorded.own("facebook_item_rental.html"));

        Listing home = Recorded.clean(page, source.parse(page).listings().get(0));

        assertThat(home.title()).isEqualTo("3 Beds 2 Baths - House");
        assertThat(home.price()).isEqualTo(Money.of(1850, "USD"));
        assertThat(home.location()).isEqualTo("Houston, TX");
        assertThat(home.point()).isEqualTo(new GeoPoint(29.7, -95.3));
        assertThat(home.category()).isEqualTo("propertyrentals");
        assertThat(home.images()).hasSize(2);
        assertThat(home.attributes())
                .containsEntry("bedrooms", "3")
                .containsEntry("bathrooms", "2")
                .containsEntry("postal_code", "77002");
    }

    @Test
    void readsAVehicleFromAReducedCapture() {
        Page page = Recorded.item(
                "https://www.facebook.com/marketplace/item/300001/", Recorded.own("facebook_item_vehicle.html"));

        Listing car = Recorded.clean(page, source.parse(page).listings().get(0));

        assertThat(car.status()).isEqualTo(ListingStatus.PENDING);
        assertThat(car.images()).hasSize(1);
        assertThat(car.attributes())
                .containsEntry("year", "2015")
                .containsEntry("make", "Toyota")
                .containsEntry("mileage", "16000 miles")
                .containsEntry("transmission", "AUTOMATIC")
                .containsEntry("condition", "used_good");
    }

    @Test
    void doesNotTakeAnotherListingForTheItem() {
        Page page = Recorded.item(
                "https://www.facebook.com/marketplace/item/999999/", Recorded.own("facebook_item_rental.html"));

        ParsedPage parsed = source.parse(page);

        assertThat(parsed).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(parsed.evidence()).contains("200001");
    }

    @Test
    void readsAnAnswerInPieces() {
        String body = "for (;;);{\"data\":{\"marketplace_search\":{\"feed_units\":{\"edges\":[]}}}}\n"
                + "{\"label\":\"x\",\"path\":[\"marketplace_search\",\"feed_units\",\"edges\",0],\"data\":{\"node\":"
                + "{\"listing\":{\"id\":\"5\",\"marketplace_listing_title\":\"Chair\"}}}}";

        assertThat(source.parse(Recorded.list(SEARCH, body)).listings())
                .singleElement()
                .satisfies(raw -> assertThat(raw.title()).isEqualTo("Chair"));
    }

    @Test
    void readsCategoriesAndFeedsWhichHaveNoSearch() {
        String category =
                "<script type='application/json'>{\"viewer\":{\"marketplace_feed_stories\":{\"edges\":[{\"node\":"
                        + "{\"listing\":{\"id\":\"1\",\"marketplace_listing_title\":\"Motorcycle\"}}}]}}}</script>";
        String feed =
                "<script type='application/json'>{\"label\":\"x\",\"path\":[\"marketplace_home_feed\",\"edges\",1],"
                        + "\"data\":{\"node\":{\"items\":[{\"id\":\"2\",\"marketplace_listing_title\":\"Boat\","
                        + "\"formatted_price\":{\"text\":\"€5\"}}]}}}</script>";

        assertThat(parse(category + feed).listings())
                .extracting(raw -> raw.title())
                .containsExactly("Motorcycle", "Boat");
    }

    @Test
    void takesThePlaceOfAnItemFromBesideIt() {
        String body = "<script type='application/json'>{\"marketplace_product_details_page\":"
                + "{\"marketplace_listing_renderable_target\":{\"location\":{\"latitude\":1.5,\"longitude\":2}},"
                + "\"target\":{\"id\":\"200001\",\"marketplace_listing_title\":\"Room\",\"location\":null}}}</script>";

        assertThat(source.parse(Recorded.item(ITEM, body)).listings())
                .singleElement()
                .satisfies(raw -> assertThat(raw.place().latitude()).isEqualTo("1.5"));
    }

    @Test
    void tellsStatesApart() {
        assertThat(parse(
                        "<script type='application/json'>{\"marketplace_search\":{\"feed_units\":{\"edges\":[{\"node\":"
                                + "{\"__typename\":\"MarketplaceSearchFeedNoResults\"}}],\"page_info\":{\"has_next_page\":true}}}}"
                                + "</script>"))
                .isInstanceOf(ParsedPage.Empty.class);
        assertThat(parse("<script type='application/json'>{\"marketplace_search\":{\"feed_units\":{\"edges\":[]}}}"
                        + "</script> CometMarketplaceSearchContentContainer"))
                .as("withheld is not empty")
                .isInstanceOf(ParsedPage.Blocked.class);
        assertThat(parse("<link rel='canonical' href='https://de-de.facebook.com/login/?next=x'>"))
                .isInstanceOf(ParsedPage.LoginWall.class);
        assertThat(parse("{\"errors\":[{\"message\":\"Rate limit exceeded\",\"code\":1675004}]}"))
                .isInstanceOf(ParsedPage.RateLimited.class);
        assertThat(parse("<h1>Marketplace isn't available to you</h1>")).isInstanceOf(ParsedPage.Unavailable.class);
        assertThat(parse("<title>Just a moment...</title>")).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(parse("<script type='application/json'>{\"marketplace_search\":{\"feed_un</script>"))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(parse("")).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login/?next=x", "/checkpoint/1"})
    void knowsARedirectToTheLogin(String path) {
        Page page = new Page(
                PageRequest.list(URI.create(SEARCH)), URI.create("https://www.facebook.com" + path), "", Recorded.WHEN);

        assertThat(source.parse(page)).isInstanceOf(ParsedPage.LoginWall.class);
    }

    @Test
    void doesNotTakeTheResultsOfAnotherPlace() {
        Page page = new Page(
                PageRequest.list(URI.create("https://www.facebook.com/marketplace/90210/search/?query=x")),
                URI.create("https://www.facebook.com/marketplace/category/search/?query=x"),
                Recorded.own("facebook_search.html"),
                Recorded.WHEN);

        assertThat(source.parse(page)).isInstanceOf(ParsedPage.Unavailable.class);
    }

    @Test
    void asksForTheSearchAsTheSiteDoes() {
        assertThat(seed(SearchRequest.builder()
                        .text("road bike")
                        .location("nyc")
                        .minPrice(100L)
                        .newestFirst()))
                .isEqualTo("https://www.facebook.com/marketplace/nyc/search/"
                        + "?query=road%20bike&minPrice=100&sortBy=creation_time_descend");
        assertThat(seed(SearchRequest.builder()
                        .category("vehicles")
                        .location("boston")
                        .radiusKm(30)))
                .isEqualTo("https://www.facebook.com/marketplace/boston/vehicles/?radius=40");
        assertThat(seed(SearchRequest.builder().text("x").daysSinceListed(3).order(SearchRequest.Order.CHEAPEST)))
                .as("sorted by price and limited to days, the site shows nothing")
                .isEqualTo("https://www.facebook.com/marketplace/search/?query=x&daysSinceListed=7");
        assertThat(seed(SearchRequest.builder().text("x").location("../../evil?a=b")))
                .startsWith("https://www.facebook.com/marketplace/..%2F..%2Fevil%3Fa%3Db/search/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://www.facebook.com", "http://M.FACEBOOK.COM", "https://facebook.com.", "https://fb.com"})
    void isNotBuiltForFacebookWithoutItsPermission(String base) {
        assertThatThrownBy(() -> FacebookMarketplaceSource.builder()
                        .baseUri(URI.create(base))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permission");
    }

    @Test
    void isBuiltForSavedPagesWithoutPermission() {
        FacebookMarketplaceSource local = FacebookMarketplaceSource.builder()
                .baseUri(URI.create("http://localhost:8080/"))
                .build();

        assertThat(local.item("7").url()).hasToString("http://localhost:8080/marketplace/item/7/");
    }

    private String seed(SearchRequest.Builder search) {
        return source.seeds(search.build()).get(0).url().toString();
    }

    private ParsedPage parse(String body) {
        return source.parse(Recorded.list(SEARCH, body));
    }
}
