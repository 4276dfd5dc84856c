package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of changes means for alerts. A pair of alert and listing that is new is told as a match, whatever else
 * happened to the listing in the batch; for a pair that was there before, a lower price, a sale, a removal and a return
 * are events of their own. Used by one thread, inside one transaction.
 */
final class MatchBatch {

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final NotificationWriter writer;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private int problems;

    MatchBatch(SoukDatabase tx, AlertEngine engine, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.writer = writer;
    }

    /** Asks every alert about a change. */
    void look(ClaimedChange claimed) {
        read(claimed).ifPresent(reading -> {
            for (long id : engine.match(reading.listing().listing())) {
                engine.alert(id).ifPresent(alert -> findings.add(new Finding(reading, alert)));
            }
        });
    }

    /** Asks one alert about a change. */
    void look(ClaimedChange claimed, Alert alert) {
        read(claimed)
                .filter(reading -> engine.explain(alert, reading.listing().listing()).matches())
                .ifPresent(reading -> findings.add(new Finding(reading, alert)));
    }
}
