package dev.souk.benchmarks.engine;

import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Alerts that demand the same clauses and differ in their values alone.
 *
 * @param name as its row is headed
 * @param draft writes the clauses of one alert
 * @param rates by which prices reach other currencies
 * @param isOfSilence whether silence is an answer: then some of the listings do not say what is asked
 */
record Shape(String name, Consumer<AlertDraft> draft, ExchangeRates rates, boolean isOfSilence) {

    /** Of clauses on what listings say, prices in their own currency. */
    static Shape of(String name, Consumer<AlertDraft> draft) {
        return new Shape(name, draft, ExchangeRates.NONE, false);
    }

    /** Of clauses that a listing satisfies, too, which does not say what they ask for. */
    static Shape orUnknown(String name, Consumer<AlertDraft> draft) {
        return new Shape(name, draft, ExchangeRates.NONE, true);
    }

    Shape by(ExchangeRates given) {
        return new Shape(name, draft, given, isOfSilence);
    }

    Alert alert(long id, Catalogue catalogue, SplittableRandom random) {
        AlertDraft alert = new AlertDraft(id, catalogue, random);
        draft.accept(alert);
        return alert.finish();
    }
}
