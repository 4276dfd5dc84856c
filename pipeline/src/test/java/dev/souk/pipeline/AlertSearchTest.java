package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSearchTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final SourceCapabilities EVERYTHING =
            SourceCapabilities.searchBy(Criterion.values()).orderedBy(SearchRequest.Order.NEWEST);

    private static final AlertCriteria FULL = AlertCriteria.builder()
            .allOf("Brompton")
            .price(new PriceRange(new BigDecimal("99.50"), new BigDecimal("700.20"), "EUR"))
            .near(new GeoPoint(52.5, 13.4), 9.2)
            .condition(Condition.NEW, Condition.LIKE_NEW)
            .listedWithin(Duration.ofHours(25))
            .build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSiteThatKeepsToEveryWordOfTheSearchStillShowsWhateverTheAlertMatches(long seed) {
        FleaMarket market = new FleaMarket(new Random(seed));
        AlertEngine engine = new AlertEngine();
        engine.use(FleaMarket.RATES);
        int matches = 0;
        int left = 0;
        for (int i = 0; i < 300; i++) {
            Alert alert = market.alert(i + 1L);
            Map<SourceId, Optional<SearchRequest>> searches = Map.of(
                    EBAY, search(alert, EBAY), new SourceId("facebook"), search(alert, new SourceId("facebook")));
            for (int j = 0; j < 100; j++) {
                Listing listing = market.listing(j);
                Optional<SearchRequest> search =
                        Objects.requireNonNull(searches.get(listing.key().source()));
                boolean isShown = search.isPresent() && isShown(listing, search.get(), FleaMarket.NOW);
                if (engine.explain(alert, listing, FleaMarket.NOW).matches()) {
                    matches++;
                    assertThat(isShown)
                            .as("seed %d: %s, %s, %s", seed, alert, search, listing)
                            .isTrue();
                } else if (!isShown) {
                    left++;
                }
            }
        }
        assertThat(matches).as("pairs that match, seed %d", seed).isGreaterThan(1_000);
        assertThat(left).as("pairs that the site leaves out, seed %d", seed).isGreaterThan(1_000);
    }

    private static Optional<SearchRequest> search(Alert alert, SourceId source) {
        return AlertSearch.of(alert, source, EVERYTHING, FleaMarket.RATES).map(SearchRequest.Builder::build);
    }

    /** As the strictest of sites would: what a listing does not say puts it outside. */
    private static boolean isShown(Listing listing, SearchRequest search, Instant now) {
        Set<String> words = new HashSet<>(TextAnalyzer.terms(listing.title()));
        if (listing.description() != null) {
            words.addAll(TextAnalyzer.terms(listing.description()));
        }
        return (search.text() == null || words.containsAll(TextAnalyzer.terms(search.text())))
                && search.category() == null
                && search.location() == null
                && isPriced(listing.price(), search)
                && isAround(listing.point(), search)
                && (search.conditions().isEmpty()
                        || listing.facts()
                                .condition()
                                .filter(search.conditions()::contains)
                                .isPresent())
                && (search.daysSinceListed() == null
                        || (listing.listedAt() != null
                                && !listing.listedAt().isBefore(now.minus(Duration.ofDays(search.daysSinceListed())))));
    }

    private static boolean isPriced(@Nullable Money price, SearchRequest search) {
        if (search.minPrice() == null && search.maxPrice() == null) {
            return true;
        }
        return price != null
                && (search.minPrice() == null || price.amount().compareTo(BigDecimal.valueOf(search.minPrice())) >= 0)
                && (search.maxPrice() == null || price.amount().compareTo(BigDecimal.valueOf(search.maxPrice())) <= 0);
    }

    private static boolean isAround(@Nullable GeoPoint point, SearchRequest search) {
        if (search.near() == null || search.radiusKm() == null) {
            return true;
        }
        return point != null && search.near().distanceKm(point) <= search.radiusKm();
    }

    @Test
    void saysWhatASearchCanSayAndALittleMoreThanIsAskedFor() {
        Alert alert = Alert.of(1, 1, "bike", FULL, "\"folding bike\" red OR blue -broken price:..650");

        SearchRequest search = search(alert, EBAY).orElseThrow();

        assertThat(search)
                .isEqualTo(SearchRequest.builder()
                        .text("Brompton folding bike")
                        .minPrice(99L)
                        .maxPrice(650L)
                        .near(new GeoPoint(52.5, 13.4))
                        .radiusKm(10)
                        .conditions(Condition.NEW, Condition.LIKE_NEW)
                        .daysSinceListed(2)
                        .newestFirst()
                        .build());
    }

    @Test
    void saysOnlyWhatTheSiteKeepsTo() {
        Alert alert = Alert.of(1, 1, "bike", FULL, "");

        SourceCapabilities words = SourceCapabilities.searchBy(Criterion.TEXT);
        assertThat(AlertSearch.of(alert, EBAY, words, ExchangeRates.NONE)
                        .orElseThrow()
                        .build())
                .isEqualTo(SearchRequest.of("Brompton"));
        assertThat(AlertSearch.of(alert, EBAY, SourceCapabilities.NONE, ExchangeRates.NONE)
                        .orElseThrow()
                        .build())
                .isEqualTo(SearchRequest.builder().build());
    }

    @Test
    void leavesOutThePriceIfOneThatIsUnknownWillDo() {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(PriceRange.upTo(Money.of(700, "EUR")).orUnknown())
                .build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY)
                        .orElseThrow()
                        .maxPrice())
                .isNull();
    }

    @Test
    void leavesOutWhatAListingNeedNotSay() {
        AlertCriteria criteria = AlertCriteria.builder()
                .near(new GeoPoint(52.5, 13.4), 9)
                .listedWithin(Duration.ofDays(1))
                .attribute(AttributeCriterion.of("condition", "new").orUnknown())
                .orUnknown(CriteriaClause.values())
                .build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY))
                .contains(SearchRequest.builder().newestFirst().build());
    }

    @Test
    void reachesAsFarAsThePriceDoesInAnyCurrencyOfTheRates() {
        AlertCriteria criteria =
                AlertCriteria.builder().maxPrice(Money.of(700, "EUR")).build();

        assertThat(search(Alert.of(1, 1, "bike", criteria, ""), EBAY)
                        .orElseThrow()
                        .maxPrice())
                .isEqualTo(1_400);
    }

    @Test
    void goesAroundAllPlacesUnlessTheyAreFarApart() {
        GeoPoint berlin = new GeoPoint(52.52, 13.4);
        GeoPoint potsdam = new GeoPoint(52.4, 13.06);
        GeoPoint lisbon = new GeoPoint(38.72, -9.14);
        AlertCriteria together =
                AlertCriteria.builder().near(berlin, 10).near(potsdam, 5).build();
        AlertCriteria apart =
                AlertCriteria.builder().near(berlin, 10).near(lisbon, 5).build();

        SearchRequest search =
                search(Alert.of(1, 1, "bike", together, ""), EBAY).orElseThrow();
        assertThat(search.radiusKm()).isEqualTo(21);
        assertThat(Objects.requireNonNull(search.near()).distanceKm(berlin)).isLessThanOrEqualTo(11);
        assertThat(SearchRequest.ofKey(search.key())).isEqualTo(search);
        assertThat(search(Alert.of(1, 1, "bike", apart, ""), EBAY).orElseThrow().radiusKm())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "-20°C sleeping bag, 20°C sleeping bag",
        "e-bike, e-bike",
        "(lens) \"50mm\", lens  50mm",
        "+ultra, ultra"
    })
    void saysNoSignsThatASiteMayReadAsMoreThanWords(String entry, String asked) {
        AlertCriteria criteria = AlertCriteria.builder().allOf(entry).build();

        assertThat(search(Alert.of(1, 1, "words", criteria, ""), EBAY)
                        .orElseThrow()
                        .text())
                .isEqualToIgnoringWhitespace(asked);
    }

    @Test
    void asksNothingOfASiteThatIsLeftOut() {
        AlertCriteria elsewhere = AlertCriteria.builder().withoutSource(EBAY).build();
        AlertCriteria only =
                AlertCriteria.builder().source(new SourceId("gumtree")).build();

        assertThat(search(Alert.of(1, 1, "bike", elsewhere, ""), EBAY)).isEmpty();
        assertThat(search(Alert.of(1, 1, "bike", only, ""), EBAY)).isEmpty();
    }
}
