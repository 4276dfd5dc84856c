package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriteriaBuilderTest {

    private static final GeoPoint BERLIN = new GeoPoint(52.52, 13.405);

    /** Each sets something else, so that any of them together are criteria. */
    private static final List<UnaryOperator<AlertCriteria.Builder>> CLAUSES = List.of(
            builder -> builder.source(new SourceId("ebay")).source(new SourceId("olx")),
            builder -> builder.withoutSource(new SourceId("gumtree")),
            builder -> builder.category("Bikes").category("parts"),
            builder -> builder.subcategory("Folding"),
            builder -> builder.price(PriceRange.upTo(Money.of(700, "EUR")).orUnknown()),
            builder -> builder.minPrice(Money.of(100, "EUR")),
            builder -> builder.allOf("brompton", "\"folding bike\""),
            builder -> builder.anyOf("red", "blue"),
            builder -> builder.noneOf("broken"),
            builder -> builder.inTitle("m6l"),
            builder -> builder.anyInTitle("black", "raw"),
            builder -> builder.noneInTitle("wanted"),
            builder -> builder.location("Berlin"),
            builder -> builder.near(BERLIN, 10).near(new GeoPoint(0, 0), 5),
            builder -> builder.near(new GeoPolygon(List.of(BERLIN, new GeoPoint(53, 13), new GeoPoint(53, 14)))),
            builder -> builder.seller("ada").seller("bob"),
            builder -> builder.withoutSeller("eve"),
            builder -> builder.condition(Condition.NEW, Condition.LIKE_NEW),
            builder -> builder.attribute(AttributeCriterion.of("size", "58").orUnknown()),
            builder -> builder.priceDrop(new PriceDrop(10, Money.of(5, "EUR"))),
            builder -> builder.minPhotos(3),
            builder -> builder.listedWithin(Duration.ofDays(7)),
            AlertCriteria.Builder::withoutSuspiciousPrices,
            builder -> builder.orUnknown(CriteriaClause.NEAR, CriteriaClause.LISTED_WITHIN),
            builder -> builder.orUnknown(
                    CriteriaClause.CATEGORIES, CriteriaClause.SUBCATEGORIES, CriteriaClause.LOCATION));

    @Test
    void wordsAreAddedToThoseSetBefore() {
        Keywords keywords = AlertCriteria.builder()
                .allOf("brompton")
                .anyOf("red")
                .noneOf("broken")
                .inTitle("m6l")
                .anyInTitle("black")
                .noneInTitle("wanted")
                .allOf("red", "bike")
                .anyOf("blue")
                .noneOf("parts")
                .inTitle("2020")
                .anyInTitle("raw", "green")
                .noneInTitle("swap")
                .allOf()
                .build()
                .keywords();

        assertThat(keywords)
                .isEqualTo(new Keywords(
                        List.of("brompton", "red", "bike"),
                        List.of("red", "blue"),
                        List.of("broken", "parts"),
                        List.of("m6l", "2020"),
                        List.of("black", "raw", "green"),
                        List.of("wanted", "swap")));
    }

    @Test
    void keywordsTakeThePlaceOfAllWordsSetBefore() {
        Keywords blue = new Keywords(List.of(), List.of("blue"), List.of());

        assertThat(AlertCriteria.builder()
                        .allOf("brompton")
                        .noneInTitle("wanted")
                        .keywords(blue)
                        .noneOf("broken")
                        .build()
                        .keywords())
                .isEqualTo(new Keywords(List.of(), List.of("blue"), List.of("broken")));
    }

    @Test
    void wordsThatAreAddedAreCheckedAtOnce() {
        AlertCriteria.Builder full = AlertCriteria.builder().noneOf(words(Keywords.MAX_ENTRIES));

        assertThatThrownBy(() -> full.noneOf("one more")).hasMessageContaining("keywords.none has more than 100");
        assertThatThrownBy(() -> full.anyInTitle("?!")).hasMessageContaining("keywords.titleAny");
        assertThat(full.build().keywords().none()).hasSize(Keywords.MAX_ENTRIES);
    }

    private static String[] words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).toArray(String[]::new);
    }

    @Test
    void eitherBoundOfThePriceKeepsTheOther() {
        PriceRange both = new PriceRange(new BigDecimal("100"), new BigDecimal("700"), "EUR");

        assertThat(priced(builder -> builder.minPrice(Money.of(100, "EUR")).maxPrice(Money.of(700, "EUR"))))
                .isEqualTo(both);
        assertThat(priced(builder -> builder.maxPrice(Money.of(700, "EUR")).minPrice(Money.of(100, "EUR"))))
                .isEqualTo(both);
        assertThat(priced(builder -> builder.price(both).maxPrice(Money.of(500, "EUR"))))
                .isEqualTo(new PriceRange(new BigDecimal("100"), new BigDecimal("500"), "EUR"));
        assertThat(priced(builder -> builder.price(both).minPrice(Money.of(700, "EUR"))))
                .isEqualTo(new PriceRange(new BigDecimal("700"), new BigDecimal("700"), "EUR"));
        assertThat(priced(builder -> builder.minPrice(Money.of(100, "EUR"))))
                .isEqualTo(PriceRange.atLeast(Money.of(100, "EUR")));
        assertThat(priced(builder -> builder.price(both).price(null))).isNull();
    }

    @Test
    void aBoundKeepsWhatWasSaidOfListingsWithoutAPrice() {
        PriceRange fetched = PriceRange.upTo(Money.of(700, "EUR")).with(PriceRange.Unknown.FETCH);

        assertThat(priced(builder -> builder.price(fetched).maxPrice(Money.of(600, "EUR"))))
                .isEqualTo(PriceRange.upTo(Money.of(600, "EUR")).with(PriceRange.Unknown.FETCH));
        assertThat(priced(builder -> builder.price(fetched.orUnknown()).minPrice(Money.of(100, "EUR"))))
                .isEqualTo(new PriceRange(new BigDecimal("100"), new BigDecimal("700"), "EUR").orUnknown());
    }

    @Test
    void aBoundAloneMayBeReplacedByOneInAnotherCurrencyAndBesideAnotherItIsRefused() {
        assertThat(priced(builder -> builder.maxPrice(Money.of(700, "EUR")).maxPrice(Money.of(800, "USD"))))
                .isEqualTo(PriceRange.upTo(Money.of(800, "USD")));
        assertThatThrownBy(() ->
                        AlertCriteria.builder().minPrice(Money.of(100, "EUR")).maxPrice(Money.of(800, "USD")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("800 USD")
                .hasMessageContaining("100 EUR");
        assertThatThrownBy(() -> AlertCriteria.builder()
                        .price(new PriceRange(BigDecimal.ONE, BigDecimal.TEN, "EUR"))
                        .minPrice(Money.of(2, "USD")))
                .hasMessageContaining("another currency");
        assertThatThrownBy(() ->
                        AlertCriteria.builder().maxPrice(Money.of(100, "EUR")).minPrice(Money.of(200, "EUR")))
                .hasMessageContaining("200");
    }

    private static @Nullable PriceRange priced(UnaryOperator<AlertCriteria.Builder> change) {
        return change.apply(AlertCriteria.builder()).build().price();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBuilderOfCriteriaStartsFromAllOfThem(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            AlertCriteria.Builder builder = AlertCriteria.builder();
            int share = 1 + random.nextInt(4);
            for (UnaryOperator<AlertCriteria.Builder> clause : CLAUSES) {
                builder = random.nextInt(share) == 0 ? clause.apply(builder) : builder;
            }
            AlertCriteria criteria = builder.build();

            assertThat(criteria.toBuilder().build()).as("seed %d", seed).isEqualTo(criteria);
        }
    }

    @Test
    void eachClauseAloneIsThereInABuilderOfTheCriteria() {
        assertThat(CLAUSES).allSatisfy(clause -> {
            AlertCriteria criteria = clause.apply(AlertCriteria.builder()).build();
            assertThat(criteria.toBuilder().build()).isEqualTo(criteria);
        });
    }

    @Test
    void oneClauseOfCriteriaCanBeChangedAndThoseStayAsTheyWere() {
        AlertCriteria criteria = AlertCriteria.builder()
                .category("bikes")
                .allOf("brompton")
                .maxPrice(Money.of(700, "EUR"))
                .location("Berlin")
                .priceDrop(10)
                .listedWithin(Duration.ofDays(1))
                .build();

        AlertCriteria changed = criteria.toBuilder()
                .category("parts")
                .noneOf("broken")
                .minPrice(Money.of(100, "EUR"))
                .location(null)
                .priceDrop(null)
                .listedWithin(null)
                .build();

        assertThat(changed)
                .isEqualTo(AlertCriteria.builder()
                        .category("bikes")
                        .category("parts")
                        .allOf("brompton")
                        .noneOf("broken")
                        .price(new PriceRange(new BigDecimal("100"), new BigDecimal("700"), "EUR"))
                        .build());
        assertThat(criteria.categories()).containsExactly("bikes");
        assertThat(criteria.toBuilder().build()).isEqualTo(criteria);
    }

    @Test
    void anAlertTakesOtherCriteriaAndIsPaused() {
        Alert alert =
                Alert.of(3, 7, "bikes", AlertCriteria.builder().allOf("bike").build(), "-broken");
        AlertCriteria red = alert.criteria().toBuilder().allOf("red").build();

        Alert paused = alert.withCriteria(red).withActive(false);

        assertThat(paused).isEqualTo(new Alert(3, 7, "bikes", red, alert.query(), false, NotificationSettings.DEFAULT));
        assertThat(paused.withActive(true).withCriteria(alert.criteria())).isEqualTo(alert);
    }
}
