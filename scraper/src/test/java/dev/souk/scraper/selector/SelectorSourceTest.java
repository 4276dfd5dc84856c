package dev.souk.scraper.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.SourceCapabilities.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorSourceTest {

    private static final URI SEARCH = URI.create("https://market.example/s/bikes?q=brompton");
    private static final URI AD = URI.create("https://market.example/ad/7");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final SelectorSource market = SelectorSource.of(resource("little-market.yaml"));

    private static final String CARDS = """
            <article class="card" data-id="7">
              <a class="title" href="/ad/7">Brompton <b>M6L</b></a>
              <span class="price"><s>900 €</s> 850 € VB</span>
              <p class="meta">10115 Berlin · vor 2 Stunden</p>
              <dl><dt>Zustand</dt><dd>gut</dd></dl>
              <img src="data:image/gif;base64,R0" data-src="/p/7.jpg">
            </article>
            <article class="card" data-id="8">
              <a class="title" href="/ad/8">Tern</a><span class="price">1.200 €</span>
              <span class="badge">Verkauft</span><img src="https://cdn.example/8.jpg">
            </article>
            <article class="card advertisement"><p>Buy new!</p></article>
            <article class="card" data-id="7"><a class="title" href="/ad/7">Brompton again</a></article>
            <a rel="next" href="/s/bikes?q=brompton&page=2">more</a>
            """;

    @Test
    void readsTheListingsOfAPageAsTheFileSays() {
        Page page = list(CARDS);
        ParsedPage parsed = market.parse(page);
        List<Listing> listings = clean(parsed, page);

        assertThat(listings).extracting(listing -> listing.key().externalId()).containsExactly("7", "8");
        Listing brompton = listings.get(0);
        assertThat(brompton.title()).isEqualTo("Brompton M6L");
        assertThat(brompton.url()).hasToString("https://market.example/ad/7");
        assertThat(brompton.location()).isEqualTo("10115 Berlin");
        assertThat(brompton.listedAt()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
        assertThat(brompton.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(brompton.attributes()).containsKey("condition");
        assertThat(brompton.images())
                .singleElement()
                .satisfies(image -> assertThat(image.url()).hasToString("https://market.example/p/7.jpg"));
        assertThat(listings.get(1).price()).isEqualTo(Money.of(1200, "EUR"));
        assertThat(listings.get(1).status()).isEqualTo(ListingStatus.SOLD);
        assertThat(parsed.next())
                .extracting(PageRequest::url)
                .containsExactly(URI.create("https://market.example/s/bikes?q=brompton&page=2"));
    }

    @Test
    void readsTheDetailsOfAListingsOwnPage() {
        ParsedPage parsed = market.parse(item("""
                <main data-id="7"><h1>Brompton M6L</h1><p class="price">850 €</p>
                <div class="description">First line<br>second line</div>
                <p class="seller"><a href="/u/4711">Ann</a></p><span itemprop="size">52</span>
                <div class="gallery"><img src="/p/1.jpg"><img src="/p/2.jpg"><img src="/p/1.jpg"></div></main>
                """));

        assertThat(parsed.listings()).singleElement().satisfies(listing -> {
            assertThat(listing.externalId()).isEqualTo("7");
            assertThat(listing.description()).isEqualTo("First line\nsecond line");
            assertThat(listing.sellerId()).isEqualTo("4711");
            assertThat(listing.sellerName()).isEqualTo("Ann");
            assertThat(listing.attributes()).containsEntry("frame-size", "52 cm");
            assertThat(listing.images()).extracting(RawListing.Image::url).containsExactly("/p/1.jpg", "/p/2.jpg");
        });
    }

    @Test
    void aPageWithoutListingsIsEmptyOnlyWithTheEvidenceThatIsDescribed() {
        assertThat(market.parse(list("<p>Keine Treffer</p>"))).isInstanceOf(ParsedPage.Empty.class);
        assertThat(market.parse(list("<p>Willkommen</p>"))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(market.parse(list("<title>Just a moment...</title>"))).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(market.parse(item("<p class=gone>sorry</p><main data-id=7><h1>Related</h1></main>")))
                .isInstanceOf(ParsedPage.Gone.class);
    }

    @Test
    void neverGoesOnToAnotherSiteOrToTheSamePage() {
        String card = "<article class=card data-id=1><a class=title href=/ad/1>x</a></article>";
        assertThat(market.parse(list(card + "<a rel=next href='https://evil.example/'>"))
                        .next())
                .isEmpty();
        assertThat(market.parse(list(card + "<a rel=next href='?q=brompton'>")).next())
                .isEmpty();
        assertThat(market.parse(list(card + "<a rel=next href='http://[bad'>")).next())
                .isEmpty();
    }

    @Test
    void leavesOutParametersThatAreNotAskedForAndNeedsWhatThePathNeeds() {
        SearchRequest.Builder bikes = SearchRequest.builder().category("bikes & more");

        assertThat(market.seeds(bikes.build()))
                .extracting(seed -> seed.url().toString())
                .containsExactly("https://market.example/s/bikes%20%26%20more");
        assertThat(market.seeds(bikes.text("a&b").maxPrice(500L).newestFirst().build()))
                .extracting(seed -> seed.url().toString())
                .containsExactly("https://market.example/s/bikes%20%26%20more?q=a%26b&to=500&sort=date");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.seeds(SearchRequest.of("brompton")))
                .withMessageContaining("category");
    }

    @Test
    void saysWhatItsSearchKeepsToAndWhatOnlyItemPagesTell() {
        assertThat(market.capabilities().criteria())
                .containsExactlyInAnyOrder(Criterion.TEXT, Criterion.CATEGORY, Criterion.PRICE);
        assertThat(market.capabilities().orders())
                .containsExactlyInAnyOrder(SearchRequest.Order.NEWEST, SearchRequest.Order.CHEAPEST);
        assertThat(market.capabilities().pageSize()).isEqualTo(40);
        assertThat(market.capabilities().onItemPage()).containsExactlyInAnyOrder(Detail.DESCRIPTION, Detail.SELLER);
    }

    @Test
    void readsDataThatAPageCarriesOrIs() {
        String data = """
                {"total": 2, "ads": [
                  {"id": 1, "link": "/1", "name": "Lamp &amp; shade", "cost": {"value": 12.5, "unit": "EUR"},
                   "pics": ["/a.jpg", "/b.jpg"], "at": 1790000000, "sold": true},
                  {"id": 2, "link": "/2", "name": "Sofa", "cost": null}]}""";
        String fields = """
                  listings: /ads
                  fields:
                    id: /id
                    url: /link
                    title: /name
                    amount: /cost/value
                    currency: /cost/unit
                    listedAt: /at
                    status: {json: /sold, map: {"true": sold}}
                  images: /pics
                  empty: {value: {json: /total}, equals: 0}
                  pages: {parameter: offset, first: 0, step: 2, last: 4}
                """;
        String head = "format: 1\nsource: data\nstart: https://data.example/\nlist:\n";
        SelectorSource inScript =
                SelectorSource.of(head + "  data: {script: 'script#state', after: 'window.state = '}\n" + fields);
        SelectorSource asPage = SelectorSource.of(head + "  data: page\n" + fields);

        ParsedPage fromScript = inScript.parse(list("<script id=state>window.state = " + data + ";</script>"));
        ParsedPage fromPage = asPage.parse(list(data));

        assertThat(fromScript.listings()).isEqualTo(fromPage.listings()).hasSize(2);
        RawListing lamp = fromPage.listings().get(0);
        assertThat(lamp.title()).isEqualTo("Lamp & shade");
        assertThat(lamp.price().amount()).isEqualTo("12.5");
        assertThat(lamp.listedAt()).isEqualTo(Instant.ofEpochSecond(1_790_000_000));
        assertThat(lamp.status()).isEqualTo(ListingStatus.SOLD);
        assertThat(lamp.images()).hasSize(2);
        assertThat(fromPage.next()).extracting(PageRequest::url).containsExactly(URI.create(SEARCH + "&offset=2"));
        assertThat(asPage.parse(list(data.replace("12.5", "124.995")))
                        .listings()
                        .get(0)
                        .price()
                        .amount())
                .as("parts no thousands")
                .isEqualTo("124.9950");
        assertThat(asPage.parse(list("{\"total\": 0, \"ads\": []}"))).isInstanceOf(ParsedPage.Empty.class);
        assertThat(asPage.parse(list("{\"ads\": []}"))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(asPage.parse(list("not data"))).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    @Test
    void countsPagesUpToTheLast() {
        SelectorSource counted = SelectorSource.of("""
                format: 1
                source: counted
                start: https://market.example/
                list:
                  listings: li
                  fields: {id: {attr: id}, title: b}
                  pages: {parameter: page, last: 3}
                """);
        String card = "<li id=1><b>x</b></li>";

        assertThat(next(counted, "https://market.example/?a=1", card))
                .containsExactly("https://market.example/?a=1&page=2");
        assertThat(next(counted, "https://market.example/?page=2&a=1", card))
                .containsExactly("https://market.example/?page=3&a=1");
        assertThat(next(counted, "https://market.example/?page=3", card)).isEmpty();
        assertThat(next(counted, "https://market.example/?page=99999999999999", card))
                .isEmpty();
    }

    private static List<String> next(SelectorSource source, String url, String body) {
        return source.parse(page(PageRequest.list(URI.create(url)), body)).next().stream()
                .map(request -> request.url().toString())
                .toList();
    }

    @Test
    void anAddressThatIsLongerThanAnIdIsAnIdAllTheSame() {
        ListingSource source = SelectorSource.of("""
                format: 1
                source: long-market
                start: https://market.example/
                list:
                  listings: article
                  fields:
                    url: {css: a, attr: href}
                    title: a
                """);
        String address = "/ad/" + "a-very-long-title-".repeat(6);
        Page page = list("<article><a href='%s1'>Lamp</a></article><article><a href='%s2'>Sofa</a></article>"
                .formatted(address, address));

        assertThat(clean(source.parse(page), page))
                .extracting(listing -> listing.key().externalId())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    private static Page list(String body) {
        return page(PageRequest.list(SEARCH), body);
    }

    private static Page item(String body) {
        return page(PageRequest.item(AD), body);
    }

    private static Page page(PageRequest request, String body) {
        return new Page(request, request.url(), body, NOW);
    }

    private List<Listing> clean(ParsedPage parsed, Page page) {
        return parsed.listings().stream()
                .map(raw -> new ListingNormalizer().normalize(market.id(), page.url(), raw))
                .map(Normalized.Accepted.class::cast)
                .map(Normalized.Accepted::listing)
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = SelectorSourceTest.class.getResourceAsStream("/selector/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
