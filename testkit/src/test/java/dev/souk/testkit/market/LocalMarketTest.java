package dev.souk.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LocalMarketTest {

    private static final Pattern SCRIPT = Pattern.compile(
            "<script type=\"application/json\" data-content-len=\"(\\d+)\" data-sjs>(.*?)</script>", Pattern.DOTALL);

    private final LocalMarket market = LocalMarket.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        market.close();
    }

    private static MarketItem brompton() {
        return MarketItem.of("1001", "Brompton M6L", Money.of(650, "USD"))
                .description("Six gears.")
                .category(MarketCategory.BICYCLES)
                .photos(3);
    }

    private void putThree() {
        market.put(brompton())
                .put(MarketItem.of("1002", "Road bike", Money.of(200, "USD"))
                        .condition(MarketItem.Condition.FAIR)
                        .category(MarketCategory.BICYCLES))
                .put(MarketItem.of("1003", "Sofa, brompton style", Money.of(1_200, "USD"))
                        .category(MarketCategory.FURNITURE)
                        .status(ListingStatus.SOLD));
    }

    @Test
    void showsAnItemInTheResultsAsTheSiteDoes() throws Exception {
        market.put(brompton().oldPrice(Money.of(1_700, "USD")));

        JsonNode listing =
                listings("/marketplace/houston/search/?query=brompton").get(0);

        assertThat(listing.path("id").asText()).isEqualTo("1001");
        assertThat(listing.path("marketplace_listing_title").asText()).isEqualTo("Brompton M6L");
        assertThat(listing.at("/listing_price/amount").asText()).isEqualTo("650.00");
        assertThat(listing.at("/listing_price/formatted_amount").asText()).isEqualTo("$650");
        assertThat(listing.at("/strikethrough_price/formatted_amount").asText()).isEqualTo("$1,700");
        assertThat(listing.at("/location/reverse_geocode/city").asText()).isEqualTo("Houston");
        assertThat(listing.at("/location/reverse_geocode/city_page/display_name")
                        .asText())
                .isEqualTo("Houston, TX");
        assertThat(listing.at("/primary_listing_photo/image/uri").asText())
                .isEqualTo(market.baseUri() + "/photos/1001/1.png");
        assertThat(listing.path("creation_time").asLong())
                .isEqualTo(Instant.parse("2026-11-20T09:00:00Z").getEpochSecond());
        assertThat(listing.findValue("latitude")).isNull();
        assertThat(listing.findValue("currency")).isNull();
        assertThat(find("/marketplace/houston/search/?query=x", "primary_currency")
                        .asText())
                .isEqualTo("USD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query=brompton | 1001 1003",
                "query=BROMPTON+m6l | 1001",
                "query= | 1001 1002 1003",
                "query=gears | 1001",
                "minPrice=200&maxPrice=650 | 1001 1002",
                "minPrice=201 | 1001 1003",
                "maxPrice=abc | 1001 1002 1003",
                "itemCondition=used_fair,new | 1002",
                "availability=in%20stock | 1001 1002",
                "availability=out+of+stock | 1003",
                "sortBy=price_ascend | 1002 1001 1003",
                "sortBy=price_descend | 1003 1001 1002"
            })
    void searches(String query, String ids) throws Exception {
        putThree();

        List<JsonNode> found = listings("/marketplace/houston/search/?" + query.strip());

        assertThat(found.stream().map(listing -> listing.path("id").asText()).toList())
                .containsExactlyElementsOf(
                        ids.isEmpty() ? List.of() : List.of(ids.strip().split(" ")));
    }

    @Test
    void showsACategory() throws Exception {
        putThree();

        assertThat(listings("/marketplace/houston/bicycles/")).hasSize(2);
        assertThat(page("/marketplace/houston/bicycles/")).contains("comet.marketplace.category");
    }

    @Test
    void saysThatNothingWasFound() throws Exception {
        String page = page("/marketplace/houston/search/?query=unicorn");

        assertThat(page).contains("MarketplaceSearchFeedNoResults").contains("SERP_NO_RESULTS");
        assertThat(page).contains("\"tracePolicy\":\"comet.marketplace.search\"");
    }

    @Test
    void showsAnItemInTwoPartsAmongOthers() throws Exception {
        putThree();

        List<JsonNode> parts = details("1001");

        assertThat(parts)
                .hasSize(2)
                .allMatch(part -> part.at("/target/id").asText().equals("1001"));
        JsonNode details = parts.stream()
                .filter(part -> part.at("/target").has("listing_price"))
                .findFirst()
                .orElseThrow();
        assertThat(details.at("/product_details_type").asText()).isEqualTo("FOR_SALE_ITEM");
        assertThat(details.at("/target/redacted_description/text").asText()).isEqualTo("Six gears.");
        assertThat(details.at("/target/location/latitude").asDouble()).isEqualTo(29.7604);
        assertThat(details.at("/target/listing_price/currency").asText()).isEqualTo("USD");
        assertThat(details.at("/target/attribute_data/0/value").asText()).isEqualTo("used_good");
        assertThat(details.at("/target/location_text/text").asText()).isEqualTo("Houston, TX");
        JsonNode photos = parts.stream()
                .filter(part -> part.at("/target").has("listing_photos"))
                .findFirst()
                .orElseThrow();
        assertThat(photos.at("/target/listing_photos")).hasSize(3);
        assertThat(page("/marketplace/item/1001/"))
                .contains("marketplace_home_feed")
                .contains("Upright piano");
    }

    @Test
    void sellsRepricesAndRemoves() throws Exception {
        market.put(brompton());

        market.reprice("1001", 550);
        JsonNode cheaper = listings("/marketplace/houston/search/?query=").get(0);
        market.sell("1001");
        JsonNode sold = listings("/marketplace/houston/search/?query=").get(0);
        market.remove("1001");

        assertThat(cheaper.at("/listing_price/amount").asText()).isEqualTo("550.00");
        assertThat(cheaper.at("/strikethrough_price/amount").asText()).isEqualTo("650.00");
        assertThat(sold.path("is_sold").asBoolean()).isTrue();
        assertThat(sold.path("is_live").asBoolean()).isFalse();
        assertThat(listings("/marketplace/houston/search/?query=")).isEmpty();
        assertThat(page("/marketplace/item/1001/"))
                .contains("comet.fbweb.CometErrorRoute")
                .contains("This content isn't available right now");
        assertThatThrownBy(() -> market.sell("1001")).hasMessageContaining("1001");
    }

    @Test
    void letsNoTitleOutOfItsScript() throws Exception {
        String title = "</script><script>alert(1)</script><!-- \\/ \u2028 🚲";
        market.put(brompton().title(title).in("", ""));

        assertThat(page("/marketplace/houston/search/?query="))
                .doesNotContain("<script>")
                .doesNotContain("<!--");
        JsonNode listing = listings("/marketplace/houston/search/?query=").get(0);
        assertThat(listing.path("marketplace_listing_title").asText()).isEqualTo(title);
        assertThat(listing.path("location").isNull()).isTrue();
        assertThat(page("/marketplace/item/1001/")).doesNotContain("<script>");
    }

    @ParameterizedTest
    @EnumSource(MarketCategory.class)
    void drawsPhotos(MarketCategory category) throws Exception {
        market.put(brompton().category(category));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo("1001", 1)));

        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(480);
        assertThat(photo("1001", 1)).isEqualTo(photo("1001", 1)).isNotEqualTo(photo("1001", 2));
    }

    @Test
    void hasNoMorePhotosThanTheItem() throws Exception {
        market.put(brompton());

        assertThat(get("/photos/1001/4.png").statusCode()).isEqualTo(404);
        assertThat(get("/photos/1001/0.png").statusCode()).isEqualTo(404);
        assertThat(get("/photos/7/1.png").statusCode()).isEqualTo(404);
    }

    @Test
    void failsWhenToldAndCounts() throws Exception {
        market.put(brompton());
        market.failNext(429);

        assertThat(get("/robots.txt").statusCode()).isEqualTo(200);
        assertThat(get("/photos/1001/1.png").statusCode()).isEqualTo(200);
        assertThat(get("/marketplace/houston/search/?query=a%20b").statusCode()).isEqualTo(429);
        assertThat(get("/marketplace/item/1001/").statusCode()).isEqualTo(200);
        assertThat(market.requestCount()).isEqualTo(2);
        assertThat(market.requests())
                .containsExactly("/marketplace/houston/search/?query=a%20b", "/marketplace/item/1001/");
    }

    @Test
    void misleadsAboutCentsInOtherCurrenciesAsTheSiteDoes() throws Exception {
        try (LocalMarket canada = LocalMarket.start("CAD")) {
            canada.put(MarketItem.of("1", "Canoe", Money.of(3_000, "CAD")));

            String page = client.send(
                            HttpRequest.newBuilder(canada.baseUri().resolve("/marketplace/toronto/search/?query=canoe"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            assertThat(page)
                    .contains("\"primary_currency\":\"CAD\"")
                    .contains("\"formatted_amount\":\"CA$3,000\"")
                    .contains("\"amount_with_offset_in_currency\":\"212100\"");
        }
    }

    @Test
    void answersThatAPageIsTheSameUntilItChanges() throws Exception {
        market.put(brompton());
        URI page = market.itemUri("1001");
        String tag = get(page.getPath()).headers().firstValue("ETag").orElseThrow();
        HttpRequest unlessKnown =
                HttpRequest.newBuilder(page).header("If-None-Match", tag).build();

        HttpResponse<String> same = client.send(unlessKnown, BodyHandlers.ofString());
        market.reprice("1001", 550);
        HttpResponse<String> changed = client.send(unlessKnown, BodyHandlers.ofString());

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("550");
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(market.baseUri() + path)).build(), BodyHandlers.ofByteArray());
    }

    private byte[] photo(String id, int number) throws IOException, InterruptedException {
        return get("/photos/%s/%d.png".formatted(id, number)).body();
    }

    private String page(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(market.baseUri() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private List<JsonNode> scripts(String path) throws IOException, InterruptedException {
        List<JsonNode> documents = new ArrayList<>();
        Matcher script = SCRIPT.matcher(page(path));
        while (script.find()) {
            assertThat(script.group(2)).hasSize(Integer.parseInt(script.group(1)));
            documents.add(new JsonMapper().readTree(script.group(2)));
        }
        return documents;
    }

    private JsonNode find(String path, String key) throws IOException, InterruptedException {
        return scripts(path).stream()
                .map(document -> document.findValue(key))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> listings(String path) throws IOException, InterruptedException {
        return find(path, "marketplace_search").findValues("listing");
    }

    private List<JsonNode> details(String id) throws IOException, InterruptedException {
        return scripts("/marketplace/item/" + id + "/").stream()
                .map(document -> document.findValue("marketplace_product_details_page"))
                .filter(found -> found != null)
                .toList();
    }
}
