package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_DELETIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class AlertFeedTest {

    private static final int WRITERS = 8;

    private Accounts accounts;
    private AlertRepository alerts;
    private AlertFeed feed;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        alerts = new AlertRepository(accounts.transactions());
        feed = new AlertFeed(accounts.transactions());
        ann = accounts.user("ann");
    }

    @Test
    void givesAllAlertsAtFirstAndThenWhatChanged() {
        Alert bikes = accounts.alert(ann, "bikes");
        Alert lamps = accounts.alert(ann, "lamps");

        AlertDelta all = feed.since(AlertHorizon.START);
        alerts.setActive(bikes.id(), false);
        AlertDelta later = feed.since(all.next());
        alerts.delete(lamps.id());
        AlertDelta last = feed.since(later.next());

        assertThat(all.changed()).containsExactlyInAnyOrder(bikes, lamps);
        assertThat(all.deleted()).isEmpty();
        assertThat(later.changed()).extracting(Alert::id, Alert::active).containsExactly(tuple(bikes.id(), false));
        assertThat(last.changed()).isEmpty();
        assertThat(last.deleted()).containsExactly(lamps.id());
        assertThat(feed.since(last.next()).deleted()).isEmpty();
    }

    @Test
    void saysWhetherItGivesAllAlertsOrWhatChanged() {
        accounts.alert(ann, "bikes");

        AlertDelta all = feed.since(AlertHorizon.START);
        AlertDelta later = feed.since(all.next());

        assertThat(all.complete()).isTrue();
        assertThat(later.complete()).isFalse();
    }

    @Test
    void givesAllAlertsAgainOnAServerThatIsBehind() {
        Alert bikes = accounts.alert(ann, "bikes");
        AlertHorizon here = feed.since(AlertHorizon.START).next();

        long later = xmin(here) + 1_000;
        AlertDelta behind = feed.since(new AlertHorizon(later + ":" + later + ":", here.serverStart()));

        assertThat(behind.complete()).isTrue();
        assertThat(behind.changed()).containsExactly(bikes);
        assertThat(behind.next().serverStart()).isEqualTo(here.serverStart());
        assertThat(xmin(behind.next())).isLessThan(later);
    }

    @Test
    void givesAllAlertsAgainOnAServerThatWasBehindAndHasCaughtUp() {
        Alert bikes = accounts.alert(ann, "bikes");
        AlertHorizon here = feed.since(AlertHorizon.START).next();

        AlertDelta another =
                feed.since(new AlertHorizon(here.snapshot(), here.serverStart().minusSeconds(1)));

        assertThat(another.complete()).isTrue();
        assertThat(another.changed()).containsExactly(bikes);
        assertThat(feed.since(another.next()).complete()).isFalse();
    }

    @Test
    void takesTheAlertsOfAUserWhoIsNotActiveForInactive() {
        accounts.alert(ann, "bikes");
        UserRepository users = new UserRepository(accounts.transactions(), FieldProtection.plaintext());
        AlertHorizon before = feed.since(AlertHorizon.START).next();

        users.setActive(ann.id(), false);
        AlertDelta off = feed.since(before);
        users.setActive(ann.id(), true);
        AlertDelta on = feed.since(off.next());

        assertThat(off.changed()).extracting(Alert::active).containsExactly(false);
        assertThat(on.changed()).extracting(Alert::active).containsExactly(true);
    }

    @Test
    void noticesAUserWhomTheHostSwitchesOffByItsOwnSql() {
        accounts.alert(ann, "bikes");
        AlertHorizon before = feed.since(AlertHorizon.START).next();

        accounts.transactions().call(dsl -> dsl.execute("update souk.users set is_active = false"));

        assertThat(feed.since(before).changed()).extracting(Alert::active).containsExactly(false);
    }

    @Test
    void namesWhatCannotBeReadAndGivesTheRest() {
        Alert good = accounts.alert(ann, "good");
        List<Alert> bad =
                List.of(accounts.alert(ann, "criteria"), accounts.alert(ann, "query"), accounts.alert(ann, "settings"));
        accounts.transactions().call(dsl -> {
            dsl.update(ALERTS)
                    .set(ALERTS.CRITERIA, JSONB.valueOf("{\"version\": 9}"))
                    .where(ALERTS.NAME.eq("criteria"))
                    .execute();
            dsl.update(ALERTS)
                    .set(ALERTS.QUERY, "\"not closed")
                    .where(ALERTS.NAME.eq("query"))
                    .execute();
            return dsl.update(ALERTS)
                    .set(ALERTS.NOTIFICATION_SETTINGS, JSONB.valueOf("[]"))
                    .where(ALERTS.NAME.eq("settings"))
                    .execute();
        });

        AlertDelta delta = feed.since(AlertHorizon.START);

        assertThat(delta.changed()).containsExactly(good);
        assertThat(delta.problems())
                .extracting(UnreadableAlert::alertId)
                .containsExactlyInAnyOrderElementsOf(bad.stream().map(Alert::id).toList());
        assertThat(delta.problems()).extracting(UnreadableAlert::reason).allMatch(reason -> !reason.isBlank());
    }

    @Test
    void leavesOutAnAlertThatWasRolledBack() {
        AlertHorizon before = feed.since(AlertHorizon.START).next();

        try {
            accounts.transactions().together(joined -> {
                new AlertRepository(joined).create(AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING));
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }

        assertThat(feed.since(before).changed()).isEmpty();
    }

    @Test
    void givesNothingTwiceWhileAnotherTransactionStaysOpenAndMissesNothingOfIt(DataSource dataSource)
            throws SQLException {
        Alert bikes = accounts.alert(ann, "bikes");
        try (Connection open = dataSource.getConnection();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("update souk.alerts set name = 'renamed' where id = " + bikes.id());
            alerts.delete(accounts.alert(ann, "lamps").id());
            Alert cars = accounts.alert(ann, "cars");

            AlertDelta first = feed.since(AlertHorizon.START);
            AlertDelta second = feed.since(first.next());
            open.commit();
            AlertDelta third = feed.since(second.next());

            assertThat(first.changed()).containsExactlyInAnyOrder(bikes, cars);
            assertThat(second.changed()).isEmpty();
            assertThat(second.deleted()).isEmpty();
            assertThat(third.changed()).extracting(Alert::name).containsExactly("renamed");
            assertThat(feed.since(third.next()).changed()).isEmpty();
        }
    }

    @Test
    void forgetsOldDeletions() {
        alerts.delete(accounts.alert(ann, "bikes").id());
        alerts.delete(accounts.alert(ann, "cars").id());

        assertThat(feed.purgeDeletions(Duration.ofDays(1), 10)).isZero();
        assertThat(feed.purgeDeletions(Duration.ZERO, 1)).isEqualTo(1);
        assertThat(feed.purgeDeletions(Duration.ZERO, 10)).isEqualTo(1);
        int left = accounts.transactions().call(dsl -> dsl.fetchCount(ALERT_DELETIONS));
        assertThat(left).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void missesNoChangeOfWritersWhoCommitLate(long seed) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        Map<Long, Boolean> seen = new HashMap<>();
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(pool.submit(writer(new Random(seed * 100 + i))));
            }
            AlertHorizon horizon = AlertHorizon.START;
            while (!writers.stream().allMatch(Future::isDone)) {
                horizon = apply(feed.since(horizon), seen);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            apply(feed.since(horizon), seen);
        } finally {
            pool.shutdownNow();
        }

        Map<Long, Boolean> stored =
                accounts.transactions().call(dsl -> dsl.selectFrom(ALERTS).fetchMap(ALERTS.ID, ALERTS.IS_ACTIVE));
        assertThat(stored).hasSizeGreaterThan(100);
        assertThat(seen).as("seed %d", seed).isEqualTo(stored);
    }

    private static long xmin(AlertHorizon horizon) {
        return Long.parseLong(horizon.snapshot().split(":", 2)[0]);
    }

    private static AlertHorizon apply(AlertDelta delta, Map<Long, Boolean> seen) {
        delta.changed().forEach(alert -> seen.put(alert.id(), alert.active()));
        delta.deleted().forEach(seen::remove);
        return delta.next();
    }

    /** Creates, switches off and deletes alerts, and holds some transactions open for a while before they commit. */
    private Callable<Void> writer(Random random) {
        return () -> {
            List<Long> own = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int action = random.nextInt(4);
                double delay = random.nextInt(3) == 0 ? random.nextDouble() * 0.05 : 0;
                accounts.transactions().together(joined -> {
                    AlertRepository repository = new AlertRepository(joined);
                    if (action < 2 || own.isEmpty()) {
                        own.add(repository
                                .create(AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING))
                                .id());
                    } else if (action == 2) {
                        repository.setActive(own.get(random.nextInt(own.size())), random.nextBoolean());
                    } else {
                        repository.delete(own.remove(random.nextInt(own.size())));
                    }
                    return joined.call(dsl -> dsl.execute("select pg_sleep({0})", DSL.val(delay)));
                });
            }
            return null;
        };
    }
}
