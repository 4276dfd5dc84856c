package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final GeoPoint POTSDAM = new GeoPoint(52.3906, 13.0645);
    private static final GeoPoint ROME = new GeoPoint(41.9, 12.5);
    private static final GeoPolygon BERLIN = new GeoPolygon(List.of(
            new GeoPoint(52.3, 13), new GeoPoint(52.3, 13.8), new GeoPoint(52.7, 13.8), new GeoPoint(52.7, 13)));
    private static final AttributeCriterion USED = AttributeCriterion.of("condition", "used_good");

    private static final Listing BIKE = ExplainerTest.BIKE.toBuilder()
            .subcategory("Folding")
            .seller(new Seller("1001", "Ada"))
            .image(ListingImage.of(URI.create("https://example.org/42/1")))
            .listedAt(NOON.minusSeconds(90))
            .build();

    private static final Alert WHOLE = Alert.of(
                    1,
                    1,
                    "bike",
                    AlertCriteria.builder()
                            .source(new SourceId("facebook"))
                            .withoutSource(new SourceId("ebay"))
                            .category("Bikes")
                            .subcategory("folding")
                            .maxPrice(Money.of(600, "EUR"))
                            .priceDrop(5)
                            .anyOf("racer", "Brompton")
                            .noneOf("hardly")
                            .location("berlin")
                            .near(POTSDAM, 10)
                            .listedWithin(Duration.ofMinutes(1))
                            .withoutSuspiciousPrices()
                            .seller("1001")
                            .withoutSeller("1002")
                            .attribute(USED)
                            .minPhotos(2)
                            .build(),
                    "title:black -(broken OR title:parts) price:..700")
            .withActive(false);

    private static List<Comparison> compared(Listing listing, Alert alert, Kind kind) {
        return new AlertEngine()
                .explain(alert, listing, NOON).clauses().stream()
                        .filter(clause -> clause.kind() == kind)
                        .map(Clause::compared)
                        .toList();
    }

    private static Comparison compared(Listing listing, AlertCriteria criteria, Kind kind) {
        return compared(listing, Alert.of(1, 1, "bike", criteria, ""), kind).get(0);
    }

    @Test
    void everyClauseTellsWhatIsWantedAndWhatWasFound() {
        Map<Kind, List<Comparison>> compared = new AlertEngine()
                .explain(WHOLE, BIKE, NOON).clauses().stream()
                        .collect(Collectors.groupingBy(
                                Clause::kind, Collectors.mapping(Clause::compared, Collectors.toList())));

        Comparison.Text.Entry brompton = new Comparison.Text.Entry("Brompton", false);
        Comparison.Text.Entry black = new Comparison.Text.Entry("black", true);
        Comparison.Text.Entry hardly = new Comparison.Text.Entry("hardly", false);
        Comparison.Text.Entry parts = new Comparison.Text.Entry("parts", true);
        assertThat(compared)
                .isEqualTo(Map.ofEntries(
                        one(Kind.ACTIVE, new Comparison.Nothing()),
                        one(Kind.STATUS, new Comparison.Status(ListingStatus.AVAILABLE)),
                        one(Kind.SOURCE, new Comparison.Name(List.of("facebook"), "facebook")),
                        one(Kind.EXCLUDED_SOURCE, new Comparison.Name(List.of("ebay"), "facebook")),
                        one(Kind.CATEGORY, new Comparison.Name(List.of("bikes"), "bikes")),
                        one(Kind.SUBCATEGORY, new Comparison.Name(List.of("folding"), "folding")),
                        one(Kind.PRICE, price(null, "600", "EUR", Money.of(650, "EUR"))),
                        one(
                                Kind.PRICE_DROP,
                                new Comparison.Drop(new PriceDrop(5), Money.of(700, "EUR"), Money.of(650, "EUR"))),
                        one(
                                Kind.KEYWORDS,
                                new Comparison.Text(
                                        List.of(new Comparison.Text.Entry("racer", false), brompton), brompton, true)),
                        one(Kind.EXCLUDED_KEYWORD, new Comparison.Text(List.of(hardly), hardly, false)),
                        one(Kind.QUERY, new Comparison.Text(List.of(black), black, true)),
                        Map.entry(
                                Kind.EXCLUDED_BY_QUERY,
                                List.of(
                                        new Comparison.Text(
                                                List.of(new Comparison.Text.Entry("broken", false)), null, false),
                                        new Comparison.Text(List.of(parts), null, false))),
                        one(Kind.QUERY_PRICE, price(null, "700", null, Money.of(650, "EUR"))),
                        one(Kind.LOCATION, new Comparison.Location("berlin", "Berlin, Germany")),
                        one(
                                Kind.NEAR,
                                new Comparison.Near(
                                        List.of(new GeoCircle(POTSDAM, 10)), BIKE.point(), new GeoCircle(POTSDAM, 10))),
                        one(Kind.SELLER, new Comparison.Name(List.of("1001"), "1001")),
                        one(Kind.EXCLUDED_SELLER, new Comparison.Name(List.of("1002"), "1001")),
                        one(Kind.ATTRIBUTE, new Comparison.Attribute(USED, List.of("used_good"))),
                        one(Kind.PHOTOS, new Comparison.Photos(2, 1)),
                        one(Kind.LISTED_WITHIN, new Comparison.Age(Duration.ofMinutes(1), Duration.ofSeconds(90))),
                        one(Kind.MEANT_PRICE, new Comparison.MeantPrice(Money.of(650, "EUR")))));
        assertThat(compared.keySet()).as("every kind is tried").isEqualTo(EnumSet.allOf(Kind.class));
    }

    private static Map.Entry<Kind, List<Comparison>> one(Kind kind, Comparison comparison) {
        return Map.entry(kind, List.of(comparison));
    }

    private static Comparison.Price price(
            @Nullable String min, @Nullable String max, @Nullable String currency, @Nullable Money found) {
        return new Comparison.Price(
                min == null ? null : new BigDecimal(min), max == null ? null : new BigDecimal(max), currency, found);
    }

    @Test
    void whatTheListingDoesNotSayIsNotFound() {
        List<Comparison> compared = new AlertEngine()
                .explain(WHOLE, ExplainerTest.BARE, NOON).clauses().stream()
                        .map(Clause::compared)
                        .toList();

        assertThat(compared)
                .contains(
                        new Comparison.Name(List.of("bikes"), null),
                        new Comparison.Name(List.of("1002"), null),
                        price(null, "600", "EUR", null),
                        price(null, "700", null, null),
                        new Comparison.Drop(new PriceDrop(5), null, null),
                        new Comparison.Location("berlin", null),
                        new Comparison.Near(List.of(new GeoCircle(POTSDAM, 10)), null, null),
                        new Comparison.Attribute(USED, List.of()),
                        new Comparison.Age(Duration.ofMinutes(1), null),
                        new Comparison.MeantPrice(null));
    }

    /** A clause that has no values is one that somebody forgot. */
    @Test
    void noClauseButThatOfTheAlertAloneIsWithoutValues() {
        Set<Kind> without = Arrays.stream(new Listing[] {BIKE, ExplainerTest.BARE})
                .flatMap(listing -> new AlertEngine().explain(WHOLE, listing, NOON).clauses().stream())
                .filter(clause -> clause.compared() instanceof Comparison.Nothing)
                .map(Clause::kind)
                .collect(Collectors.toSet());

        assertThat(without).containsExactly(Kind.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"600, 700, false, false", "651, 700, true, false", "600, 649, false, true", "650, 650, false, false"})
    void aPriceTellsOnWhichSideOfTheBoundsItIs(int min, int max, boolean below, boolean above) {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(new PriceRange(BigDecimal.valueOf(min), BigDecimal.valueOf(max), "EUR"))
                .build();

        Comparison.Price price = (Comparison.Price) compared(BIKE, criteria, Kind.PRICE);

        assertThat(price.isComparable()).isTrue();
        assertThat(price.isBelow()).isEqualTo(below);
        assertThat(price.isAbove()).isEqualTo(above);
    }

    @Test
    void theBoundsAreInTheCurrencyOfThePriceWhereTheRatesReachIt() {
        AlertCriteria criteria =
                AlertCriteria.builder().maxPrice(Money.of(1_000, "USD")).build();
        Alert alert = Alert.of(1, 1, "bike", criteria, "");
        ExchangeRates half = currency -> Map.of("EUR", new BigDecimal("0.5"));
        AlertEngine engine = new AlertEngine();

        Comparison foreign = priceOf(engine.explain(alert, BIKE));
        engine.setExchangeRates(half);
        Comparison converted = priceOf(engine.explain(alert, BIKE));

        assertThat(foreign).isEqualTo(price(null, "1000", "USD", Money.of(650, "EUR")));
        assertThat(((Comparison.Price) foreign).isComparable()).isFalse();
        assertThat(((Comparison.Price) foreign).isAbove()).isFalse();
        assertThat(converted).isEqualTo(price("0", "500", "EUR", Money.of(650, "EUR")));
        assertThat(((Comparison.Price) converted).isAbove()).isTrue();
    }

    private static Comparison priceOf(Explanation explanation) {
        return explanation.clauses().stream()
                .filter(clause -> clause.kind() == Kind.PRICE)
                .map(Clause::compared)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlaceIsMeasuredByTheCircleThatItLiesInOrTheNearest() {
        GeoPoint place = Optional.ofNullable(BIKE.point()).orElseThrow();
        AlertCriteria outside =
                AlertCriteria.builder().near(ROME, 5).near(POTSDAM, 10).build();
        AlertCriteria inside =
                AlertCriteria.builder().near(ROME, 5).near(place, 10).build();
        AlertCriteria line = AlertCriteria.builder().near(BERLIN).near(ROME, 5).build();

        assertThat(circle(outside)).isEqualTo(new GeoCircle(POTSDAM, 10));
        assertThat(circle(inside)).isEqualTo(new GeoCircle(place, 10));
        assertThat(circle(line)).isNull();
    }

    private static @Nullable GeoCircle circle(AlertCriteria criteria) {
        return ((Comparison.Near) compared(BIKE, criteria, Kind.NEAR)).circle();
    }
}
