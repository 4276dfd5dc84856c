package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.AlertReading;
import dev.souk.core.alert.UnreadableAlert;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an engine in step with the alerts in the database, whoever writes them. Follows transaction ids and not clocks,
 * so that an alert whose transaction commits late is not missed. Thread-safe.
 */
final class AlertsInStep {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsInStep.class);

    private final ExchangeRates rates;
    private final ThreadFactory threads;
    private AlertEngine engine = new AlertEngine();
    private AlertHorizon horizon = AlertHorizon.START;

    /** Whose alerts reach other currencies by these rates, as they are at each call; a first load takes a thread for a while. */
    AlertsInStep(ExchangeRates rates, ThreadFactory threads) {
        this.rates = rates;
        this.threads = threads;
    }

    /**
     * An engine that holds what was committed until now; the first call loads every alert, which takes seconds for many.
     * To be called before changes are claimed, so that no claim waits for that, and once more after: an alert that is
     * committed later finds them by its backfill.
     */
    synchronized AlertEngine caughtUp(SoukDatabase database) {
        AlertFeed feed = database.alertFeed();
        AlertReading reading =
                horizon.equals(AlertHorizon.START) ? all(database) : feed.read(horizon, new Into(engine));
        if (reading.complete() && !horizon.equals(AlertHorizon.START)) {
            // Another server: what is gone from there was not told.
            reading = all(database);
        }
        horizon = reading.next();
        engine.setExchangeRates(rates);
        return engine;
    }

    private AlertReading all(SoukDatabase database) {
        AlertEngine fresh = new AlertEngine();
        fresh.setExchangeRates(rates);
        WarmUp.of(fresh, database.listings());
        try (FilingBeside filing = new FilingBeside(fresh, threads)) {
            AlertReading reading = database.alertFeed().read(AlertHorizon.START, filing);
            filing.finish();
            engine = fresh;
            return reading;
        }
    }

    /** Writes what is read into an engine. */
    record Into(AlertEngine engine) implements AlertFeed.Reader {

        @Override
        public void changed(Alert alert) {
            engine.register(alert);
        }

        @Override
        public void deleted(long id) {
            engine.unregister(id);
        }

        @Override
        public void unreadable(UnreadableAlert alert) {
            engine.unregister(alert.alertId());
            LOG.warn("alert {} takes no part in matching: {}", alert.alertId(), alert.reason());
        }
    }
}
