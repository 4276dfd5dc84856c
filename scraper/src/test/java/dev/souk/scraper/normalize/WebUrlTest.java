package dev.souk.scraper.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebUrlTest {

    private static final URI PAGE = URI.create("https://shop.example/shop/list.php?page=2");

    @ParameterizedTest
    @CsvSource({
        "?id=12345, https://shop.example/shop/list.php?id=12345",
        "a.jpg, https://shop.example/shop/a.jpg",
        "https://bücher.example/a.jpg, https://xn--bcher-kva.example/a.jpg",
        "//bücher.example:8080/ä.jpg, https://xn--bcher-kva.example:8080/%C3%A4.jpg",
    })
    void resolvesAddressesAsBrowsersDo(String text, String expected) {
        assertThat(WebUrl.ofImage(PAGE, text)).map(URI::toString).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"https://ü@bücher.example/", "https://ü..ü/", "'https://bü cher.example/'"})
    void refusesHostsThatCannotBe(String text) {
        assertThat(WebUrl.ofImage(PAGE, text)).isEmpty();
    }
}
