package dev.souk.faults;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertDelta;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.SoukPipeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A host with one of the {@link Bug}s, made of what Souk is made of. */
final class FlawedHost {

    /** What it logs of a step. */
    static final String FAILED = " failed: ";

    /** What it logs of a step that it does not do any more. */
    static final String STOPPED = " has stopped";

    /** What it logs of a connection that it does not give back. */
    static final String KEPT = "keeps a connection";

    /** What any pipeline of this process has leased and not recorded. */
    private static final Set<Delivery> HELD = ConcurrentHashMap.newKeySet();

    /** Of digests that were not sent; their names are forgotten, or there could be no second one of the same. */
    private static final String HOLD_AGAIN = """
            WITH waiting AS (
                UPDATE souk.notifications n SET event_key = 'digest ' || n.id FROM souk.notification_deliveries d
                WHERE n.type = 'digest' AND d.notification_id = n.id AND d.sent_at IS NULL RETURNING n.id)
            UPDATE souk.notifications SET held_until = clock_timestamp() WHERE digest_id IN (SELECT id FROM waiting)""";

    private static final String END_HOLDING = """
            UPDATE souk.notifications n SET held_until = NULL FROM souk.notification_deliveries d
            WHERE n.held_until IS NOT NULL AND d.notification_id = n.digest_id AND d.sent_at IS NOT NULL""";

    private static final int BATCH = 20;
    private static final Duration ALERTS_EVERY = Duration.ofMillis(500);
    private static final Duration WATCHES_EVERY = Duration.ofMillis(500);

    private final HostSettings settings;
    private final SoukPipeline souk;
    private final SoukDatabase database;
    private final DataSource dataSource;
    private final List<Notifier> notifiers;

    /** The first. */
    private final Notifier notifier;

    /** One without a channel gathers, and sends nothing. */
    private final SoukPipeline gathering;

    private final AlertEngine alerts = new AlertEngine();
    private AlertHorizon horizon = AlertHorizon.START;
    private long alertsReadAt = System.nanoTime() - ALERTS_EVERY.toNanos();
    private long lastSeen;
    private @Nullable Connection kept;

    FlawedHost(
            HostSettings settings,
            SoukPipeline souk,
            SoukDatabase database,
            DataSource dataSource,
            List<Notifier> notifiers) {
        this.settings = settings;
        this.souk = souk;
        this.database = database;
        this.dataSource = dataSource;
        this.notifiers = notifiers;
        notifier = notifiers.get(0);
        gathering = SoukPipeline.builder(database)
                .digestLimits(HostMain.DIGEST_LIMITS)
                .build();
    }

    void start(Duration every) {
        repeat("ingest", souk::ingest, every);
        repeat("match", this::match, every);
        repeat("dispatch", this::dispatch, every);
        if (settings.bug() == Bug.KEEPS_A_CONNECTION) {
            repeat("keep", this::keep, every);
        }
    }

