package dev.souk.alerts;

import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An engine and the obvious answer side by side: alerts come, are replaced and go, rates change, the engine is saved and
 * loaded, and after each step a listing is put to both.
 */
final class RandomRound {

    private static final int STEPS = 40;
    private static final int ALERTS = 40;
    /** To save takes a hundred times as long as all other steps of a round. */
    private static final int SELDOM = 400;

    private static final ExchangeRates OTHER_RATES =
            currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("2"), "GBP", BigDecimal.ONE) : Map.of();

    private final long seed;
    private final Random random;
    private final SmallWorld world;
    private final Loader loader;
    private final Map<Long, Alert> alerts = new HashMap<>();
    private AlertEngine engine;
    private ExchangeRates rates = SmallWorld.RATES;

    RandomRound(long seed, AlertEngine engine, Loader loader) {
        this.seed = seed;
        this.engine = engine;
        this.loader = loader;
        random = new Random(seed);
        world = new SmallWorld(random);
    }

    /** Where the two first differ; empty if they do not. */
    Optional<String> difference() throws IOException {
        engine.setExchangeRates(rates);
        for (int step = 0; step < STEPS; step++) {
            change();
            Listing listing = world.listing();
            Alert any = world.alert(99);
            long[] expected = AskingEveryAlert.match(alerts.values(), listing, rates);
            long[] found = engine.match(listing, SmallWorld.NOW);
            if (!Arrays.equals(found, expected)) {
                return differ(step, listing, Arrays.toString(found), Arrays.toString(expected));
            }
            Map<Kind, Outcome> outcomes = AskingEveryAlert.byKind(any, listing, rates);
            Explanation explanation = engine.explain(any, listing, SmallWorld.NOW);
            Map<Kind, Outcome> explained = AskingEveryAlert.byKind(explanation);
            if (!explained.equals(outcomes)) {
                return differ(step, listing + " " + any, explained, outcomes);
            }
            Outcome whole = AskingEveryAlert.all(outcomes.values().stream());
            if (explanation.outcome() != whole || explanation.matches() != (whole == Outcome.MET)) {
                return differ(step, listing + " " + any, explanation.outcome(), whole);
            }
        }
        return left();
    }

    private void change() throws IOException {
        long id = 1L + random.nextInt(ALERTS);
        if (random.nextInt(4) > 0) {
            Alert alert = world.alert(id);
            engine.register(alert);
            alerts.put(id, alert);
        } else {
            engine.unregister(id);
            alerts.remove(id);
        }
        if (random.nextInt(STEPS / 2) == 0) {
            rates = rates == SmallWorld.RATES ? OTHER_RATES : SmallWorld.RATES;
            engine.setExchangeRates(rates);
        }
        if (random.nextInt(SELDOM) == 0) {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            engine.save(saved);
            engine = loader.load(new ByteArrayInputStream(saved.toByteArray()), rates);
        }
    }

    /** That nothing is forgotten, and nothing left of what went. */
    private Optional<String> left() {
        int size = engine.size();
        for (long id = 1; id <= ALERTS; id++) {
            if (engine.unregister(id) != alerts.containsKey(id)) {
                return differ(STEPS, "alert " + id, !alerts.containsKey(id), alerts.containsKey(id));
            }
        }
        int entries = engine.indexEntries();
        return size != alerts.size() || entries != 0
                ? differ(STEPS, "size and entries", size + ", " + entries, alerts.size() + ", 0")
                : Optional.empty();
    }

    private Optional<String> differ(int step, Object asked, Object found, Object expected) {
        return Optional.of("seed %d, step %d, %s: found %s, expected %s".formatted(seed, step, asked, found, expected));
    }

    /** Makes an engine of what another saved. */
    interface Loader {

        AlertEngine load(InputStream stream, ExchangeRates rates) throws IOException;
    }
}
