package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.AlertRepository;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.Recipient;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class DeliveryQueueTest {

    private static final Set<String> EMAIL = Set.of("email");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Over as soon as it has begun. */
    private static final Duration NO_TIME = Duration.ofNanos(1_000);

    private Accounts accounts;
    private NotificationRepository notifications;
    private DeliveryQueue queue;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        notifications = new NotificationRepository(accounts.transactions());
        queue = new DeliveryQueue(accounts.transactions(), FieldProtection.plaintext());
        ann = new UserRepository(accounts.transactions(), FieldProtection.plaintext())
                .create(new UserDraft("ann", "ann@example.org", "hash", "Ann", "Lee"));
        accounts.alert(ann, "bikes");
    }

    @Test
    void leasesWhatIsDueByTheChannelsAskedFor() {
        long id = store("one", "email", "ntfy");

        List<Delivery> leased = queue.lease(EMAIL, 10, MINUTE);

        assertThat(leased).singleElement().satisfies(delivery -> {
            assertThat(delivery.channel()).isEqualTo("email");
            assertThat(delivery.attempt()).isEqualTo(1);
            assertThat(delivery.notification().id()).isEqualTo(id);
            assertThat(delivery.recipient()).isEqualTo(new Recipient(ann.id(), "ann@example.org", "Ann Lee"));
            assertThat(delivery.leasedUntil()).isAfter(delivery.notification().createdAt());
        });
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        assertThat(queue.lease(Set.of(), 10, MINUTE)).isEmpty();
        assertThat(queue.lease(Set.of("ntfy", "sms"), 10, MINUTE)).hasSize(1);
    }

    @Test
    void leasesWhatHasBeenDueLongestFirst() {
        List<Long> ids =
                IntStream.range(0, 5).mapToObj(i -> store("n" + i, "email")).toList();

        List<Delivery> two = queue.lease(EMAIL, 2, MINUTE);
        List<Delivery> rest = queue.lease(EMAIL, 10, MINUTE);

        assertThat(two).extracting(delivery -> delivery.notification().id()).isEqualTo(ids.subList(0, 2));
        assertThat(rest).extracting(delivery -> delivery.notification().id()).isEqualTo(ids.subList(2, 5));
    }

    @Test
    void recordsADeliveryWithItsNotificationAndItsMatch() {
        Alert bikes = accounts.alert(ann, "bikes");
        long brompton = accounts.listing("brompton");
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        matches.record(List.of(new NewMatch(bikes.id(), brompton)));
        long id = notifications
                .store(List.of(Drafts.about(ann.id(), "m", bikes.id(), brompton, "email", "ntfy")))
                .get(0);

        Delivery email = queue.lease(EMAIL, 10, MINUTE).get(0);
        assertThat(queue.delivered(email)).isTrue();
        Notification told = notification(id);
        Delivery ntfy = queue.lease(Set.of("ntfy"), 10, MINUTE).get(0);
        assertThat(queue.delivered(ntfy)).isTrue();

        assertThat(told.status()).isEqualTo(NotificationStatus.SENT);
        assertThat(told.sentAt()).isNotNull();
        assertThat(notification(id)).isEqualTo(told);
        assertThat(matches.ofUser(ann.id(), null, 10).items())
                .extracting(AlertMatch::notifiedAt)
                .doesNotContainNull()
                .hasSize(1);
        assertThat(queue.delivered(email)).isFalse();
        assertThat(queue.stats().pending()).isZero();
    }

    @Test
    void refusesTheWordOfAWorkerWhoseLeaseWasTakenOver() {
        store("one", "email");
        Delivery late = queue.lease(EMAIL, 10, NO_TIME).get(0);
        Delivery second = queue.lease(EMAIL, 10, MINUTE).get(0);

        assertThat(second.id()).isEqualTo(late.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.leaseToken()).isNotEqualTo(late.leaseToken());
        assertThat(queue.delivered(late)).isFalse();
        assertThat(queue.retry(late, Duration.ZERO, "late")).isFalse();
        assertThat(queue.dead(late, "late")).isFalse();
        assertThat(queue.giveBack(List.of(late))).isZero();
        assertThat(notification(late.notification().id()).status()).isEqualTo(NotificationStatus.PENDING);
        assertThat(queue.delivered(second)).isTrue();
    }

    /** It held the newest token when it looked, and had to wait then. */
    @Test
    void refusesTheWordOfAWorkerWhoseLeaseIsTakenOverWhileItRecords() throws Exception {
        long id = store("one", "email");
        Delivery late = queue.lease(EMAIL, 10, NO_TIME).get(0);
        FutureTask<Boolean> word = new FutureTask<>(() -> queue.delivered(late));

        Delivery second = accounts.transactions().call(dsl -> {
            dsl.execute("select from souk.notifications where id = ? for update", id);
            new Thread(word).start();
            awaitThatSomebodyWaits();
            return queue.lease(EMAIL, 10, MINUTE).get(0);
        });

        assertThat(word.get()).isFalse();
        assertThat(queue.delivered(second)).isTrue();
    }

    private void awaitThatSomebodyWaits() {
        while (accounts.transactions()
                .call(dsl -> dsl.fetchCount(
                        DSL.table("pg_stat_activity"),
                        DSL.condition("datname = current_database() and wait_event_type = 'Lock'")))
                .equals(0)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void takesWhatWasLeasedAndNeverHeardOfAlone() {
        store("one", "email");
        store("two", "email");
        List<Delivery> lost = queue.lease(EMAIL, 10, NO_TIME);
        store("three", "email");

        List<Delivery> suspect = queue.lease(EMAIL, 10, MINUTE);
        List<Delivery> other = queue.lease(EMAIL, 10, MINUTE);
        List<Delivery> fresh = queue.lease(EMAIL, 10, MINUTE);

        assertThat(lost).hasSize(2);
        assertThat(suspect).extracting(Delivery::attempt).containsExactly(2);
        assertThat(other).extracting(Delivery::attempt).containsExactly(2);
        assertThat(fresh).extracting(Delivery::attempt).containsExactly(1);
        assertThat(suspect.get(0).earlier().unheard()).isTrue();
        assertThat(fresh.get(0).earlier().unheard()).isFalse();
    }

    @Test
    void recordsManyAtOnceAndTellsWhichWereTakenOver() {
        store("one", "email");
        Delivery late = queue.lease(EMAIL, 10, NO_TIME).get(0);
        queue.lease(EMAIL, 10, MINUTE);
        store("two", "email");
        store("three", "email");
        List<Delivery> held = queue.lease(EMAIL, 10, MINUTE);

        Set<Long> recorded =
                queue.delivered(Stream.concat(held.stream(), Stream.of(late)).toList());

        assertThat(recorded)
                .containsExactlyInAnyOrderElementsOf(
                        held.stream().map(Delivery::id).toList());
        assertThat(held)
                .allSatisfy(delivery -> assertThat(
                                notification(delivery.notification().id()).status())
                        .isEqualTo(NotificationStatus.SENT));
        assertThat(queue.stats().pending()).isEqualTo(1);
    }

    @Test
    void remembersSinceWhenADeliveryIsTriedUntilItIsAskedForAnew() {
        store("one", "email");
        Delivery first = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.postpone(first, Duration.ZERO, "busy");
        Delivery second = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.dead(second, "no use");
        queue.requeue(second.id());
        Delivery third = queue.lease(EMAIL, 10, MINUTE).get(0);

        assertThat(second.earlier().since()).isEqualTo(first.earlier().since());
        assertThat(third.earlier().since()).isAfter(first.earlier().since());
    }

    @Test
    void remembersWhichAddressesTookADeliveryUntilAllDid() {
        store("one", "email");
        Delivery first = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.postpone(first.takenAlsoBy(Set.of("home")), Duration.ZERO, "work is busy");
        Delivery second = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.retry(second.takenAlsoBy(Set.of("work")), Duration.ZERO, "phone is off");
        Delivery third = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.dead(third.takenAlsoBy(Set.of("tablet")), "no use");
        queue.requeue(third.id());
        Delivery fourth = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.delivered(fourth);

        assertThat(first.earlier().takenBy()).isEmpty();
        assertThat(second.earlier().takenBy()).containsExactly("home");
        assertThat(third.earlier().takenBy()).containsExactlyInAnyOrder("home", "work");
        assertThat(fourth.earlier().takenBy()).containsExactlyInAnyOrder("home", "work", "tablet");
        int marked = accounts.transactions()
                .call(dsl -> dsl.fetchCount(NOTIFICATION_DELIVERIES, NOTIFICATION_DELIVERIES.TAKEN_BY.isNotNull()));
        assertThat(marked).isZero();
    }

    @Test
    void takesTheWordOfAWorkerWhoIsLateWhenNobodyTookOver() {
        store("one", "email");
        Delivery late = queue.lease(EMAIL, 10, NO_TIME).get(0);

        assertThat(queue.delivered(late)).isTrue();
    }

    @Test
    void triesAgainWhenTold() {
        store("one", "email");
        Delivery first = queue.lease(EMAIL, 10, MINUTE).get(0);

        assertThat(queue.retry(first, Duration.ofHours(1), "busy")).isTrue();
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        assertThat(queue.stats().due()).isZero();
        assertThat(queue.stats().pending()).isEqualTo(1);

        store("two", "email");
        Delivery other = queue.lease(EMAIL, 10, MINUTE).get(0);
        assertThat(queue.retry(other, Duration.ZERO, "a\u0000" + "x".repeat(5_000)))
                .isTrue();
        assertThat(queue.lease(EMAIL, 10, MINUTE)).extracting(Delivery::attempt).containsExactly(2);
    }

    @Test
    void givesBackWithoutCountingTheAttempt() {
        store("one", "email");
        store("two", "email");
        List<Delivery> leased = queue.lease(EMAIL, 10, MINUTE);

        assertThat(queue.giveBack(leased)).isEqualTo(2);
        assertThat(queue.lease(EMAIL, 10, MINUTE)).extracting(Delivery::attempt).containsExactly(1, 1);
    }

    @Test
    void givesANotificationUpWhenAllItsDeliveriesAre() {
        long id = store("one", "email", "ntfy");
        Delivery email = queue.lease(EMAIL, 10, MINUTE).get(0);
        Delivery ntfy = queue.lease(Set.of("ntfy"), 10, MINUTE).get(0);

        assertThat(queue.dead(email, "no such mailbox")).isTrue();
        assertThat(notification(id).status()).isEqualTo(NotificationStatus.PENDING);
        assertThat(queue.dead(ntfy, "no such topic")).isTrue();
        assertThat(notification(id).status()).isEqualTo(NotificationStatus.DEAD);

        assertThat(queue.dead(0, 10).items())
                .extracting(DeadDelivery::problem)
                .containsExactly("no such topic", "no such mailbox");
        assertThat(queue.dead(null, 1).next()).isPresent();
        assertThat(queue.stats().dead()).isEqualTo(2);
    }

    @Test
    void triesADeadDeliveryAgainWhenAsked() {
        long id = store("one", "email");
        Delivery first = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.dead(first, "no such mailbox");

        assertThat(queue.requeue(first.id())).isTrue();
        assertThat(queue.requeue(first.id())).isFalse();
        assertThat(queue.requeue(999_999)).isFalse();

        assertThat(notification(id).status()).isEqualTo(NotificationStatus.PENDING);
        Delivery again = queue.lease(EMAIL, 10, MINUTE).get(0);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(queue.delivered(again)).isTrue();
    }

    @Test
    void whatNobodyWantsAnyMoreHidesNothingThatIsBehindIt() {
        Alert gone = accounts.alert(ann, "gone");
        notifications.store(IntStream.range(0, 25)
                .mapToObj(i -> Drafts.about(ann.id(), "gone " + i, gone.id(), i, "email"))
                .toList());
        long wanted = store("one", "email");
        new AlertRepository(accounts.transactions()).delete(gone.id());

        List<Delivery> leased = queue.lease(EMAIL, 10, MINUTE);

        assertThat(leased).extracting(delivery -> delivery.notification().id()).containsExactly(wanted);
        assertThat(queue.stats()).returns(1L, DeliveryStats::pending).returns(0L, DeliveryStats::dead);
    }

    @Test
    void leasesAsEverWhereTheSettingsOfTheAlertAreOfANewerRelease() {
        store("one", "email");
        accounts.transactions()
                .call(dsl ->
                        dsl.execute("update souk.alerts set notification_settings = '{\"frequency\": \"lunar\"}'"));

        assertThat(queue.lease(EMAIL, 10, MINUTE)).hasSize(1);
    }

    @Test
    void givesEachDeliveryToOneOfTheWorkersThatLeaseAtOnce() throws Exception {
        int all = 400;
        notifications.store(IntStream.range(0, all)
                .mapToObj(i -> Drafts.draft(ann.id(), "n" + i, "email"))
                .toList());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Long> leased = new ArrayList<>();
        try {
            List<Future<List<Long>>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(pool.submit(this::work));
            }
            for (Future<List<Long>> worker : workers) {
                leased.addAll(worker.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(leased).doesNotHaveDuplicates();
        // A worker may leave when the others hold the last rows locked; nobody holds any now.
        leased.addAll(work());
        assertThat(leased).doesNotHaveDuplicates().hasSize(all);
        int sent = accounts.transactions()
                .call(dsl -> dsl.fetchCount(NOTIFICATION_DELIVERIES, NOTIFICATION_DELIVERIES.STATUS.eq("sent")));
        assertThat(sent).isEqualTo(all);
    }

    private List<Long> work() {
        List<Long> ids = new ArrayList<>();
        List<Delivery> batch = queue.lease(EMAIL, 7, MINUTE);
        while (!batch.isEmpty()) {
            for (Delivery delivery : batch) {
                assertThat(queue.delivered(delivery)).isTrue();
                ids.add(delivery.id());
            }
            batch = queue.lease(EMAIL, 7, MINUTE);
        }
        return ids;
    }

    private long store(String eventKey, String... channels) {
        return notifications
                .store(List.of(Drafts.draft(ann.id(), eventKey, channels)))
                .get(0);
    }

    private Notification notification(long id) {
        return notifications.byId(id).orElseThrow();
    }
}
