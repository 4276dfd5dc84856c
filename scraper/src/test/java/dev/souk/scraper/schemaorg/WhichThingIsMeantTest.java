package dev.souk.scraper.schemaorg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Of several things on a page, the one that it is about; of a search, its results and not the search. */
class WhichThingIsMeantTest {

    private final SchemaOrgSource source = SchemaOrgSource.builder(new SourceId("site"))
            .page(URI.create("https://site.example/"))
            .build();

    @Test
    void takesTheThingAtTheCanonicalAddressAndNotARelatedOne() {
        Listing listing = item("/item/1?ref=abc", "<link rel='canonical' href='/item/1'>" + json("""
                [{'@type':'Product','name':'Related','url':'/item/9','offers':{'price':1,'priceCurrency':'EUR'}},
                {'@type':'Product','name':'Main','url':'/item/1','offers':{'price':500,'priceCurrency':'EUR'}}]"""));

        assertThat(listing.title()).isEqualTo("Main");
        assertThat(listing.price()).isEqualTo(Money.of(500, "EUR"));
        assertThat(listing.url()).hasToString("https://site.example/item/1");
    }

    @Test
    void takesAThingWithoutAddressBeforeOneThatIsElsewhere() {
        Listing listing = item("/item/1", json("""
                [{'@type':'Product','name':'Related','url':'/item/9'},{'@type':'Product','name':'Main'}]"""));

        assertThat(listing.title()).isEqualTo("Main");
    }

    @Test
    void doesNotMixTheMainThingWithARelatedOneInMicrodata() {
        Listing listing = item("/item/1", json("{'@type':'Product','name':'Main'}") + """
                <div itemscope itemtype='https://schema.org/Product'><a itemprop='url' href='/item/9'>x</a>
                <b itemprop='name'>Related</b><b itemprop='price'>1</b><b itemprop='priceCurrency'>EUR</b></div>""");

        assertThat(listing.title()).isEqualTo("Main");
        assertThat(listing.price()).isNull();
    }

    @Test
    void leavesAThingThatIsElsewhereItsOwnAddress() {
        Listing listing = item(
                "/item/1",
                "<link rel='canonical' href='/item/1'>"
                        + json("{'@type':'Product','name':'Related','url':'/item/98765'}"));

        assertThat(listing.url()).hasToString("https://site.example/item/98765");
        assertThat(listing.key().externalId()).isEqualTo("98765");
    }

    @Test
    void doesNotTakeTheTagsOfASearchForAListing() {
        String tags = "<meta property='og:type' content='product'><meta property='og:title' content='Sofas for sale'>";

        assertThat(list(tags + json("{'@type':'ItemList','itemListElement':[]}")))
                .isInstanceOf(ParsedPage.Empty.class);
        assertThat(list(tags)).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(list(tags + "<meta property='og:price:amount' content='5'>"
                        + json("{'@type':'ItemList','itemListElement':[]}")))
                .isInstanceOf(ParsedPage.Empty.class);
    }

    @Test
    void takesARangeOfPricesOnAListForASearch() {
        String search = json("{'@type':'Product','name':'Flats in Warsaw','offers':{'@type':'AggregateOffer',"
                + "'lowPrice':10,'highPrice':%s,'priceCurrency':'PLN'}}");

        assertThat(list(search.formatted("900"))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(list(search.formatted("\"10.00\"")).listings()).hasSize(1);
    }

    @Test
    void followsListsHoweverTheyNamePages() {
        for (String element : new String[] {
            "{'@type':'ListItem','item':'https://site.example/item/1'}",
            "{'@type':'ListItem','item':{'@id':'https://site.example/item/1'}}",
            "'https://site.example/item/1'",
        }) {
            assertThat(list(json("{'@type':'ItemList','itemListElement':[%s]}".formatted(element)))
                            .next())
                    .as(element)
                    .singleElement()
                    .satisfies(next -> assertThat(next.url()).hasToString("https://site.example/item/1"));
        }
    }

    @Test
    void readsAnOfferThatHoldsItsThing() {
        Listing listing = item(
                "/item/1",
                json("{'@type':'Offer','price':'10','priceCurrency':'EUR',"
                        + "'itemOffered':{'@type':'Product','name':'X'}}"));

        assertThat(listing.title()).isEqualTo("X");
        assertThat(listing.price()).isEqualTo(Money.of(10, "EUR"));
    }

    @Test
    void readsAListingOfEachOfferOfOneThing() {
        ParsedPage parsed = list(json("""
                {'@graph':[
                {'@type':'Offer','url':'/item/1','price':10,'priceCurrency':'EUR','itemOffered':{'@id':'#p'}},
                {'@type':'Offer','url':'/item/2','price':12,'priceCurrency':'EUR','itemOffered':{'@id':'#p'}},
                {'@id':'#p','@type':'Product','name':'Brompton'}]}"""));

        assertThat(parsed.listings()).extracting(RawListing::title).containsExactly("Brompton", "Brompton");
        assertThat(parsed.listings()).extracting(RawListing::url).containsExactly("/item/1", "/item/2");
        assertThat(parsed.listings())
                .extracting(listing -> listing.price().amount())
                .containsExactly("10", "12");
    }

    @Test
    void readsTheOfferOfAGroupOffItsFirstVariant() {
        Listing listing = item(
                "/item/1",
                json("{'@type':'ProductGroup','name':'X','hasVariant':["
                        + "{'@type':'Product','offers':{'price':10,'priceCurrency':'EUR'}}]}"));

        assertThat(listing.price()).isEqualTo(Money.of(10, "EUR"));
    }

    @Test
    void readsWordsOfTheVocabularyWithAnyPrefix() {
        for (String prefix : new String[] {"", "schema:", "https://schema.org/", "http://schema.org#"}) {
            Listing listing = item(
                    "/item/1",
                    json("{'@type':'Product','name':'X','offers':{'price':1,"
                            + "'itemCondition':'%sUsedCondition','availability':'%<sSoldOut'}}".formatted(prefix)));

            assertThat(listing.attributes()).as(prefix).containsEntry("condition", "used");
            assertThat(listing.status()).as(prefix).isEqualTo(ListingStatus.SOLD);
        }
    }

    @Test
    void doesNotTakeAReferenceThatLeadsNowhereForAPhoto() {
        Listing listing = item(
                "/item/1",
                json(
                        "{'@type':'Product','name':'X','image':[{'@id':'#primaryimage'},{'@id':'https://site.example/#i'}]}"));

        assertThat(listing.images()).isEmpty();
    }

    @Test
    void readsMicrodataInsideOfAScopeThatIsNotOfSchemaOrg() {
        Listing listing = item("/item/1", """
                <div itemscope itemtype='https://other.example/Page'>
                <div itemprop='main' itemscope itemtype='https://schema.org/Product'><b itemprop='name'>X</b></div>
                </div>""");

        assertThat(listing.title()).isEqualTo("X");
    }

    private static String json(String json) {
        return "<script type='application/ld+json'>" + json.replace('\'', '"') + "</script>";
    }

    private ParsedPage list(String body) {
        return source.parse(Recorded.list("https://site.example/search?q=sofa", body));
    }

    private Listing item(String path, String body) {
        Page page = Recorded.item("https://site.example" + path, body);
        ParsedPage parsed = source.parse(page);
        assertThat(parsed.listings()).as(parsed.evidence()).hasSize(1);
        return Recorded.clean(page, parsed.listings().get(0));
    }
}
