package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.alert.AlertDelta;
import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.UnreadableAlert;
import dev.souk.model.ExchangeRates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an engine in step with the alerts in the database, whoever writes them. Follows transaction ids and not clocks,
 * so that an alert whose transaction commits late is not missed. Thread-safe.
 */
final class AlertsInStep {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsInStep.class);

    private final ExchangeRates rates;
    private AlertEngine engine = new AlertEngine();
    private AlertHorizon horizon = AlertHorizon.START;

    /** Whose alerts reach other currencies by these rates, as they are at each call. */
    AlertsInStep(ExchangeRates rates) {
        this.rates = rates;
    }

    /**
     * An engine that holds what was committed until now; the first call loads every alert. To be called after changes
     * were claimed: an alert that is committed later finds them by its backfill.
     */
    synchronized AlertEngine caughtUp(AlertFeed feed) {
        AlertDelta delta = feed.since(horizon);
        if (delta.complete()) {
            engine = new AlertEngine();
            engine.use(rates);
        }
        delta.changed().forEach(engine::register);
        delta.deleted().forEach(engine::unregister);
        for (UnreadableAlert unreadable : delta.problems()) {
            engine.unregister(unreadable.alertId());
            LOG.warn("alert {} takes no part in matching: {}", unreadable.alertId(), unreadable.reason());
        }
        horizon = delta.next();
        engine.use(rates);
        return engine;
    }
}
