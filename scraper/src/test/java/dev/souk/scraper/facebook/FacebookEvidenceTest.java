package dev.souk.scraper.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may be taken for, and what it may not, when it says little or misleads. */
class FacebookEvidenceTest {

    private static final String SEARCH = "https://www.facebook.com/marketplace/perth/search/?query=x";
    private static final String CATEGORY = "https://www.facebook.com/marketplace/boston/motorcycles/";
    private static final String ITEM = "https://www.facebook.com/marketplace/item/77/";

    private final FacebookMarketplaceSource source =
            FacebookMarketplaceSource.builder().permissionGranted().build();

    @Test
    void takesABareDollarForAUsDollarWhereTheOffsetIsTheAmountInCents() {
        List<Listing> listings = category(
                motorcycle("1", "$4,500", "4500.00", "450000"),
                motorcycle("2", "$0", "0.00", "0"),
                motorcycle("3", "CA$3,000", "3000.00", "212098"));

        assertThat(listings)
                .extracting(Listing::price)
                .containsExactly(Money.of(4500, "USD"), Money.of(0, "USD"), Money.of(3000, "CAD"));
    }

    @Test
    void leavesABareDollarUnknownWhereTheOffsetIsAnotherAmount() {
        List<Listing> listings =
                category(motorcycle("1", "$3,000", "3000.00", "212098"), motorcycle("2", "$0", "0.00", "0"));

        assertThat(listings).extracting(Listing::price).containsOnlyNulls();
    }

    @Test
    void takesNoZeroForUsDollarsWhereOneListingSpeaksAgainstIt() {
        List<Listing> listings = category(
                motorcycle("1", "$4,500", "4500.00", "450000"),
                motorcycle("2", "$3,000", "3000.00", "212098"),
                motorcycle("3", "$0", "0.00", "0"));

        assertThat(listings).extracting(Listing::price).containsExactly(Money.of(4500, "USD"), null, null);
    }

    @Test
    void asksTheOffsetForNothingWhereThePageNamesItsCurrency() {
        String settings = script("{'marketplace_settings':{'current_marketplace':{'primary_currency':'CAD'}}}");
        Page page = Recorded.list(CATEGORY, settings + results(motorcycle("1", "$4,500", "4500.00", "450000")));

        Listing listing = Recorded.clean(page, source.parse(page).listings().get(0));

        assertThat(listing.price()).isEqualTo(Money.of(4500, "CAD"));
    }

    private List<Listing> category(String... listings) {
        Page page = Recorded.list(CATEGORY, results(listings).replace("marketplace_search", "marketplace_feed"));
        return source.parse(page).listings().stream()
                .map(raw -> Recorded.clean(page, raw))
                .toList();
    }

    private static String motorcycle(String id, String shown, String amount, String offset) {
        return ("{'id':'%s','marketplace_listing_title':'Motorcycle','listing_price':{'formatted_amount':'%s',"
                        + "'amount':'%s','amount_with_offset_in_currency':'%s'}}")
                .formatted(id, shown, amount, offset);
    }

    @Test
    void doesNotTakeTheTargetOfAnAdForTheItemOfASearchPage() {
        String ad = script("{'marketplace_ads':{'story':{'attachments':[{'target':"
                + "{'id':'77','marketplace_listing_title':'Sponsored chair'}}]}}}");
        String chairs = results(
                "{'id':'1','marketplace_listing_title':'Chair'}", "{'id':'2','marketplace_listing_title':'Stool'}");

        assertThat(search(ad + chairs).listings()).extracting(RawListing::title).containsExactly("Chair", "Stool");
        assertThat(search(ad + chairs.replace("marketplace_search", "marketplace_feed"))
                        .listings())
                .as("a category page has no search")
                .hasSize(2);
    }

    @Test
    void readsAnItemWhoseAddressDoesNotNameIt() {
        String item = script(
                "{'marketplace_product_details_page':" + "{'target':{'id':'77','marketplace_listing_title':'Chair'}}}");
        String others = script("{'marketplace_home_feed':{'listing':{'id':'1','marketplace_listing_title':'Stool'}}}");

        ParsedPage parsed = source.parse(Recorded.list("http://localhost/saved.html", item + others));

        assertThat(parsed.listings()).extracting(RawListing::title).containsExactly("Chair");
    }

    @Test
    void knowsThatTheEndpointWithholdsItsResults() {
        String none = "for (;;);{'data':{'marketplace_search':{'feed_units':{'edges':[],'page_info':{}}}}}";
        String bare = "{'data':{'marketplace_search':{'feed_units':{'edges':["
                + "{'node':{'story_key':'9','tracking':'x','id':'9:X'}}]}}}}";

        for (String withheld : List.of(none, bare)) {
            assertThat(search(withheld.replace('\'', '"')))
                    .isInstanceOfSatisfying(
                            ParsedPage.Blocked.class,
                            blocked -> assertThat(blocked.evidence()).contains("marketplace_search"));
        }
    }

