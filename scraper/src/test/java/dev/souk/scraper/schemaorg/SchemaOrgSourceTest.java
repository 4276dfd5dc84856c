package dev.souk.scraper.schemaorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.WordSearch;
import dev.souk.scraper.source.WordSearch.Fields;
import dev.souk.scraper.source.WordSearch.Forms;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaOrgSourceTest {

    private static final String ITEM = "https://site.example/item/bike-1234567";

    private final SchemaOrgSource source = SchemaOrgSource.builder(new SourceId("site"))
            .search("https://site.example/search?q={query}")
            .defaultCurrency("CAD")
            .build();

    @Test
    void readsAListAcrossBrokenScriptsReferencesAndWrappings() {
        Page page = Recorded.list("https://site.example/search?q=bike", Recorded.own("schemaorg_list.html"));

        List<Listing> listings = source.parse(page).listings().stream()
                .map(raw -> Recorded.clean(page, raw))
                .toList();

        assertThat(listings).extracting(Listing::title).containsExactly("Red & black bike", "Blue bike");
        assertThat(listings).extracting(Listing::price).containsExactly(Money.of(1299, "EUR"), Money.of(90, "GBP"));
        assertThat(listings.get(0).url()).hasToString("https://site.example/item/red-1234567");
        assertThat(listings.get(0).status()).isEqualTo(ListingStatus.SOLD);
        assertThat(listings.get(0).seller().name()).isEqualTo("Bike shop");
        assertThat(listings.get(0).attributes())
                .containsEntry("condition", "used")
                .containsEntry("brand", "Gazelle");
        assertThat(listings.get(0).images()).hasSize(1);
        assertThat(listings.get(1).key().externalId()).isEqualTo("7654321");
        assertThat(listings.get(1).description()).isEqualTo("Good\nbrakes");
    }

    @Test
    void readsMicrodataOfTheProductAlone() {
        Listing listing = item("""
                <div itemscope itemtype="https://schema.org/BreadcrumbList"><b itemprop="name">Bikes</b></div>
                <div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Red bike</h1>
                <div itemprop="review" itemscope><b itemprop="name">Great!</b></div>
                <meta itemprop="price" content="$60"><b itemprop="availability">NOT SOLD</b></div>""");

        assertThat(listing.title()).isEqualTo("Red bike");
        assertThat(listing.price()).isEqualTo(Money.of(60, "CAD"));
        assertThat(listing.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(listing.key().externalId()).isEqualTo("1234567");
    }

    @Test
    void readsTagsWhenThereIsNothingElse() {
        Listing listing = item("""
                <meta property="og:title" content="$60 · Red bike | Site"><meta property="og:site_name" content="Site">
                <meta name="og:price:amount" content="60"><meta property="og:price:currency" content="USD">
                <meta property="og:latitude" content="47.1"><meta property="og:longitude" content="9.6">""");

        assertThat(listing.title()).isEqualTo("Red bike");
        assertThat(listing.price()).isEqualTo(Money.of(60, "USD"));
        assertThat(listing.point()).isNotNull();
    }

    @Test
    void readsATagThatTellsTheWholePriceAsItIsShown() {
        Listing listing = item("""
                <meta property="og:title" content="Red bike"><meta property="og:price" content="2,900원~">""");

        assertThat(listing.price()).isEqualTo(Money.of(2900, "KRW"));
    }

    @Test
    void believesASingleOfferBeforeMicrodataAndTakesTheRestFromThere() {
        Listing listing = item("""
                <script type="application/ld+json">{"@type":"Car","name":"Alto","sku":"7","offers":{"price":"635000",
                "priceCurrency":"PKR"},"mileageFromOdometer":{"value":"89000","unitCode":"KMT"},"modelDate":"2010",
                "datePosted":"2026-05-24T08:45:51-0500"}</script>
                <div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Other</b>
                <b itemprop="price">1</b><b itemprop="priceCurrency">USD</b><b itemprop="color">red</b></div>""");

        assertThat(listing.title()).isEqualTo("Alto");
        assertThat(listing.price()).isEqualTo(Money.of(635000, "PKR"));
        assertThat(listing.listedAt()).isEqualTo(Instant.parse("2026-05-24T13:45:51Z"));
        assertThat(listing.attributes())
                .containsEntry("mileage", "89000 km")
                .containsEntry("year", "2010")
                .containsEntry("color", "red");
    }

    @Test
    void readsANumberWithThreeDecimalsAsWhatItIs() {
        String page =
                "<script type='application/ld+json'>{'@type':'Product','name':'X','offers':{'price':%s,'priceCurrency':'EUR'}}</script>";

        assertThat(item(page.replace('\'', '"').formatted("124.995")).price()).isEqualTo(Money.of("124.995", "EUR"));
        assertThat(item(page.replace('\'', '"').formatted("\"23.450\"")).price())
                .isEqualTo(Money.of(23450, "EUR"));
        assertThat(item(page.replace('\'', '"').formatted("1e999")).price()).isNull();
        assertThat(item("""
                        <script type="application/ld+json">{"@type":"House","name":"X",
                        "floorSize":{"value":85.125,"unitCode":"MTK"}}</script>""").attributes()).containsEntry("area", "85.125 m²");
    }

    @Test
    void theIdInAnAddressIsNotTheCategoryOrVisitInItsQuery() {
        ParsedPage parsed = parse("""
                <script type="application/ld+json">[
                {"@type":"Product","name":"Lamp","url":"/p/lamp-100234?cat=55555"},
                {"@type":"Product","name":"Sofa","url":"/p/sofa-100777?cat=55555"},
                {"@type":"Product","name":"Desk","url":"/item.php?id=100888&cat=55555"},
                {"@type":"Product","name":"Chair","url":"/item.php?a=1&x=100999"}]</script>""");

        assertThat(parsed.listings())
                .extracting(RawListing::externalId)
                .containsExactly("100234", "100777", "100888", "100999");
    }

    @Test
    void doesNotTakeASearchForAListing() {
        ParsedPage parsed = parse("""
                <script type="application/ld+json">{"@type":"Product","name":"Bikes in Warsaw","offers":
                {"@type":"AggregateOffer","lowPrice":1,"highPrice":9,"offerCount":1000,"priceCurrency":"PLN"}}</script>""");

        assertThat(parsed).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @Test
    void calledEmptyOnlyWithEvidence() {
        assertThat(parse("<script type='application/ld+json'>{\"@type\":\"ItemList\",\"itemListElement\":[]}</script>"))
                .isInstanceOf(ParsedPage.Empty.class);
        assertThat(parse("<p>0 results</p>")).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(parse("<title>Attention Required! | Cloudflare</title>")).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(parse("<title>Access Denied</title>")).isInstanceOf(ParsedPage.Blocked.class);
    }

    @Test
    void followsOnlyPagesOfItsOwnSite() {
        ParsedPage parsed = parse("""
                <script type="application/ld+json">{"@type":"ItemList","itemListElement":[
                {"@type":"ListItem","url":"/item/1"},{"@type":"ListItem","url":"https://www.site.example/item/2"},
                {"@type":"ListItem","url":"https://evil.example/item/3"},{"@type":"ListItem","url":"file:///etc"}]}
                </script>""");

        assertThat(parsed.next())
                .extracting(next -> next.url().getHost())
                .containsExactly("site.example", "www.site.example");
    }

    @Test
    void fillsTheWordsIntoTheAddressOfTheSearch() {
        assertThat(source.seeds(SearchRequest.of("road bike & more")).get(0).url())
                .hasToString("https://site.example/search?q=road%20bike%20%26%20more");
        assertThatThrownBy(() -> source.seeds(SearchRequest.builder().build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SchemaOrgSource.builder(new SourceId("x")).search("https://site.example/"))
                .hasMessageContaining("{query}");
    }

    private ParsedPage parse(String body) {
        return source.parse(Recorded.list("https://site.example/search?q=bike", body));
    }

    private Listing item(String body) {
        Page page = Recorded.item(ITEM, body);
        return Recorded.clean(page, source.parse(page).listings().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Home > Chairs > Stools",
                "Home » Chairs » Stools",
                "Home / Chairs / Stools",
                "Home›Chairs›Stools"
            })
    void readsABreadcrumbHoweverItIsWritten(String category) {
        Listing stool = item(
                "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Stool\",\"category\":\"%s\"}</script>"
                        .formatted(category));

        assertThat(stool.category()).isEqualTo("Home");
        assertThat(stool.subcategories()).containsExactly("Chairs", "Stools");
    }

    @Test
    void keepsToTheWordsOnlyIfItReadsNothingButTheSearch() {
        WordSearch words = new WordSearch(Fields.TITLE_AND_DESCRIPTION, Forms.FOLDED, "our own search");
        SchemaOrgSource.Builder builder =
                SchemaOrgSource.builder(new SourceId("shop")).search("https://site.example/search?q={query}", words);

        assertThat(builder.build().capabilities())
                .isEqualTo(SourceCapabilities.searchBy(Criterion.TEXT).wordsAre(words));
        assertThat(source.capabilities()).isEqualTo(SourceCapabilities.searchBy(Criterion.TEXT));
        assertThat(builder.page(URI.create("https://site.example/newest"))
                        .build()
                        .capabilities())
                .isEqualTo(SourceCapabilities.NONE);
    }

    @Test
    void needsSomewhereToBegin() {
        assertThatThrownBy(() -> SchemaOrgSource.builder(new SourceId("x")).build())
                .isInstanceOf(IllegalStateException.class);
        assertThat(SchemaOrgSource.builder(new SourceId("x"))
                        .page(URI.create("https://site.example/"))
                        .build()
                        .seeds(SearchRequest.of("x")))
                .hasSize(1);
    }
}
