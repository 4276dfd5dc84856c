package dev.souk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.selector.SelectorSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixtureRecorderTest {

    private static final URI URL = URI.create("https://little.example/");

    private final ListingSource source = SelectorSource.of("""
            format: 1
            source: little
            start: https://little.example/
            list:
              listings: li
              fields: {id: {attr: id}, title: b, sellerName: i, sellerId: {css: i, attr: data-id}}
            """);

    @Test
    void whatConcernsPeopleOrOpensDoorsIsNotSaved(@TempDir Path folder) throws IOException {
        Page page = page("""
                <script>{"csrf_token": "d41d8cd98f00b204", "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSM"}</script>
                <input name="authToken" value="kept"><meta content='fb_dtsg="NAcMx9f2"'>
                <li id=1><b>Lamp</b> from <i data-id=4711123>Ann Example</i>, ann@example.com, +49 30 1234567</li>
                <p>Ann Example sells since 2019</p>""");
        Path file = folder.resolve("page.html");

        new FixtureRecorder(source).record(page, file);

        assertThat(Files.readString(file))
                .doesNotContain("d41d8cd98f00b204", "SflKxwRJSM", "NAcMx9f2", "Ann", "4711123", "1234567")
                .contains("<b>Lamp</b>", "Seller 1", "someone@example.org", "since 2019");
        assertThat(source.parse(page(Files.readString(file))).listings()).hasSize(1);
    }

    @Test
    void aPageThatWouldReadDifferentlyIsNotSaved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixtureRecorder(source).scrubbed(page("<p>nothing</p>")))
                .withMessageContaining("no listing");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FixtureRecorder(source).scrubbed(page("<li id=lamp-77><b>Lamp</b><i>lamp-77</i></li>")))
                .withMessageContaining("other listings");
    }

    @Test
    void namesGoInEveryFormInWhichAPageWritesThem() {
        String name = "José \"Pepe\" O'Hara/Søn";

        String scrubbed = scrubbed("""
                <li id=1><b>Lamp</b><i data-id=471112>José &quot;Pepe&quot; O&#39;Hara/Søn</i></li>
                <script>{"a": "José \\"Pepe\\" O'Hara\\/Søn", "b": "Jos\\u00e9 \\"Pepe\\" O\\u0027Hara\\/S\\u00F8n"}</script>
                <script>"{\\"c\\": \\"Jos\\\\u00e9 \\\\\\"Pepe\\\\\\" O'Hara/S\\\\u00f8n\\"}"</script>
                <p>Jos&eacute; &#34;Pepe&#x22; O&apos;Hara/S&oslash;n, Jos&#xe9;&nbsp;&quot;Pepe&quot; O'Hara/S&#248;n</p>
                <a href="/s/Jos%C3%A9%20%22Pepe%22+O%27Hara%2fS%c3%b8n?u=471112">more</a>""");

        assertThat(scrubbed).doesNotContain("Pepe", "Hara", "Jos", "471112").contains("<b>Lamp</b>");
        assertThat(source.parse(page(scrubbed)).listings().get(0).sellerName())
                .isNotEqualTo(name)
                .startsWith("Seller ");
    }

    @Test
    void aShortNameGoesWhereItStandsAloneAndNoWordIsChanged() {
        assertThat(scrubbed("<li id=1><b>John's Jo-Jo</b><i>Jo</i></li>"))
                .isEqualTo("<li id=1><b>John's Seller 1-Seller 1</b><i>Seller 1</i></li>");
    }

    @Test
    void aNameOfSeveralWordsGoesInCapitalsAndSmallLettersToo() {
        assertThat(scrubbed("""
                <li id=1><b>Lamp</b><i>Änn Example</i></li><p>greetings, änn example</p>
                <h2>ÄNN EXAMPLE</h2><li id=2><b>Lamp</b><i>Max</i></li><style>p {max-width: 1em}</style>""")).doesNotContainIgnoringCase("example").contains("max-width");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mail\": \"ann\\u0040example.com\"}",
                "\"{\\\"mail\\\": \\\"ann\\\\u0040example.com\\\"}\"",
                "<a href='mailto:ann%40example.com'>",
                "<a href='/to?mail=ann%2540example.com'>",
                "ann&#64;example.com",
                "ann&#x40;example.com",
                "ann&commat;example.com",
                "{\"tel\": \"\\u002B493012345678\"}",
                "<a href='tel:%2B493012345678'>",
                "&#43;49 30 12345678",
                "&plus;493012345678"
            })
    void addressesAndNumbersGoHoweverTheyAreEscaped(String escaped) {
        assertThat(scrubbed("<li id=1><b>Lamp</b></li> " + escaped))
                .doesNotContain("ann", "example.com", "12345678")
                .containsAnyOf("someone@example.org", "+00 000 0000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "030 1234567",
                "0171/1234567",
                "(030) 1234567",
                "07700 900123",
                "020 7946 0958",
                "06 12 34 56 78",
                "06.12.34.56.78",
                "(555) 123-4567",
                "555-123-4567",
                "555.123.4567",
                "01711234567",
                "Tel. 612 345 678",
                "WhatsApp: 612345678",
                "tel:612345678"
            })
    void telephoneNumbersGoAsPeopleWriteThemAtHome(String number) {
        assertThat(scrubbed("<li id=1><b>Lamp</b> call me, " + number + ".</li>"))
                .doesNotContain("123", "345", "900", "946", "34")
                .contains("<b>Lamp</b>", "+00 000 0000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:00:00Z",
                "01.02.2026",
                "01/02/2026",
                "1 250 000",
                "612 345 678 COP",
                "1700273000",
                "0.123456789",
                "550e8400-e29b-41d4-a716-446655440000",
                "/item/0123456789",
                "192.168.100.100",
                "52.5200, 13.4050"
            })
    void numbersThatAreNoTelephonesStay(String number) {
        assertThat(scrubbed("<li id=1><b>Lamp</b> " + number + " </li>")).contains(" " + number + " ");
    }

    @Test
    void aPageIsRecordedAgainAsItIs() {
        String once = scrubbed("<li id=1><b>Lamp</b><i data-id=4711123>Ann Example</i></li>");

        assertThat(scrubbed(once)).isEqualTo(once);
    }

    @Test
    void aPageThatNamesASellerAllTheSameIsNotSaved() {
        ListingSource spelling = new ListingSource() {
            @Override
            public SourceId id() {
                return source.id();
            }

            @Override
            public List<PageRequest> seeds(SearchRequest search) {
                return List.of();
            }

            @Override
            public ParsedPage parse(Page page) {
                return ParsedPage.Found.one(
                        RawListing.builder().externalId("1").seller(null, "Ann").build());
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixtureRecorder(spelling).scrubbed(page("<i>A-n-n</i>")))
                .withMessageContaining("still gives the name or id of a seller")
                .withMessageNotContaining("Ann");
    }

    private String scrubbed(String body) {
        return new FixtureRecorder(source).scrubbed(page(body)).body();
    }

    private static Page page(String body) {
        return new Page(PageRequest.list(URL), URL, body, Instant.EPOCH);
    }
}
