package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AlertMatch;
import dev.souk.notify.NotificationWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one alert about the changes whose matching could not see it. Only finds matches: it leaves the queue alone, and
 * what else happened to a listing is told by who takes it off the queue. Used by one thread, inside one transaction.
 */
final class AlertBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(AlertBackfill.class);

    private static final int BATCH = 200;

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final Announcements announcements;

    AlertBackfill(SoukDatabase tx, AlertEngine engine, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.announcements = new Announcements(writer);
    }

    MatchReport run(Backfill backfill, Alert alert) {
        int matches = 0;
        int problems = 0;
        List<ClaimedChange> changes = tx.listingChanges().forBackfill(backfill.id(), 0, BATCH);
        while (!changes.isEmpty()) {
            Map<Long, ClaimedChange.Matchable> found = found(alert, changes);
            for (AlertMatch fresh : tx.matches().record(pairs(alert, found.keySet()))) {
                matches++;
                ClaimedChange.Matchable change = Objects.requireNonNull(found.get(fresh.listingId()));
                problems += announcements.tell(AlertEvent.MATCH, alert, change).isEmpty() ? 0 : 1;
            }
            long last = changes.get(changes.size() - 1).id();
            changes = tx.listingChanges().forBackfill(backfill.id(), last, BATCH);
        }
        return new MatchReport(0, matches, announcements.store(tx.notifications()), problems);
    }

    /** The first change of each listing that satisfies the alert. */
    private Map<Long, ClaimedChange.Matchable> found(Alert alert, List<ClaimedChange> changes) {
        return changes.stream()
                .filter(ClaimedChange.Matchable.class::isInstance)
                .map(ClaimedChange.Matchable.class::cast)
                .filter(change -> satisfies(alert, change))
                .collect(Collectors.toMap(
                        change -> change.change().listing().id(), change -> change, (first, later) -> first));
    }

    private static List<NewMatch> pairs(Alert alert, Set<Long> listingIds) {
        return listingIds.stream()
                .map(listingId -> new NewMatch(alert.id(), listingId))
                .toList();
    }

    private boolean satisfies(Alert alert, ClaimedChange.Matchable change) {
        try {
            return engine.explain(alert, change.change().listing().listing()).matches();
        } catch (RuntimeException e) {
            LOG.warn("change {} cannot be matched against alert {}", change.id(), alert.id(), e);
            return false;
        }
    }
}
