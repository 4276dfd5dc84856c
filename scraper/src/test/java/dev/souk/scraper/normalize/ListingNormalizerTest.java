package dev.souk.scraper.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingNormalizerTest {

    private static final URI PAGE = URI.create("https://site.example/search?q=bike");

    @Test
    void acceptsAListingOfWhichNothingButIdTitleAndAddressIsKnown() {
        Listing listing = accepted(bike()).listing();

        assertThat(listing.key()).hasToString("site:42");
        assertThat(listing.price()).isNull();
        assertThat(listing.location()).isNull();
        assertThat(accepted(bike()).repairs()).isEmpty();
    }

    @Test
    void rejectsAListingWithoutIdTitleOrAddressAndNamesTheField() {
        assertThat(rejected(bike().externalId(" ")).field()).isEqualTo("externalId");
        assertThat(rejected(bike().externalId("x".repeat(101))).field()).isEqualTo("externalId");
        assertThat(rejected(bike().title("\u0000\u202e\n")).field()).isEqualTo("title");
        assertThat(rejected(bike().url(null)).field()).isEqualTo("url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "http://",
                "https://user:pw@site.example/1",
                "::",
                ""
            })
    void rejectsAddressesThatAreNotOfTheWeb(String url) {
        assertThat(rejected(bike().url(url)).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "/item/42, https://site.example/item/42",
        "//cdn.example/42, https://cdn.example/42",
        "https://site.example/42?utm_source=x&id=7&fbclid=abc, https://site.example/42?id=7",
        "https://site.example/42?ref=a&referral_code=b, https://site.example/42?ref=a",
        "https://site.example/a b|ü?x=100%, https://site.example/a%20b%7C%C3%BC?x=100%25",
    })
    void makesAddressesAbsoluteAndTakesTrackingOut(String found, URI clean) {
        assertThat(accepted(bike().url(found)).listing().url()).isEqualTo(clean);
    }

    @Test
    void cleansText() {
        Listing listing = accepted(bike().title("  Red\n\tbike \u0000\ud800 <b>new</b> e\u0301 ")
                        .description("one\r\n\r\n\r\n\r\ntwo \t three\u0007"))
                .listing();

        assertThat(listing.title()).isEqualTo("Red bike new é");
        assertThat(listing.description()).isEqualTo("one\n\ntwo three");
    }

    @Test
    void cutsTextThatIsTooLongWithoutSplittingACharacter() {
        Listing listing = accepted(bike().title("x".repeat(999) + "🚲🚲")).listing();

        assertThat(listing.title()).isEqualTo("x".repeat(999));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "200.00, USD, $200, -, 200 USD",
                "-, -, CA$200, USD, 200 CAD",
                "-, -, $200, CAD, 200 CAD",
                "180000.00, -, 'BDT180,000', CAD, 180000 BDT",
                "115, £, 115, -, 115 GBP",
                "200.00, -, $200, -, -",
                "200.00, -, $200, EUR, -",
                "200.00, XYZ, $200, USD, -",
                "1e999999999, USD, -, -, -",
                "-, -, VB, EUR, -",
                "-, -, AU $10, USD, 10 AUD",
                "-, -, RD$ 500, USD, 500 DOP",
                "-, -, XY$ 500, USD, -",
                "-, -, S/ 120, USD, 120 PEN",
                "-, -, 100 - 200 €, USD, 100 EUR",
            })
    void readsAPriceInTheCurrencyThatIsTold(
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String text,
            @Nullable String assumed,
            @Nullable String expected) {
        Money price = accepted(bike().price(new RawListing.Price(amount, currency, text, assumed)))
                .listing()
                .price();

        assertThat(price == null ? null : price.toString()).isEqualTo(expected);
    }

    @Test
    void saysWhatItLeftUnknown() {
        List<String> repairs = accepted(bike().price(new RawListing.Price("5", "XYZ", null, null))
                        .place(new RawListing.Place("Here", "91", "0"))
                        .listedAt(Instant.MAX)
                        .image(RawListing.Image.of("data:image/png;base64,AAAA")))
                .repairs();

        assertThat(repairs)
                .hasSize(4)
                .anySatisfy(repair -> assertThat(repair).contains("unknown currency XYZ"))
                .anySatisfy(repair -> assertThat(repair).contains("not on the map"))
                .anySatisfy(repair -> assertThat(repair).contains("listedAt"))
                .anySatisfy(repair -> assertThat(repair).contains("photo"));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "1e309, 1", "0, 0", "north, 1", "1, 181", "1d, 1", "0x1p3, 1", "1, 1f"})
    void leavesPlacesThatCannotBeUnknown(String latitude, String longitude) {
        assertThat(accepted(bike().place(new RawListing.Place(null, latitude, longitude)))
                        .listing()
                        .point())
                .isNull();
    }

    @Test
    void keepsWhatIsGood() {
        Listing listing = accepted(bike().place(new RawListing.Place("Houston, TX", "29.7", "-95.3"))
                        .previousPrice(RawListing.Price.shown("$300"))
                        .price(RawListing.Price.of("200.00", "usd"))
                        .attribute("condition", "new")
                        .image(new RawListing.Image("https://cdn.example/1.jpg?oe=1&utm_source=x", -1, 0)))
                .listing();

        assertThat(listing.point()).isEqualTo(new GeoPoint(29.7, -95.3));
        assertThat(listing.previousPrice()).isEqualTo(Money.of(300, "USD"));
        assertThat(listing.attributes()).containsEntry("condition", "new");
        assertThat(listing.images())
                .singleElement()
                .satisfies(image -> assertThat(image.url()).hasToString("https://cdn.example/1.jpg?oe=1&utm_source=x"));
    }

    @Test
    void takesSilenceAboutTheStatusForSilence() {
        assertThat(accepted(bike()).listing().status()).isEqualTo(ListingStatus.UNKNOWN);
        assertThat(accepted(bike().status(ListingStatus.SOLD)).listing().status())
                .isEqualTo(ListingStatus.SOLD);
    }

    private static RawListing.Builder bike() {
        return RawListing.builder().externalId("42").title("Bike").url("https://site.example/item/42");
    }

    private static Normalized.Accepted accepted(RawListing.Builder raw) {
        return (Normalized.Accepted) normalize(raw);
    }

    private static Normalized.Rejected rejected(RawListing.Builder raw) {
        return (Normalized.Rejected) normalize(raw);
    }

    private static Normalized normalize(RawListing.Builder raw) {
        return new ListingNormalizer().normalize(new SourceId("site"), PAGE, raw.build());
    }
}
