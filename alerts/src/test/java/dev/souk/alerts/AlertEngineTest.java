package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.alerts.AskingEveryAlert.Clause;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.TextQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
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
        engine.use(SmallWorld.RATES);
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsExactlyWhatAskingEveryAlertWouldFind(long seed) {
        Random random = new Random(seed);
        SmallWorld world = new SmallWorld(random);
        Map<Long, Alert> alerts = new HashMap<>();

        for (int step = 0; step < 40; step++) {
            long id = 1L + random.nextInt(40);
            if (random.nextInt(4) > 0) {
                Alert alert = world.alert(id);
                engine.register(alert);
                alerts.put(id, alert);
            } else {
                assertThat(engine.unregister(id)).isEqualTo(alerts.remove(id) != null);
            }
            Listing listing = world.listing();

            long[] ids = engine.match(listing, SmallWorld.NOW);

            assertThat(ids)
                    .as("seed %d, step %d, %s", seed, step, listing)
                    .isEqualTo(AskingEveryAlert.match(alerts.values(), listing));
            Alert any = world.alert(99);
            assertThat(engine.explain(any, listing, SmallWorld.NOW).matches())
                    .as("seed %d, step %d, %s, %s", seed, step, any, listing)
                    .isEqualTo(AskingEveryAlert.matches(any, listing));
        }
        assertThat(engine.size()).isEqualTo(alerts.size());
        alerts.keySet().forEach(engine::unregister);
        assertThat(engine.indexEntries()).isZero();
    }

    @Test
    void everyClauseIsMetAndMissedAndUnknownInTheRandomCases() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            SmallWorld world = new SmallWorld(new Random(seed));
            for (int i = 0; i < 100; i++) {
                Listing listing = world.listing();
                ListingText text = ListingText.of(listing.title(), listing.description());
                AskingEveryAlert.clauses(world.alert(1), listing, text)
                        .forEach((clause, answer) -> seen.add(clause + " " + answer));
            }
        }

        for (Clause clause : Clause.values()) {
            assertThat(seen).contains(clause + " met", clause + " missed");
        }
        assertThat(seen)
                .contains(
                        "CATEGORY unknown",
                        "SUBCATEGORY unknown",
                        "PRICE unknown",
                        "LOCATION unknown",
                        "NEAR unknown",
                        "PRICE_DROP unknown",
                        "LISTED_WITHIN unknown");
    }

    @Test
    void whatIsNotActiveIsKeptAndMatchesNothing() {
        Alert active = Alert.of(3, 1, "all", AlertCriteria.ANYTHING, "");
        Alert paused = new Alert(3, 1, "all", active.criteria(), active.query(), false, active.settings());
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

        engine.use(currency -> Map.of("USD", BigDecimal.ONE));
        assertThat(engine.match(listing)).containsExactly(1, 2);

        engine.use(currency -> Map.of("USD", new BigDecimal("0.99")));
        assertThat(engine.match(listing)).isEmpty();
        assertThat(engine.size()).isEqualTo(2);
    }

    @Test
    void ratesThatAreNoneAreNotUsed() {
        Listing listing = atHundredDollars();
        engine.use(currency -> Map.of("USD", BigDecimal.ONE, "usdt", BigDecimal.ONE, "SEK", BigDecimal.ZERO));

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

        fresh.use(currency -> Map.of("USD", BigDecimal.ONE));
        loaded.use(currency -> Map.of("USD", BigDecimal.ONE));

        assertThat(fresh.match(listing)).containsExactly(1);
        assertThat(loaded.match(listing)).containsExactly(1);
    }

    @Test
    void anEngineOfIdsWithAlertsRefusesItsFirstRates() {
        AlertEngine ids = AlertEngine.ofIds();
        ids.register(upToHundred(1, "CHF"));

        assertThatThrownBy(() -> ids.use(currency -> Map.of("USD", BigDecimal.ONE)))
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
        assertThatThrownBy(() -> engine.use(rates)).hasMessage("no rates of SEK");

        fails.set(false);
        engine.use(rates);

        assertThat(engine.match(listing)).containsExactly(1, 2);
    }

    @Test
    void anAlertWithAGroupOfNoPhrasesMatchesNothing() {
        TextQuery nothing = new TextQuery("", List.of(List.of()), List.of(), List.of());
        engine.register(new Alert(1, 1, "none", AlertCriteria.ANYTHING, nothing, true, NotificationSettings.DEFAULT));

        assertThat(engine.match(new SmallWorld(new Random(1)).listing())).isEmpty();
        assertThat(engine.unregister(1)).isTrue();
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
