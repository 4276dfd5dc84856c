package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.SearchRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of eBay's Browse API, and what its answers are read into: the shapes of its OpenAPI of 2023. */
class EbayApiTest {

    private static final String ITEM = "https://api.ebay.com/buy/browse/v1/item/get_item_by_legacy_id?legacy_item_id=1";

    private final ListingSource ebay = Marketplaces.ebayApi("EBAY_GB");

    @Test
    void translatesASearch() {
        PageRequest seed = ebay.seeds(SearchRequest.builder()
                        .text("brompton")
                        .minPrice(100L)
                        .maxPrice(600L)
                        .conditions(Condition.NEW)
                        .location("gb")
                        .newestFirst()
                        .build())
                .get(0);

        assertThat(seed.url().getQuery())
                .isEqualTo(
                        "q=brompton&filter=price:[100..600],priceCurrency:GBP,conditionIds:{1000|1500|1750},"
                                + "searchInDescription:true,itemLocationCountry:GB,buyingOptions:{FIXED_PRICE|AUCTION|BEST_OFFER}&sort=newlyListed&limit=200");
        assertThat(seed.headers()).containsEntry("x-ebay-c-marketplace-id", "EBAY_GB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ebay.seeds(SearchRequest.builder().build()))
                .withMessageContaining("words or a category");
        assertThatIllegalArgumentException().isThrownBy(() -> Marketplaces.ebayApi("EBAY_XX"));
    }

    @Test
    void readsSummariesWithTheIdsOfThePages() {
        Page page = Recorded.list("https://api.ebay.com/buy/browse/v1/item_summary/search?q=x", """
                {"total":2,"next":"https://api.ebay.com/buy/browse/v1/item_summary/search?q=x&offset=200","itemSummaries":[
                {"itemId":"v1|298486907591|0","title":"Bike","price":{"value":"181.20","currency":"GBP"},"buyingOptions":
                ["FIXED_PRICE","BEST_OFFER"],"condition":"Used","itemWebUrl":"https://www.ebay.co.uk/itm/298486907591?hash=1",
                "seller":{"username":"joagu672"},"image":{"imageUrl":"https://i.ebayimg.com/1.jpg"},"shippingOptions":[{}],
                "marketingPrice":{"originalPrice":{"value":"200.00","currency":"GBP"}},"shortDescription":"A bik",
                "categories":[{"categoryId":"177831","categoryName":"Bikes"}]},
                {"itemId":"v1|2|0","title":"Auction","currentBidPrice":{"value":"5.00","currency":"GBP"},
                "buyingOptions":["AUCTION"],"bidCount":3}]}
                """);
        ParsedPage parsed = ebay.parse(page);
        List<Listing> listings =
                parsed.listings().stream().map(raw -> Recorded.clean(page, raw)).toList();

        Listing bike = listings.get(0);
        assertThat(bike.key().externalId()).isEqualTo("298486907591");
        assertThat(bike.url()).hasToString("https://www.ebay.co.uk/itm/298486907591");
        assertThat(bike.price()).isEqualTo(Money.of("181.20", "GBP"));
        assertThat(bike.previousPrice()).isEqualTo(Money.of(200, "GBP"));
        assertThat(bike.description()).isNull();
        assertThat(bike.category()).isNull();
        assertThat(bike.subcategory()).isEqualTo("Bikes");
        assertThat(bike.facts().priceKind()).contains(PriceKind.NEGOTIABLE);
        assertThat(bike.facts().condition()).contains(Condition.USED);
        assertThat(listings.get(1).facts().priceKind()).contains(PriceKind.AUCTION);
        assertThat(parsed.next())
                .singleElement()
                .satisfies(next -> assertThat(next.headers()).containsEntry("x-ebay-c-marketplace-id", "EBAY_GB"));
        assertThat(ebay.id()).isEqualTo(Marketplaces.ebay("co.uk").id());
    }

    @Test
    void readsAnItemAndKnowsOneThatIsGone() {
        Page page = Recorded.item(ITEM, """
                {"itemId":"v1|1|0","legacyItemId":"1","title":"Bike","description":"<p>Red.</p>","categoryPath":
                "Sporting Goods|Cycling|Bikes","localizedAspects":[{"name":"Frame Size","value":"54 cm"}],
                "price":{"value":"5","currency":"GBP"},"estimatedAvailabilities":[{"estimatedAvailabilityStatus":"OUT_OF_STOCK"}]}
                """);
        Listing bike = Recorded.clean(page, ebay.parse(page).listings().get(0));

        assertThat(bike.description()).isEqualTo("Red.");
        assertThat(bike.facts().categoryPath()).containsExactly("Sporting Goods", "Cycling", "Bikes");
        assertThat(bike.attributes()).containsEntry("frame_size", "54 cm");
        Listing listed = bike.toBuilder().description(null).category(null).build();
        assertThat(bike.updatedBy(listed).category()).isEqualTo("Sporting Goods");
        assertThat(bike.updatedBy(listed).subcategories()).containsExactly("Cycling", "Bikes");
        assertThat(bike.status()).isEqualTo(ListingStatus.SOLD);
        assertThat(ebay.parse(Recorded.item(ITEM, "{\"errors\":[{\"errorId\":11001,\"message\":\"x\"}]}")))
                .isInstanceOf(ParsedPage.Gone.class);
        assertThat(ebay.parse(Recorded.item(ITEM, "{\"errors\":[{\"errorId\":1001,\"message\":\"x\"}]}")))
                .isInstanceOf(ParsedPage.LoginWall.class);
    }
}
