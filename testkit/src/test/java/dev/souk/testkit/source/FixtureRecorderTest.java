package dev.souk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.selector.SelectorSource;
import dev.souk.scraper.source.ListingSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static Page page(String body) {
        return new Page(PageRequest.list(URL), URL, body, Instant.EPOCH);
    }
}
