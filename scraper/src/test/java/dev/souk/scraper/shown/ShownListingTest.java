package dev.souk.scraper.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.listing.ListingStatus;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads off a page of which no data is at hand. */
class ShownListingTest {

    private static final String PAGE = """
            <title>Folding bike | Some shop</title>
            <nav><a href=/cart>Basket £0.00</a></nav>
            <h1>Folding bike</h1>
            <p>Product code: 83810610</p>
            <div class=price><del>£120.00</del> <span>£99</span><sup>50</sup></div>
            <p>Free delivery on orders over £50</p>
            <button>Add to basket</button>
            <div class=related-products><h2>You may also like</h2><b class=price>£5.00</b> <b class=price>£6.00</b></div>
            """;

    @Test
    void readsThePriceByTheHeadingAndTheButton() {
        ShownListing shown = read(PAGE).orElseThrow();

        assertThat(shown.title()).isEqualTo("Folding bike");
        assertThat(shown.price()).isEqualTo("£99.50");
        assertThat(shown.oldPrice()).isEqualTo("£120.00");
        assertThat(shown.code()).isEqualTo("83810610");
        assertThat(shown.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(shown.isOffer()).isTrue();
    }

    @Test
    void takesNothingForAnOfferThatHasNoPrice() {
        assertThat(read("<title>About us</title><h1>About us</h1><p>Since 1990 in 12 towns</p>"))
                .hasValueSatisfying(shown -> {
                    assertThat(shown.price()).isNull();
                    assertThat(shown.isOffer()).isFalse();
                });
        assertThat(read("<p>no heading at all")).isEmpty();
    }

    @Test
    void believesThatAThingIsGoneOnlyWhereThereIsNoButtonToBuyIt() {
        String gone = "<title>Folding bike</title><h1>Folding bike</h1><p>Currently unavailable.</p>";

        assertThat(read(gone).orElseThrow().status()).isEqualTo(ListingStatus.SOLD);
        assertThat(read(gone + "<p>£99.00</p><button>Add to basket</button>")
                        .orElseThrow()
                        .status())
                .isEqualTo(ListingStatus.AVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A sign in an element of its own.
                "<td>In one payment this costs <b>2320</b> <i>元</i> today</td> | 2320 元 | ",
                "<td>In one payment this costs <i>$</i> <b>2320</b> today</td> | $ 2320 | ",
                // Of two alike, the lower is the price.
                "<div><b>99,95 €</b> <b>74,95 €</b></div> | 74,95 € | 99,95 €",
                "<div><b>74,95 €</b> <b>99,95 €</b></div> | 74,95 € | 99,95 €",
                // What has bids beside it, and not what it began with or what could be bid next.
                "<div><b>$400</b> <i>5 bids</i></div><p>Starting price $90</p><p>$500</p> | $400 | ",
                // A lone digit counts something.
                "<p class=price>3</p><p class=price>$229.99</p> | $229.99 | ",
            })
    void tellsThePriceFromOtherNumbers(String html, String price, @Nullable String oldPrice) {
        ShownListing shown = read("<title>Bike bell</title><h1>Bike bell</h1>" + html + "<button>Buy now</button>")
                .orElseThrow();

        assertThat(shown.price()).isEqualTo(price);
        assertThat(shown.oldPrice()).isEqualTo(oldPrice);
        assertThat(shown.isBid()).isEqualTo(html.contains("bids"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Artikel-Nummer: 1049084</p> | 1049084",
                "<dl><dt>SKU</dt><dd>AB-1234</dd></dl> | AB-1234",
                "<p>Réf. 304103</p> | 304103",
                "<p>Cod. prodotto 4005556</p> | 4005556",
                "<p>Kód tovaru: 112949990</p> | 112949990",
                "<p>Peso articolo 771 g</p> | ",
                "<p>Model 2006</p> | ",
                "<input type=hidden name=sku value=9470> | 9470",
            })
    void readsTheNumberToOrderBy(String html, String code) {
        assertThat(read("<title>Bike bell</title><h1>Bike bell</h1>" + html)
                        .orElseThrow()
                        .code())
                .isEqualTo(code);
    }

    private static Optional<ShownListing> read(String html) {
        return ShownListing.read(Jsoup.parse(html, "https://shop.example/bike"));
    }
}