    private void repeat(String name, Step step, Duration every) {
        Thread thread = new Thread(() -> {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    step.run();
                } catch (RuntimeException | SQLException e) {
                    System.err.println(name + FAILED + e);
                    goesOn = settings.bug() != Bug.STOPS_AT_AN_ERROR;
                    if (settings.bug() == Bug.WATCHES_FROM_EACH_ERROR_ON) {
                        watch();
                    }
                }
                Until.pause(every.toMillis());
            }
            System.err.println(name + STOPPED);
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Until the server is back, as it is meant; but nobody ends it then. */
    private void watch() {
        Thread thread = new Thread(() -> {
            while (true) {
                try (Connection own = HostMain.server(settings).getConnection()) {
                    while (own.isValid(1)) {
                        Until.pause(WATCHES_EVERY.toMillis());
                    }
                } catch (SQLException e) {
                    Until.pause(WATCHES_EVERY.toMillis());
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** On it the server is to see that this one lives. */
    private void keep() throws SQLException {
        if (kept == null) {
            kept = dataSource.getConnection();
            System.err.println(KEPT);
        }
    }

    private void match() throws SQLException {
        switch (settings.bug()) {
            case FOLLOWS_IDS -> {
                // What commits late with a lower id is never looked at, as with "id > last seen".
                update("UPDATE souk.listing_changes SET matched_at = now(), matched_xid = pg_current_xact_id()"
                        + " WHERE matched_xid IS NULL AND id <= " + lastSeen);
                long newest = newestChange();
                souk.match();
                lastSeen = newest;
            }
            case READS_ALERTS_BY_TIMER -> {
                if (System.nanoTime() - alertsReadAt > ALERTS_EVERY.toNanos()) {
                    readAlerts();
                }
                matchByOldAlerts();
            }
            case MATCHES_BEFORE_ALERTS_ARE_READ -> {
                if (matchByOldAlerts() > 0) {
                    readAlerts();
                }
            }
            case FAILS_AT_ONE_ROW -> {
                readAlerts();
                matchByOldAlerts();
            }
            case SENDS_DIGESTS_AS_CRON_DOES -> {
                souk.match();
                new CronDigests(dataSource).hold();
            }
            default -> souk.match();
        }
    }

    private void readAlerts() {
        AlertDelta delta = database.alertFeed().since(horizon);
        delta.changed().forEach(alerts::register);
        delta.deleted().forEach(alerts::unregister);
        horizon = delta.next();
        alertsReadAt = System.nanoTime();
    }

    /** Returns how many changes it took. */
    private int matchByOldAlerts() throws SQLException {
        update("DELETE FROM souk.alert_backfills");
        return database.inTransaction(tx -> {
            List<ClaimedChange> claimed = tx.listingChanges().claim(BATCH);
            List<NewMatch> found = new ArrayList<>();
            for (ClaimedChange change : claimed) {
                if (settings.bug() == Bug.FAILS_AT_ONE_ROW && change instanceof ClaimedChange.Unreadable unreadable) {
                    throw new IllegalStateException(unreadable.reason());
                }
                if (change instanceof ClaimedChange.Matchable matchable) {
                    StoredListing stored = matchable.change().listing();
                    for (long alert : alerts.match(stored.listing())) {
                        found.add(new NewMatch(alert, stored.id()));
                    }
                }
            }
            tx.listingChanges()
                    .markMatched(claimed.stream().map(ClaimedChange::id).toList());
            tx.matches().record(found, Map.of());
            return claimed.size();
        });
    }

    private void dispatch() throws SQLException {
        switch (settings.bug()) {
            case MARKS_BEFORE_SENDING -> {
                gathering.dispatch();
                for (Notifier each : notifiers) {
                    List<Delivery> deliveries = lease(each);
                    deliveries.forEach(database.deliveries()::delivered);
                    each.sendAll(deliveries);
                }
            }
            case DOES_NOT_FENCE -> {
                List<Delivery> deliveries = lease();
                List<DeliveryResult> results = notifier.sendAll(deliveries);
                for (int i = 0; i < deliveries.size(); i++) {
                    String status = results.get(i) instanceof DeliveryResult.Delivered ? "sent" : "pending";
                    update("UPDATE souk.notification_deliveries SET status = '%s', due_at = now() WHERE id = %d"
                            .formatted(status, deliveries.get(i).id()));
                }
            }
            case ANSWERS_ONCE_FOR_A_BATCH -> {
                List<Delivery> deliveries = lease();
                if (notifier.sendAll(deliveries).stream().allMatch(DeliveryResult.Delivered.class::isInstance)) {
                    database.deliveries().delivered(deliveries);
                } else {
                    deliveries.forEach(
                            delivery -> database.deliveries().retry(delivery, Duration.ZERO, "not all arrived"));
                }
            }
            case RECORDS_ONE_BY_ONE -> {
                List<Delivery> deliveries = lease();
                notifier.sendAll(deliveries);
                deliveries.forEach(database.deliveries()::delivered);
            }
            case LEASES_BY_PROCESS -> {
                database.deliveries().giveBack(List.copyOf(HELD));
                List<Delivery> deliveries = lease();
                HELD.addAll(deliveries);
                notifier.sendAll(deliveries);
                database.deliveries().delivered(deliveries);
                deliveries.forEach(HELD::remove);
            }
            case HOLDS_UNTIL_DIGESTS_ARE_SENT -> {
                gathering.dispatch();
                update(HOLD_AGAIN);
                for (Notifier each : notifiers) {
                    List<Delivery> deliveries = lease(each);
                    each.sendAll(deliveries);
                    database.deliveries().delivered(deliveries);
                }
                update(END_HOLDING);
            }
            case SENDS_DIGESTS_AS_CRON_DOES -> {
                new CronDigests(dataSource).forget();
                souk.dispatch();
            }
            case SENDS_IN_ONE_LINE -> {
                gathering.dispatch();
                for (List<Delivery> next = lease(); !next.isEmpty(); next = lease()) {
                    notifier.sendAll(next);
                    database.deliveries().delivered(next);
                }
            }
            default -> souk.dispatch();
        }
    }

    private List<Delivery> lease() {
        return lease(notifier);
    }

    private List<Delivery> lease(Notifier one) {
        return database.deliveries().lease(Set.of(one.channel()), BATCH, settings.lease());
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private long newestChange() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM souk.listing_changes")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Something that a host does again and again. */
    private interface Step {
        void run() throws SQLException;
    }
}