    @Test
    void doesNotCountListingsOfWhichOnlyTheIdCame() {
        assertThat(search(results("{'id':'5'}", "{'id':'6'}"))).isInstanceOf(ParsedPage.Blocked.class);
    }

    @Test
    void takesTheFullerOfTwoAccountsOfAListing() {
        String bare = results("{'id':'5','marketplace_listing_title':null}");
        String full = results("{'id':'5','marketplace_listing_title':'Chair','listing_price':{'amount':'5.00'}}");

        assertThat(search(bare + full + bare).listings())
                .singleElement()
                .satisfies(raw -> assertThat(raw.title()).isEqualTo("Chair"));
        assertThat(search(results("{'id':'5'}") + full).listings()).hasSize(1);
    }

    @Test
    void knowsTheErrorPageByItsRouteAlone() {
        String loads = script("{'marketplace':{'resources':{'CometErrorRoute.react':{'r':['x']}}}}");
        String route = script("{'canonicalRouteName': 'comet.fbweb.CometErrorRoute'}");

        assertThat(search("CometMarketplaceSearchContentContainer" + loads)).isInstanceOf(ParsedPage.Blocked.class);
        assertThat(source.parse(Recorded.item(ITEM, loads))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(Recorded.item(ITEM, route))).isInstanceOf(ParsedPage.Gone.class);
        assertThat(search(route)).as("a list cannot be gone").isInstanceOf(ParsedPage.Unavailable.class);
    }

    @Test
    void doesNotTakeTheBedOfATruckForABedroom() {
        String truck = "{'id':'1','marketplace_listing_title':'2015 Ford F150 crew cab 5.5 bed',"
                + "'custom_sub_titles_with_rendering_flags':[{'subtitle':'60K miles'}]}";

        assertThat(search(results(truck)).listings().get(0).attributes())
                .containsEntry("mileage", "60K miles")
                .doesNotContainKey("bedrooms");
    }

    @Test
    void countsTheRoomsInTheTitleOfARental() {
        String rental = "{'id':'1','marketplace_listing_title':'House 3 beds 1.5 baths',"
                + "'marketplace_listing_category_id':'1468271819871448'}";
        String hostel = rental.replace("House 3", "House 120");

        assertThat(search(results(rental)).listings().get(0).attributes())
                .containsEntry("bedrooms", "3")
                .containsEntry("bathrooms", "1.5");
        assertThat(search(results(hostel)).listings().get(0).attributes()).doesNotContainKey("bedrooms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel='canonical' href='https://www.facebook.com/login/?next=https://x/?a b|c'>",
                "<link rel='canonical' href='https://www.facebook.com/checkpoint/1'>",
                "<title>Facebook – log in or sign up</title>",
                "for (;;);{\"error\":1357001,\"errorSummary\":\"Log in to continue\"}"
            })
    void knowsTheLoginHoweverItIsAskedFor(String body) {
        assertThat(search(body)).isInstanceOf(ParsedPage.LoginWall.class);
    }

    @Test
    void reportsWhatTheEndpointRefusesFor() {
        ParsedPage parsed = search("for (;;);{\"error\":1357004,\"errorSummary\":\"Please try again\"}");

        assertThat(parsed).isInstanceOf(ParsedPage.Blocked.class);
        assertThat(parsed.evidence()).contains("1357004").contains("Please try again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'price':{'amount_with_offset':'450000','currency':'USD'}",
                "'primary_listing_photo':{'image':{'uri':'https://photos.example/1.jpg'}}"
            })
    void readsAFeedThatSaysThePriceInOtherWords(String more) {
        ParsedPage parsed = search(script("{'marketplace_home_feed':{'edges':[{'node':"
                + "{'id':'8','marketplace_listing_title':'Boat'," + more + "}}]}}"));

        assertThat(parsed.listings()).extracting(RawListing::title).containsExactly("Boat");
    }

    private ParsedPage search(String body) {
        return source.parse(Recorded.list(SEARCH, body));
    }

    private static String script(String json) {
        return "<script type='application/json'>" + json.replace('\'', '"') + "</script>";
    }

    private static String results(String... listings) {
        return script("{'marketplace_search':{'feed_units':{'edges':[{'node':{'listing':"
                + String.join("}},{'node':{'listing':", listings) + "}}]}}}");
    }
}
