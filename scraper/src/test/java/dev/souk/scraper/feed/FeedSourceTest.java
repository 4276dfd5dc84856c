package dev.souk.scraper.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedSourceTest {

    private static final URI FEED = URI.create("https://club.example/feed");

    private final FeedSource source = FeedSource.builder(new SourceId("club"))
            .search("https://club.example/feed?q={query}")
            .defaultCurrency("EUR")
            .build();

    @Test
    void readsRssWithPhotosPricesAndPlaces() {
        ParsedPage parsed = source.parse(page("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:media="http://search.yahoo.com/mrss/"
                     xmlns:georss="http://www.georss.org/georss"><channel><title>Club</title><link>https://club.example</link>
                <description>d</description>
                <item><guid isPermaLink="false">a-1</guid><link>https://club.example/a/1</link>
                  <title>Brompton &amp;amp; bag</title><description>&lt;p&gt;Blue&lt;br&gt;6 gears&lt;/p&gt;</description>
                  <pubDate>Thu, 26 Nov 2026 10:00:00 +0100</pubDate><category>Bikes</category>
                  <g:price>900.00 EUR</g:price><g:sale_price>850.00 EUR</g:sale_price><g:condition>used</g:condition>
                  <media:group><media:content url="https://club.example/1.jpg" medium="image"/></media:group>
                  <georss:point>52.5 13.4</georss:point></item>
                <item><link>https://club.example/a/2</link><title>Tern 2019 Link, 1.200 €</title>
                  <enclosure url="https://club.example/2.jpg" type="image/jpeg" length="1"/>
                  <enclosure url="https://club.example/2.mp3" type="audio/mpeg" length="1"/></item>
                </channel></rss>"""));

        assertThat(parsed.listings()).hasSize(2);
        RawListing first = parsed.listings().get(0);
        assertThat(first.externalId()).isEqualTo("a-1");
        assertThat(first.title()).isEqualTo("Brompton & bag");
        assertThat(first.description()).isEqualTo("Blue\n6 gears");
        assertThat(first.price().text()).isEqualTo("850.00 EUR");
        assertThat(first.previousPrice().text()).isEqualTo("900.00 EUR");
        assertThat(first.listedAt()).isEqualTo(Instant.parse("2026-11-26T09:00:00Z"));
        assertThat(first.attributes()).containsEntry("condition", "used");
        assertThat(first.place().latitude()).isEqualTo("52.5");
        assertThat(first.images()).extracting(RawListing.Image::url).containsExactly("https://club.example/1.jpg");
        RawListing second = parsed.listings().get(1);
        assertThat(second.externalId()).isEqualTo("https://club.example/a/2");
        assertThat(second.price().text()).isEqualTo("1.200 €");
        assertThat(second.images()).extracting(RawListing.Image::url).containsExactly("https://club.example/2.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "VW Golf 2015 8500 €, 8500 €",
        "Yamaha MT-07 2019 6.200 €, 6.200 €",
        "Sofa 1 200 zł, 1 200 zł",
        "iPhone 13 €350 128GB, €350",
        "Honda £400 125cc, £400",
        "Sofa € 1 200, € 1 200",
        "'Sofa € 1 200,50 new', '€ 1 200,50'",
        "'Flat $1,250,000 90 m²', '$1,250,000'",
        "'Trek 7.3 FX, 1200,50 EUR', '1200,50 EUR'"
    })
    void takesNoYearBeforeAPriceForAPartOfIt(String title, String price) {
        ParsedPage parsed = source.parse(
                page("<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description>"
                        + "<item><guid>1</guid><title>" + title + "</title></item></channel></rss>"));

        assertThat(parsed.listings())
                .singleElement()
                .satisfies(found -> assertThat(found.price().text()).isEqualTo(price));
    }

    @Test
    void readsAtomWithPicturesInTheText() {
        ParsedPage parsed = source.parse(page("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Club</title><id>urn:x</id><updated>2026-11-26T00:00:00Z</updated>
                <entry><id>tag:club.example,2026:7</id><title>Lamp $5</title><updated>2026-11-25T08:00:00Z</updated>
                <link href="https://club.example/7"/><author><name>Ann</name></author>
                <content type="html">&lt;img src="https://club.example/7.jpg"&gt; nice</content></entry></feed>"""));

        assertThat(parsed.listings()).singleElement().satisfies(lamp -> {
            assertThat(lamp.externalId()).isEqualTo("tag:club.example,2026:7");
            assertThat(lamp.url()).isEqualTo("https://club.example/7");
            assertThat(lamp.price().text()).isEqualTo("$5");
            assertThat(lamp.sellerName()).isEqualTo("Ann");
            assertThat(lamp.listedAt()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
            assertThat(lamp.images()).hasSize(1);
        });
    }

    @Test
    void aFeedWithoutEntriesIsEmptyAndWhatIsNoFeedIsNot() {
        String empty =
                "<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description></channel></rss>";

        assertThat(source.parse(page(empty))).isInstanceOf(ParsedPage.Empty.class);
        assertThat(source.parse(page("<html><body>Hello</body></html>"))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(page("<title>Just a moment...</title>"))).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(source.parse(page(""))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(page("<rss version=\"2.0\"><channel><item>")))
                .isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @Test
    void anAddressThatIsLongerThanAnIdIsAnIdAllTheSame() {
        String address = "https://club.example/classifieds/" + "a-very-long-title-".repeat(6);
        String items =
                "<item><title>Lamp</title><link>%s1</link></item><item><title>Sofa</title><link>%s2</link></item>"
                        .formatted(address, address);

        ParsedPage parsed = source.parse(
                page("<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description>" + items
                        + "</channel></rss>"));

        assertThat(parsed.listings())
                .extracting(listing -> new ListingNormalizer().normalize(source.id(), FEED, listing))
                .hasSize(2)
                .allSatisfy(listing -> assertThat(listing).isInstanceOf(Normalized.Accepted.class));
        assertThat(parsed.listings()).extracting(RawListing::externalId).doesNotHaveDuplicates();
    }

    @Test
    void entitiesAreNotRead() {
        String bomb =
                "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<rss version=\"2.0\"><channel><title>&x;&a;</title><link>l</link><description>d</description>"
                        + "<item><guid>1</guid><title>&x;</title></item></channel></rss>";

        assertThat(source.parse(page(bomb))).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @Test
    void elementsWithinElementsWithoutEndAreNoFeed() {
        String head = "<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description>"
                + "<item><guid>1</guid><title>Lamp</title><link>/1</link>";
        String tail = "</item></channel></rss>";
        String deep = head + "<a>".repeat(200) + "</a>".repeat(200) + tail;
        String wide = head + "<a/><!-- <a> --><b></b>".repeat(200) + "<description><![CDATA[" + "<p>".repeat(200)
                + "]]></description>" + tail;

        String hidden = head + "<a b=\"/>\" c='/>'>".repeat(200) + "</a>".repeat(200) + tail;
        assertThat(source.parse(page(deep))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(page(hidden))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source.parse(page(wide)).listings()).hasSize(1);
        assertThat(source.parse(page(head + "<a"))).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @Test
    void asksForTheWordsInTheAddress() {
        assertThat(source.seeds(SearchRequest.of("city bike & bag")))
                .extracting(seed -> seed.url().toString())
                .containsExactly("https://club.example/feed?q=city%20bike%20%26%20bag");
    }

    @Test
    void keepsToTheWordsOnlyIfItReadsNothingButTheSearch() {
        WordSearch words = new WordSearch(Fields.TITLE, Forms.LITERAL, "tried by hand");
        FeedSource.Builder builder =
                FeedSource.builder(new SourceId("club")).search("https://club.example/feed?q={query}", words);

        assertThat(builder.build().capabilities())
                .isEqualTo(SourceCapabilities.searchBy(Criterion.TEXT).wordsAre(words));
        assertThat(builder.feed(FEED).build().capabilities()).isEqualTo(SourceCapabilities.NONE);
    }

    private static Page page(String body) {
        return new Page(PageRequest.list(FEED), FEED, body, Instant.parse("2026-11-26T12:00:00Z"));
    }
}
