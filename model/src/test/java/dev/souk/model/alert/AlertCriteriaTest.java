package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.DeliveryOption;
import dev.souk.model.listing.PriceKind;
import dev.souk.model.listing.Seller;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCriteriaTest {

    private static final int TOO_MANY = AlertCriteria.MAX_ENTRIES + 1;

    @Test
    void demandNothingUnlessTold() {
        assertThat(AlertCriteria.builder().build()).isEqualTo(AlertCriteria.ANYTHING);
        assertThat(AlertCriteria.ANYTHING.keywords().isEmpty()).isTrue();
        assertThat(AlertCriteria.ANYTHING.price()).isNull();
    }

    @Test
    void keepCategoriesInLowerCase() {
        AlertCriteria criteria = AlertCriteria.builder()
                .category("Bikes")
                .category("BIKES")
                .subcategory("Folding")
                .build();

        assertThat(criteria.categories()).containsExactly("bikes");
        assertThat(criteria.subcategories()).containsExactly("folding");
    }

    @Test
    void refuseACategoryThatIsTooLongAsItIsKept() {
        String grows = "\u0130";

        AlertCriteria longest =
                AlertCriteria.builder().category(grows + "x".repeat(253)).build();
        assertThat(longest.toBuilder().build()).isEqualTo(longest);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> AlertCriteria.builder()
                        .category(grows + "x".repeat(254))
                        .build())
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("categories"));
    }

    @Test
    void compareSellersToTheLetterWhateverOrderTheirSetHad() {
        SortedSet<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ids.add("Abc");

        assertThat(new Sellers(ids, new TreeSet<>()).accept(new Seller("ABC", null)))
                .isFalse();
        assertThat(new Sellers(ids, new TreeSet<>()).accept(new Seller("Abc", null)))
                .isTrue();
    }

    @Test
    void refuseMoreEntriesThanTheLimitAndNameTheSet() {
        AlertCriteria.Builder categories = AlertCriteria.builder();
        AlertCriteria.Builder sources = AlertCriteria.builder();
        AlertCriteria.Builder attributes = AlertCriteria.builder();
        for (int i = 0; i < TOO_MANY; i++) {
            categories.category("c" + i);
            sources.source(new SourceId("s" + i));
            attributes.attribute("a" + i, "v");
        }

        assertThatThrownBy(categories::build).hasMessageContaining("categories");
        assertThatThrownBy(sources::build).hasMessageContaining("sources");
        assertThatThrownBy(attributes::build).hasMessageContaining("attributes");
    }

    @Test
    void demandAsMuchAsTheirLimitsSay() {
        AlertCriteria.Builder builder =
                AlertCriteria.builder().minPhotos(AlertCriteria.MAX_PHOTOS).listedWithin(AlertCriteria.MAX_AGE);
        IntStream.range(0, AlertCriteria.MAX_ENTRIES).forEach(i -> builder.category("c" + i));
        IntStream.range(0, AlertCriteria.MAX_PLACES).forEach(i -> builder.near(new GeoPoint(i, i), 1));

        AlertCriteria criteria = builder.build();

        assertThat(criteria.minPhotos()).isEqualTo(AlertCriteria.MAX_PHOTOS);
        assertThat(criteria.listedWithin()).isEqualTo(AlertCriteria.MAX_AGE);
        assertThat(criteria.categories()).hasSize(AlertCriteria.MAX_ENTRIES);
        assertThat(criteria.near()).hasSize(AlertCriteria.MAX_PLACES);
        assertThat(AlertCriteria.builder()
                        .listedWithin(Duration.ofSeconds(1))
                        .build()
                        .listedWithin())
                .hasSeconds(1);
    }

    @Test
    void refusePolygonsThatHaveTooManyPointsTogether() {
        GeoPolygon round = new GeoPolygon(IntStream.range(0, GeoPolygon.MAX_POINTS)
                .mapToObj(i -> new GeoPoint(Math.sin(i * Math.PI / 50), Math.cos(i * Math.PI / 50)))
                .toList());
        AlertCriteria.Builder three =
                AlertCriteria.builder().near(round).near(round).near(round);

        assertThat(three.build().near()).hasSize(3);
        assertThatThrownBy(() -> three.near(round).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400");
    }

    @Test
    void aPriceOfAQueryIsAnAmount() {
        assertThat(new QueryPrice(new BigDecimal("1.50"), null, null).min()).isEqualTo("1.5");
        assertThatThrownBy(() -> new QueryPrice(BigDecimal.ONE.negate(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QueryPrice(new BigDecimal("1.00001"), null, "EUR"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QueryPrice(BigDecimal.ONE, null, "eur"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void askForFactsInTheFormThatListingsHave() {
        AlertCriteria criteria = AlertCriteria.builder()
                .condition(Condition.NEW, Condition.LIKE_NEW)
                .delivery(DeliveryOption.SHIPPING)
                .priceKind(PriceKind.FREE)
                .build();

        assertThat(criteria.attributes())
                .containsExactly(
                        AttributeCriterion.of(
                                "condition",
                                AttributeOperator.IN,
                                AttributeValue.of("new"),
                                AttributeValue.of("used_like_new")),
                        AttributeCriterion.of(
                                "delivery",
                                AttributeOperator.IN,
                                AttributeValue.of("shipping"),
                                AttributeValue.of("pickup, shipping")),
                        AttributeCriterion.of("price_kind", AttributeOperator.IN, AttributeValue.of("free")));
    }

    @Test
    void takeSilenceForAnAnswerWhereThatIsSaidAndSomethingIsAsked() {
        AlertCriteria criteria = AlertCriteria.builder()
                .orUnknown(CriteriaClause.NEAR, CriteriaClause.LOCATION)
                .near(new GeoPoint(52.5, 13.4), 10)
                .listedWithin(Duration.ofDays(1))
                .build();

        assertThat(criteria.unknownAccepted()).containsExactly(CriteriaClause.NEAR);
        assertThat(criteria.isNear(null)).isTrue();
        assertThat(criteria.isNear(new GeoPoint(0, 0))).isFalse();
        assertThat(criteria.isListedWithin(null, Instant.EPOCH)).isFalse();
        assertThat(AlertCriteria.builder()
                        .listedWithin(Duration.ofDays(1))
                        .orUnknown(CriteriaClause.values())
                        .build()
                        .isListedWithin(null, Instant.EPOCH))
                .isTrue();
    }

    @Test
    void refuseAnAttributeThatIsToBeGivenOrNot() {
        AttributeCriterion given = AttributeCriterion.of("color", AttributeOperator.EXISTS);

        assertThatThrownBy(given::orUnknown)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("color");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refuseANumberOfPhotosThatNoListingNeedsToShow(int photos) {
        assertThatThrownBy(() -> AlertCriteria.builder().minPhotos(photos)).hasMessageContaining("photos");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "!!!", "\u2764\uFE0F", "a\u0000", "a\uD800"})
    void refuseALocationThatNoPlaceCanHold(String location) {
        AlertCriteria.Builder builder = AlertCriteria.builder().location(location);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "\u2764\uFE0F", "bike\u0000", "bike\uD800"})
    void refuseKeywordsThatHoldNoWordOrCannotBeStored(String entry) {
        assertThatThrownBy(() -> new Keywords(List.of(), List.of("good", entry), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keywords.any");
    }

    @Test
    void refuseTooManyKeywordsAndTooLongOnes() {
        List<String> many = Collections.nCopies(Keywords.MAX_ENTRIES + 1, "bike");
        String longest = "b".repeat(Keywords.MAX_LENGTH);

        assertThat(new Keywords(many.subList(1, many.size()), List.of(), List.of(longest)).none())
                .containsExactly(longest);
        assertThatThrownBy(() -> new Keywords(many, List.of(), List.of())).hasMessageContaining("keywords.all");
        assertThatThrownBy(() -> new Keywords(List.of(), List.of(), List.of(longest + "b")))
                .hasMessageContaining("keywords.none");
    }

    @ParameterizedTest
    @CsvSource({
        "199.99, false",
        "200, true",
        "200.00, true",
        "450, true",
        "700, true",
        "700.0001, false",
    })
    void aPriceRangeIncludesBothBounds(String price, boolean inside) {
        PriceRange range = new PriceRange(new BigDecimal("200"), new BigDecimal("700.00"), "EUR");

        assertThat(range.contains(Money.of(price, "EUR"))).isEqualTo(inside);
        assertThat(range.contains(Money.of(price, "USD"))).isFalse();
    }

    @Test
    void aPriceRangeNeedsABoundAndTheirOrder() {
        assertThatThrownBy(() -> new PriceRange(null, null, "EUR")).hasMessageContaining("bound");
        assertThatThrownBy(() -> new PriceRange(BigDecimal.TEN, BigDecimal.ONE, "EUR"))
                .hasMessageContaining("10")
                .hasMessageContaining("1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 20_038.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aCircleHasARadius(double radius) {
        assertThatThrownBy(() -> new GeoCircle(new GeoPoint(0, 0), radius))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("radius");
    }

    @Test
    void aCircleIncludesItsRim() {
        GeoPoint center = new GeoPoint(52.52, 13.405);
        GeoPoint rim = new GeoPoint(52.6, 13.5);
        double distance = center.distanceKm(rim);

        assertThat(new GeoCircle(center, distance).contains(rim)).isTrue();
        assertThat(new GeoCircle(center, Math.nextDown(distance)).contains(rim)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 99, true", "1, 100, 99.01, false", "10, 200, 180, true", "10, 200, 180.01, false",
        "100, 50, 0, true", "100, 50, 0.0001, false", "1, 100, 100, false", "1, 100, 101, false",
        "1, 0, 0, false", "50, 0.0002, 0.0001, true",
    })
    void aPriceDropIsMetFromItsShareOn(int percent, String before, String now, boolean met) {
        PriceDrop drop = new PriceDrop(percent);

        assertThat(drop.isMetBy(Money.of(now, "EUR"), Money.of(before, "EUR"))).isEqualTo(met);
        assertThat(drop.isMetBy(Money.of(now, "USD"), Money.of(before, "EUR"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 700, 650, true",
        "50.01, 700, 650, false",
        "1, 700, 700, false",
        "1, 700, 699, true",
    })
    void aPriceDropIsMetFromItsAmountOn(String amount, String before, String now, boolean met) {
        PriceDrop drop = PriceDrop.of(Money.of(amount, "EUR"));

        assertThat(drop.isMetBy(Money.of(now, "EUR"), Money.of(before, "EUR"))).isEqualTo(met);
        assertThat(drop.isMetBy(Money.of(now, "USD"), Money.of(before, "USD"))).isFalse();
    }

    @Test
    void aPriceDropIsAShare() {
        assertThatThrownBy(() -> new PriceDrop(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new PriceDrop(101)).hasMessageContaining("101");
    }

    @Test
    void sellersAreWantedByNameAndLeftOutByName() {
        Sellers wanted = AlertCriteria.builder().seller("ada").build().sellers();
        Sellers unwanted = AlertCriteria.builder().withoutSeller("ada").build().sellers();
        Seller ada = new Seller("ada", "Ada");
        Seller bob = new Seller("bob", "Bob");

        assertThat(List.of(wanted.accept(ada), wanted.accept(bob), wanted.accept(Seller.UNKNOWN)))
                .containsExactly(true, false, false);
        assertThat(List.of(unwanted.accept(ada), unwanted.accept(bob), unwanted.accept(Seller.UNKNOWN)))
                .containsExactly(false, true, true);
        assertThatThrownBy(() -> AlertCriteria.builder().seller(" ").build()).hasMessageContaining("blank");
    }
}
