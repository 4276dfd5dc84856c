package dev.souk.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WebUrlTest {

    private static final URI PAGE = URI.create("https://market.example/s/bikes?q=a#top");

    @Test
    void aLoneQueryBelongsToThePageAndNotToItsFolder() {
        assertThat(WebUrl.absolute(PAGE, "?page=2")).contains(URI.create("https://market.example/s/bikes?page=2"));
        assertThat(WebUrl.absolute(URI.create("https://market.example"), "?page=2"))
                .contains(URI.create("https://market.example/?page=2"));
    }

    @Test
    void whatIsNoPlainWebAddressIsEmpty() {
        for (String bad : new String[] {"", "http://[bad", "javascript:alert(1)", "//", "ftp://a.example/"}) {
            assertThat(WebUrl.absolute(PAGE, bad)).as(bad).isEmpty();
        }
    }
}
