package dev.souk.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class BackfillsTest {

    private Accounts accounts;
    private AlertRepository alerts;
    private Backfills backfills;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        alerts = new AlertRepository(accounts.transactions());
        backfills = new Backfills(accounts.transactions());
        ann = accounts.user("ann");
    }

    @Test
    void waitForANewAlertAndForOneThatAsksForSomethingElse() {
        Alert bikes = accounts.alert(ann, "bikes");
        assertThat(finished()).containsExactly(bikes.id());

        AlertDraft draft = AlertDraft.of(
                ann.id(), "bikes", AlertCriteria.builder().allOf("red").build());
        alerts.update(bikes.id(), draft);
        assertThat(finished()).containsExactly(bikes.id());

        alerts.update(bikes.id(), draft.withQuery("brompton"));
        assertThat(finished()).containsExactly(bikes.id());

        alerts.setActive(bikes.id(), false);
        assertThat(finished()).isEmpty();

        alerts.setActive(bikes.id(), true);
        assertThat(finished()).containsExactly(bikes.id());
    }

    @Test
    void waitLongerEachTimeTheyFail(DataSource dataSource) {
        accounts.alert(ann, "bikes");
        DSLContext sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        long id = backfills.pending(1).get(0).id();

        List<Integer> waits = new ArrayList<>();
        for (int failure = 1; failure <= 20; failure++) {
            assertThat(backfills.putOff(id)).isTrue();
            waits.add(sql.fetchSingle("select round(extract(epoch from due_at - clock_timestamp()))::int"
                            + " from souk.alert_backfills")
                    .get(0, Integer.class));
        }

        assertThat(waits.subList(0, 3)).containsExactly(30, 60, 120);
        assertThat(waits.get(19)).isEqualTo(3_600);
        assertThat(backfills.pending(1)).isEmpty();
        assertThat(backfills.stats().waiting()).isEqualTo(1);
        assertThat(backfills.stats().failed()).isEqualTo(1);
        assertThat(backfills.stats().oldest()).isPresent();
        sql.execute("UPDATE souk.alert_backfills SET due_at = now()");
        assertThat(backfills.pending(1)).hasSize(1);
        assertThat(backfills.putOff(id + 1)).isFalse();
    }

    @Test
    void waitForTheAlertsOfAUserWhoComesBack() {
        Alert bikes = accounts.alert(ann, "bikes");
        alerts.setActive(accounts.alert(ann, "lamps").id(), false);
        finished();
        UserRepository users = new UserRepository(accounts.transactions(), FieldProtection.plaintext());

        users.setActive(ann.id(), false);
        assertThat(finished()).isEmpty();
        users.setActive(ann.id(), true);
        assertThat(finished()).containsExactly(bikes.id());
        users.setActive(ann.id(), true);
        assertThat(finished()).isEmpty();
    }

    @Test
    void waitForTheAlertsOfAUserWhomTheHostSwitchesOnByItsOwnSql() {
        Alert bikes = accounts.alert(ann, "bikes");
        finished();

        updateUsers("set is_active = false");
        assertThat(finished()).isEmpty();
        updateUsers("set is_active = true");
        assertThat(finished()).containsExactly(bikes.id());
        updateUsers("set is_active = true, last_name = 'Lee'");
        assertThat(finished()).isEmpty();
    }

    @Test
    void waitForAnAlertThatIsBeingCreatedWhileItsUserComesBack(DataSource dataSource) throws Exception {
        updateUsers("set is_active = false");
        ExecutorService host = Executors.newSingleThreadExecutor();
        try {
            Future<?> comingBack = accounts.transactions().together(joined -> {
                new AlertRepository(joined).create(AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING));
                Future<?> waiting = host.submit(() -> updateUsers("set is_active = true"));
                Blocked.await(dataSource);
                return waiting;
            });
            comingBack.get();
        } finally {
            host.shutdownNow();
        }

        assertThat(backfills.pending(10)).hasSize(2);
    }

    private void updateUsers(String change) {
        accounts.transactions().call(dsl -> dsl.execute("update souk.users " + change));
    }

    @Test
    void doNotWaitForAnAlertThatWasRolledBack() {
        assertThatThrownBy(() -> accounts.transactions().together(joined -> {
                    Alert bikes = new AlertRepository(joined)
                            .create(AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING));
                    assertThat(new Backfills(joined).pending(10))
                            .extracting(Backfill::alertId)
                            .containsExactly(bikes.id());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(backfills.pending(10)).isEmpty();
    }

    @Test
    void areClaimedByOneTransactionAtATime() {
        accounts.alert(ann, "bikes");
        accounts.alert(ann, "lamps");

        accounts.transactions().together(one -> {
            List<Backfill> claimed = new Backfills(one).pending(1);
            accounts.transactions().together(other -> {
                assertThat(claimed).hasSize(1);
                assertThat(new Backfills(other).pending(10)).hasSize(1).doesNotContainAnyElementsOf(claimed);
                return true;
            });
            return true;
        });

        assertThat(backfills.pending(10)).hasSize(2);
    }

    /** Who gathers what is held for a user holds the user, and goes by the runs that are on their way. */
    @Test
    void arePutOffWhenNobodyGathersForTheirUser(DataSource dataSource) throws Exception {
        accounts.alert(ann, "bikes");
        long id = backfills.pending(1).get(0).id();
        ExecutorService host = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> late = accounts.transactions().together(joined -> {
                joined.call(dsl -> dsl.execute("select from souk.users where id = ? for update", ann.id()));
                Future<Boolean> puttingOff = host.submit(() -> backfills.putOff(id));
                Blocked.await(dataSource);
                assertThat(backfills.stats().failed()).isZero();
                return puttingOff;
            });

            assertThat(late.get()).isTrue();
        } finally {
            host.shutdownNow();
        }
        assertThat(backfills.stats().failed()).isEqualTo(1);
    }

    @Test
    void goWithTheirAlert() {
        Alert bikes = accounts.alert(ann, "bikes");

        alerts.delete(bikes.id());

        assertThat(backfills.pending(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areFinishedWhileTheirUserOrAlertIsDeleted(boolean userGoes, DataSource dataSource) throws Exception {
        Alert bikes = accounts.alert(ann, "bikes");
        long brompton = accounts.listing("brompton");
        ExecutorService host = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> deletion = accounts.transactions().together(joined -> {
                Backfill claimed = new Backfills(joined).pending(10).get(0);
                Future<Boolean> deleting = host.submit(() -> userGoes
                        ? new UserRepository(accounts.transactions(), FieldProtection.plaintext()).delete(ann.id())
                        : alerts.delete(bikes.id()));
                Blocked.await(dataSource);
                assertThat(new AlertMatchRepository(joined).record(List.of(new NewMatch(bikes.id(), brompton))))
                        .hasSize(1);
                assertThat(new Backfills(joined).done(claimed.id())).isTrue();
                return deleting;
            });

            assertThat(deletion.get()).isTrue();
        } finally {
            host.shutdownNow();
        }
        assertThat(alerts.byId(bikes.id())).isEmpty();
    }

    private List<Long> finished() {
        List<Backfill> pending = backfills.pending(10);
        pending.forEach(backfill -> assertThat(backfills.done(backfill.id())).isTrue());
        return pending.stream().map(Backfill::alertId).toList();
    }
}
