package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.listing.Listing;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Beside what {@link AlertEngineTest} shows. */
class EngineChangesTest {

    private static final Alert ANY = Alert.of(1, 1, "any", AlertCriteria.ANYTHING, "");

    private final AlertEngine engine = new AlertEngine();

    @Test
    void anAlertOnAFallToATargetFollowsWhenRatesChange() {
        Listing fallen = ExplainerTest.BIKE.toBuilder()
                .price(Money.of(100, "USD"))
                .previousPrice(Money.of(200, "USD"))
                .build();
        AlertCriteria criteria = AlertCriteria.builder()
                .priceDrop(PriceDrop.to(Money.of(100, "CHF")))
                .build();
        engine.setExchangeRates(currency -> Map.of("USD", new BigDecimal("0.99")));
        engine.register(Alert.of(1, 1, "to a hundred", criteria, ""));
        assertThat(engine.match(fallen)).isEmpty();

        engine.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE));

        assertThat(engine.match(fallen)).containsExactly(1);
    }

    @Test
    void anEngineOfIdsTakesItsRatesBeforeItsAlerts() {
        AlertEngine ids = AlertEngine.idsOnly();
        ids.setExchangeRates(currency -> Map.of("EUR", BigDecimal.ONE));

        ids.register(Alert.of(
                1,
                1,
                "up to",
                AlertCriteria.builder().maxPrice(Money.of(650, "USD")).build(),
                ""));

        assertThat(ids.match(ExplainerTest.BIKE)).containsExactly(1);
    }

    @Test
    void anEngineOfIdsTakesTheSameRatesAgainAndOthersWhenItsAlertsAreGone() {
        AlertEngine ids = AlertEngine.idsOnly();
        ids.setExchangeRates(currency -> Map.of("EUR", BigDecimal.ONE));
        ids.register(Alert.of(1, 1, "up to", dollars(), ""));

        ids.setExchangeRates(currency -> Map.of("EUR", BigDecimal.ONE));

        assertThatThrownBy(() -> ids.setExchangeRates(currency -> Map.of("EUR", BigDecimal.TEN)))
                .isInstanceOf(IllegalStateException.class);
        ids.unregister(1);
        ids.setExchangeRates(currency -> Map.of("EUR", BigDecimal.TEN));
    }

    @Test
    void anAlertIsExplainedByItsId() {
        engine.register(ANY);

        assertThat(engine.explain(1, ExplainerTest.BIKE)).contains(engine.explain(ANY, ExplainerTest.BIKE));
        assertThat(engine.explain(2, ExplainerTest.BIKE)).isEmpty();
    }

    @Test
    void wordsAreInUseAsLongAsTheirAlertIsThere() {
        engine.register(Alert.of(1, 1, "folding", AlertCriteria.ANYTHING, "folding bike"));
        assertThat(engine.indexEntries()).isPositive();

        engine.unregister(1);

        assertThat(engine.indexEntries()).isZero();
    }

    @Test
    void whoeverIsDoneWithTheEngineLetsOthersChangeItAlsoWhenItFailed() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("no room");
            }
        };
        List<ThrowingCallable> steps = List.of(
                () -> engine.register(ANY),
                () -> engine.unregister(1),
                () -> engine.unregister(1),
                engine::memory,
                () -> engine.save(new ByteArrayOutputStream()),
                () -> assertThatThrownBy(() -> engine.save(broken)).hasMessage("no room"),
                () -> engine.setExchangeRates(currency -> Map.of("USD", BigDecimal.ONE)),
                () -> engine.setExchangeRates(currency -> {
                    throw new IllegalStateException("no rates");
                }),
                () -> assertThatThrownBy(() -> engine.register(Alert.of(2, 1, "b", dollars(), "")))
                        .hasMessage("no rates"));
        for (ThrowingCallable step : steps) {
            inAThreadOfItsOwn(step);
        }
        inAThreadOfItsOwn(() -> engine.register(ANY));

        assertThat(engine.match(ExplainerTest.BIKE)).containsExactly(1);
    }

    private static void inAThreadOfItsOwn(ThrowingCallable step) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try {
                step.call();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        assertThat(task.get(60, TimeUnit.SECONDS)).isTrue();
    }

    private static AlertCriteria dollars() {
        return AlertCriteria.builder().maxPrice(Money.of(1, "USD")).build();
    }
}
