package dev.souk.scraper.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.ShownTime;
import dev.souk.scraper.text.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What sites really write, in the locales where they write it: each row is one form. */
class FormsOfTheWorldTest {

    private static final URI PAGE = URI.create("https://site.example/search?q=bike");
    private static final Pattern NUMBERED = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/forms/prices.csv", delimiter = '|', nullValues = "-")
    void readsPrices(String locale, String shown, String currency, @Nullable String money, @Nullable String kind) {
        Listing listing = normalized(bike().price(new RawListing.Price(null, null, shown, currency)));

        assertThat(listing.price()).as(locale).isEqualTo(money == null ? null : money(money));
        assertThat(listing.attributes().get(Fact.PRICE_KIND.attribute()))
                .as(locale)
                .isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/forms/times.csv", delimiter = '|', nullValues = "-")
    void readsTimes(String locale, String shown, String zone, @Nullable Instant expected) {
        assertThat(ShownTime.of(shown, NOW, ZoneId.of(zone))).as(locale).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvFileSource(resources = "/forms/facts.csv", delimiter = '|', nullValues = "-")
    void bringsFactsIntoTheirForm(String locale, String name, String shown, String attribute, @Nullable String form) {
        Listing listing = normalized(bike().attribute(name, shown));

        assertThat(listing.attributes().get(attribute)).as(locale).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/forms/addresses.csv", delimiter = '|', nullValues = "-")
    void cleansAddresses(String found, @Nullable String clean) {
        assertThat(WebUrl.ofPage(PAGE, found).map(URI::toString)).isEqualTo(Optional.ofNullable(clean));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/forms/titles.csv", delimiter = '|')
    void cleansTitles(String escaped, String clean) {
        assertThat(normalized(bike().title(unescaped(escaped))).title()).isEqualTo(clean);
    }

    @Test
    void knowsThreeHundredFormsOfTwelveLocales() {
        List<String> rows = Stream.of("prices", "times", "facts", "addresses", "titles")
                .flatMap(FormsOfTheWorldTest::rows)
                .toList();
        long locales = Stream.of("prices", "times", "facts")
                .flatMap(FormsOfTheWorldTest::rows)
                .map(row -> row.substring(0, row.indexOf(' ')))
                .filter(locale -> !locale.equals("und"))
                .distinct()
                .count();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
        assertThat(locales).isGreaterThanOrEqualTo(12);
    }

    private static Stream<String> rows(String file) {
        try (InputStream bytes = FormsOfTheWorldTest.class.getResourceAsStream("/forms/" + file + ".csv");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(bytes), StandardCharsets.UTF_8))) {
            return reader.lines().filter(row -> !row.startsWith("#")).toList().stream();
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }

    private static Money money(String text) {
        return Money.of(text.substring(0, text.indexOf(' ')), text.substring(text.indexOf(' ') + 1));
    }

    /** Numbers of UTF-16 first: {@link String#translateEscapes} does not know them. */
    private static String unescaped(String text) {
        return NUMBERED.matcher(text)
                .replaceAll(code ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 16))))
                .translateEscapes();
    }

    private static RawListing.Builder bike() {
        return RawListing.builder().externalId("42").title("Bike").url("https://site.example/item/42");
    }

    private static Listing normalized(RawListing.Builder raw) {
        Normalized normalized = new ListingNormalizer().normalize(new SourceId("site"), PAGE, raw.build());
        return ((Normalized.Accepted) normalized).listing();
    }
}
