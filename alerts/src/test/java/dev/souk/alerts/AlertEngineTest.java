package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.alerts.AskingEveryAlert.Clause;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.ListingText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertEngineTest {

    private static final int SEEDS = 2_000;

    private final AlertEngine engine = new AlertEngine();

    @BeforeEach
    void atTheRatesOfTheWorld() {
        engine.setExchangeRates(SmallWorld.RATES);
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsExactlyWhatAskingEveryAlertWouldFind(long seed) throws IOException {
        assertThat(new RandomRound(seed, new AlertEngine(), AlertEngine::load).difference())
                .isEmpty();
    }

    @Test
    void everyClauseIsMetAndMissedAndUnknownInTheRandomCases() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            SmallWorld world = new SmallWorld(new Random(seed));
            for (int i = 0; i < 100; i++) {
                Listing listing = world.listing();
                ListingText text = ListingText.of(listing.title(), listing.description());
                AskingEveryAlert.clauses(world.alert(1), listing, text, SmallWorld.RATES)
                        .forEach((clause, answer) -> seen.add(clause + " " + answer));
            }
        }

        for (Clause clause : Clause.values()) {
            for (Outcome outcome : Outcome.values()) {
                assertThat(seen.contains(clause + " " + outcome))
                        .as("%s %s", clause, outcome)
                        .isEqualTo(outcome != Outcome.UNKNOWN || clause.canBeUnknown);
            }
        }
    }

    /** As far as a clause can: with it alone, a listing that says nothing is matched. */
    @Test
    void silenceIsAnAnswerToEveryClauseInTheRandomCases() {
        Set<String> answered = new HashSet<>();
        Listing silent = Listing.builder(
                        new ListingKey(new SourceId("here"), "1"), "Bike", URI.create("https://example.org/1"))
                .build();
        SmallWorld world = new SmallWorld(new Random(3));
        for (int i = 0; i < 10_000; i++) {
            Alert alert = world.alert(1);
            if (engine.explain(alert, silent, SmallWorld.NOW).matches()) {
                alert.criteria().unknownAccepted().forEach(clause -> answered.add(clause.name()));
                alert.criteria().attributes().forEach(wanted -> answered.add("attribute " + wanted.operator()));
            }
        }

        assertThat(answered)
                .containsAll(Stream.of(CriteriaClause.values()).map(Enum::name).toList())
                .containsAll(Stream.of(AttributeOperator.values())
                        .filter(operator -> operator != AttributeOperator.EXISTS)
                        .map(operator -> "attribute " + operator)
                        .toList())
                .doesNotContain("attribute EXISTS");
    }

    @Test
    void manyListingsAreMatchedInTheirOrderEachAsIfAlone() {
        SmallWorld world = new SmallWorld(new Random(5));
        for (long id = 1; id <= 100; id++) {
            engine.register(world.alert(id));
        }
        List<Listing> listings = Stream.generate(world::listing).limit(200).toList();

        List<long[]> found = engine.matchAll(listings, SmallWorld.NOW);

        assertThat(found).hasSize(200).anyMatch(ids -> ids.length > 1);
        for (int i = 0; i < 200; i++) {
            assertThat(found.get(i)).isEqualTo(engine.match(listings.get(i), SmallWorld.NOW));
        }
        assertThat(engine.matchAll(List.of())).isEmpty();
    }

    @Test
    void manyListingsAreAskedAtOneTime() {
        Instant listedAt = SmallWorld.NOW.minusSeconds(60);
        Listing listing = new SmallWorld(new Random(1))
                .listing().toBuilder()
                        .status(ListingStatus.AVAILABLE)
                        .listedAt(listedAt)
                        .build();
        AlertCriteria minute =
                AlertCriteria.builder().listedWithin(Duration.ofMinutes(1)).build();
        engine.register(Alert.of(1, 1, "just now", minute, ""));

        assertThat(engine.matchAll(List.of(listing, listing), SmallWorld.NOW))
                .containsExactly(new long[] {1}, new long[] {1});
        assertThat(engine.matchAll(List.of(listing, listing), SmallWorld.NOW.plusNanos(1_000)))
                .containsExactly(new long[0], new long[0]);
        assertThat(engine.matchAll(List.of(listing, listing))).containsExactly(new long[0], new long[0]);
    }

    @Test
    void whatIsNotActiveIsKeptAndMatchesNothing() {
        Alert active = Alert.of(3, 1, "all", AlertCriteria.ANYTHING, "");
        Alert paused = active.withActive(false);
        Listing listing = new SmallWorld(new Random(1))
                .listing().toBuilder().status(ListingStatus.AVAILABLE).build();

        engine.register(active);
        assertThat(engine.match(listing)).containsExactly(3);

        engine.register(paused);
        assertThat(engine.match(listing)).isEmpty();
        assertThat(engine.alert(3)).contains(paused);
        assertThat(engine.size()).isEqualTo(1);

        assertThat(engine.unregister(3)).isTrue();
        assertThat(engine.unregister(3)).isFalse();
        assertThat(engine.alert(3)).isEmpty();
        assertThat(engine.explain(3, listing)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ListingStatus.class)
    void whatIsSoldOrRemovedMatchesNothing(ListingStatus status) {
        engine.register(Alert.of(3, 1, "all", AlertCriteria.ANYTHING, ""));
        Listing listing = new SmallWorld(new Random(1))
                .listing().toBuilder().status(status).build();

        assertThat(engine.match(listing)).hasSize(status.isOpen() ? 1 : 0);
    }

    private static Listing atHundredDollars() {
        return new SmallWorld(new Random(1))
                .listing().toBuilder()
                        .status(ListingStatus.AVAILABLE)
                        .price(Money.of(100, "USD"))
                        .build();
    }

    private static Alert upToHundred(long id, String currency) {
        AlertCriteria criteria =
                AlertCriteria.builder().maxPrice(Money.of(100, currency)).build();
        return Alert.of(id, 1, "up to a hundred", criteria, "");
    }

    @Test
    void alertsThatAreThereFollowWhenRatesChange() {
        Listing listing = atHundredDollars();
        engine.register(upToHundred(1, "CHF"));
        engine.register(Alert.of(2, 1, "any", AlertCriteria.ANYTHING, "price:..100chf"));
        assertThat(engine.match(listing)).isEmpty();

        engine.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE));
        assertThat(engine.match(listing)).containsExactly(1, 2);

        engine.setExchangeRates(currency -> Map.of("USD", new BigDecimal("0.99")));
        assertThat(engine.match(listing)).isEmpty();
        assertThat(engine.size()).isEqualTo(2);
    }

    @Test
    void ratesThatAreNoneAreNotUsed() {
        Listing listing = atHundredDollars();
        engine.setExchangeRates(
                currency -> Map.of("USD", BigDecimal.ONE, "usdt", BigDecimal.ONE, "SEK", BigDecimal.ZERO));

        engine.register(upToHundred(1, "CHF"));

        assertThat(engine.match(listing)).containsExactly(1);
    }

    @Test
    void alertsThatCameBeforeAnyRatesFollowTheFirstOnes() throws IOException {
        Listing listing = atHundredDollars();
        AlertEngine fresh = new AlertEngine();
        fresh.register(upToHundred(1, "CHF"));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        fresh.save(saved);
        AlertEngine loaded = AlertEngine.load(new ByteArrayInputStream(saved.toByteArray()));

        fresh.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE));
        loaded.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE));

        assertThat(fresh.match(listing)).containsExactly(1);
        assertThat(loaded.match(listing)).containsExactly(1);
    }

    @Test
    void anEngineOfIdsWithAlertsRefusesItsFirstRates() {
        AlertEngine ids = AlertEngine.idsOnly();
        ids.register(upToHundred(1, "CHF"));

        assertThatThrownBy(() -> ids.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ratesThatFailedOnceAreUsedTheNextTime() {
        Listing listing = atHundredDollars();
        engine.register(upToHundred(1, "CHF"));
        engine.register(upToHundred(2, "SEK"));
        AtomicBoolean fails = new AtomicBoolean(true);
        ExchangeRates rates = currency -> {
            if (currency.equals("SEK") && fails.get()) {
                throw new IllegalStateException("no rates of SEK");
            }
            return Map.of("USD", BigDecimal.ONE);
        };
        assertThatThrownBy(() -> engine.setExchangeRates(rates)).hasMessage("no rates of SEK");

        fails.set(false);
        engine.setExchangeRates(rates);

        assertThat(engine.match(listing)).containsExactly(1, 2);
    }

    @Test
    void anAlertWhoseRatesFailLeavesNothingBehindAndTheOneBeforeItStays() {
        engine.setExchangeRates(currency -> {
            throw new IllegalStateException("no rates of " + currency);
        });
        AlertCriteria criteria = AlertCriteria.builder()
                .allOf("brompton")
                .source(new SourceId("ebay"))
                .maxPrice(Money.of(100, "CHF"))
                .build();
        Alert failing = Alert.of(1, 1, "folding", criteria, "-broken (red OR blue)");
        assertThatThrownBy(() -> engine.register(failing)).hasMessage("no rates of CHF");
        assertThat(engine.size()).isZero();
        assertThat(engine.indexEntries()).isZero();

        engine.register(Alert.of(1, 1, "any", AlertCriteria.ANYTHING, ""));
        int before = engine.indexEntries();
        assertThatThrownBy(() -> engine.register(failing)).hasMessage("no rates of CHF");

        assertThat(engine.indexEntries()).isEqualTo(before);
        assertThat(engine.match(atHundredDollars())).containsExactly(1);
    }

    @Test
    void whenRatesChangeTheAlertsOfOtherCurrenciesStayAsTheyAre() {
        Listing listing = atHundredDollars();
        engine.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE));
        engine.register(upToHundred(1, "CHF"));
        engine.register(upToHundred(2, "SEK"));
        Alert paused = upToHundred(3, "CHF");
        engine.register(paused.withActive(false));
        engine.register(Alert.of(4, 1, "any", AlertCriteria.ANYTHING, "price:100"));

        engine.setExchangeRates(currency -> Map.of("USD", new BigDecimal(currency.equals("CHF") ? "0.99" : "1")));
        engine.register(paused);

        assertThat(engine.match(listing)).containsExactly(2, 4);
    }

    @Test
    void whatIsLoadedIsFiledByTheRatesThatAreGiven() throws IOException {
        Listing listing = atHundredDollars();
        engine.register(upToHundred(1, "CHF"));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        engine.save(saved);

        AlertEngine loaded = AlertEngine.load(
                new ByteArrayInputStream(saved.toByteArray()), currency -> Map.of("USD", BigDecimal.ONE));

        assertThat(loaded.match(listing)).containsExactly(1);
        loaded.setExchangeRates(ExchangeRates.NONE);
        assertThat(loaded.match(listing)).isEmpty();
    }

    @Test
    void aTermRepeatedWithoutEndCountsAsOftenAsTheModelSays() {
        String repeated = "bike ".repeat(300);
        Listing listing = new SmallWorld(new Random(1))
                .listing().toBuilder()
                        .status(ListingStatus.AVAILABLE)
                        .title("bike")
                        .description(repeated + "red")
                        .build();
        Alert late =
                Alert.of(1, 1, "late", AlertCriteria.builder().allOf("bike red").build(), "");
        Alert early = Alert.of(
                2, 1, "early", AlertCriteria.builder().allOf("bike bike", "red").build(), "");
        engine.register(late);
        engine.register(early);

        assertThat(engine.match(listing)).isEqualTo(AskingEveryAlert.match(List.of(late, early), listing));
        assertThat(engine.match(listing)).containsExactly(2);
    }
}
