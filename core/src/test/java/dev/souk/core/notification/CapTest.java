package dev.souk.core.notification;

import static dev.souk.core.notification.Drafts.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many messages of an alert come at once in an hour, whoever stores them. */
@ExtendWith(MigratedPostgres.class)
class CapTest {

    private SoukDatabase database;
    private DSLContext sql;
    private User ann;
    private Schedule three;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        ann = database.users().create(UserDraft.of("ann", "ann@example.org"));
        // Where it is half past twelve, so that no hour ends while the test runs.
        three = Schedule.INSTANT
                .in(ZoneOffset.ofTotalSeconds(LocalTime.of(12, 30).toSecondOfDay() - second()))
                .atMostPerHour(3);
    }

    private List<NotificationDraft> drafts(int first, int count) {
        return drafts(first, count, three);
    }

    private List<NotificationDraft> drafts(int first, int count, Schedule schedule) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> about(ann.id(), "match:1:" + i, 1, i, "email").on(schedule))
                .toList();
    }

    private int second() {
        return sql.fetchSingle("select floor(extract(epoch from clock_timestamp()))::bigint % 86400")
                .get(0, Integer.class);
    }

    private long atOnce() {
        return database.deliveries().stats().pending();
    }

    /** The second would count none of the first's, which are not committed, if it did not wait. */
    @Test
    void isNotExceededByTwoHostsThatStoreAtTheSameTime() {
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> second = database.inTransaction(tx -> {
            tx.notifications().store(drafts(1, 2));
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> {
                        database.notifications().store(drafts(10, 2));
                        over.countDown();
                    },
                    task -> new Thread(task).start());
            awaitThatItWaitsOrIsDone(over);
            return other;
        });
        second.join();

        assertThat(atOnce()).isEqualTo(3);
        assertThat(sql.fetchCount(DSL.table("souk.notifications"), DSL.condition("held_until is not null")))
                .isEqualTo(1);
    }

    /** It holds the user and wants the alert; we hold the alert, and want the user to count. */
    @Test
    void isNoDeadlockWithAHostThatChangesAlertsOfTheUser(DataSource dataSource) {
        Alert old = database.alerts()
                .create(AlertDraft.of(ann.id(), "Bikes", AlertCriteria.ANYTHING)
                        .withSettings(NotificationSettings.DEFAULT.withSchedule(three)));
        long bike = new Accounts(dataSource).listing("brompton");
        CountDownLatch over = new CountDownLatch(1);

        CompletableFuture<Void> host = database.inTransaction(tx -> {
            tx.matches().record(List.of(new NewMatch(old.id(), bike)));
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> {
                        database.inTransaction(theirs -> {
                            theirs.alerts().create(AlertDraft.of(ann.id(), "Lamps", AlertCriteria.ANYTHING), 10);
                            return theirs.alerts().delete(old.id());
                        });
                        over.countDown();
                    },
                    task -> new Thread(task).start());
            awaitThatItWaitsOrIsDone(over);
            tx.notifications()
                    .store(List.of(about(ann.id(), "m", old.id(), bike, "email").on(three)));
            return other;
        });
        host.join();

        assertThat(database.alerts().count(AlertFilter.ofUser(ann.id()))).isEqualTo(1);
    }

    private void awaitThatItWaitsOrIsDone(CountDownLatch over) {
        while (over.getCount() > 0
                && sql.fetchCount(
                                DSL.table("pg_stat_activity"),
                                DSL.condition("datname = current_database() and wait_event_type = 'Lock'"))
                        == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void isExactForAnyNumberOfHosts() {
        List<CompletableFuture<Void>> hosts = IntStream.range(0, 8)
                .mapToObj(host -> CompletableFuture.runAsync(
                        () -> drafts(100 * host, 10)
                                .forEach(draft -> database.notifications().store(List.of(draft))),
                        task -> new Thread(task).start()))
                .toList();
        hosts.forEach(CompletableFuture::join);

        assertThat(atOnce()).isEqualTo(3);
        assertThat(sql.fetchCount(DSL.table("souk.notifications"))).isEqualTo(80);
    }

    /** It is one message, however many it tells of; of those past the cap an hour later would come another. */
    @Test
    void isNeitherUsedUpByASummaryNorTearsItApart() {
        database.notifications()
                .store(drafts(1, 5).stream().map(NotificationDraft::inSummary).toList());
        assertThat(sql.fetchCount(DSL.table("souk.notifications"), DSL.condition("held_until <= clock_timestamp()")))
                .isEqualTo(5);

        database.notifications().store(drafts(10, 4));

        assertThat(atOnce()).isEqualTo(3);
    }

    /** An alert without a channel tells nobody, and may get one within the hour. */
    @Test
    void isNotUsedUpByWhatWentToNobody() {
        database.notifications()
                .store(IntStream.range(1, 6)
                        .mapToObj(i -> about(ann.id(), "match:1:" + i, 1, i).on(three))
                        .toList());

        database.notifications().store(drafts(10, 4));

        assertThat(atOnce()).isEqualTo(3);
    }

    /** What counts is when they are stored, and not when the host began with what it found. */
    @Test
    void isOfTheHourInWhichTheyAreStored() {
        Schedule soon = database.inTransaction(tx -> {
            tx.notifications().unreadCount(ann.id());
            int border = awaitSecondAfter(second());
            Schedule hourBegins = Schedule.INSTANT
                    .in(ZoneOffset.ofTotalSeconds(LocalTime.of(13, 0).toSecondOfDay() - border))
                    .atMostPerHour(3);
            tx.notifications().store(drafts(1, 3, hourBegins));
            return hourBegins;
        });

        database.notifications().store(drafts(10, 3, soon));

        assertThat(atOnce()).isEqualTo(3);
    }

    private int awaitSecondAfter(int begun) {
        int now = second();
        while (now == begun) {
            now = second();
        }
        return now;
    }

    @Test
    void isNotUsedUpByWhatWasStoredBefore() {
        database.notifications().store(drafts(1, 2));

        database.notifications().store(drafts(1, 3));

        assertThat(atOnce()).isEqualTo(3);
    }
}
