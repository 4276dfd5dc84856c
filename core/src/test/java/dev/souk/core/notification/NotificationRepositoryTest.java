package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class NotificationRepositoryTest {

    private Accounts accounts;
    private NotificationRepository notifications;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        notifications = new NotificationRepository(accounts.transactions());
        ann = accounts.user("ann");
    }

    @Test
    void idsRiseInTheOrderOfTheDraftsWhateverTheirKeysAre() {
        List<String> keys = List.of("match:1:9", "match:1:11", "match:1:100", "drop:1:10", "match:1:2");

        List<Long> ids = notifications.store(
                keys.stream().map(key -> Drafts.draft(ann.id(), key, "email")).toList());

        assertThat(ids)
                .extracting(id -> notifications.byId(id).orElseThrow().title())
                .isEqualTo(keys.stream().map(key -> "New: " + key).toList());
    }

    @Test
    void storesAnOccurrenceOnceWithADeliveryForEachChannel() {
        NotificationDraft draft = Drafts.draft(ann.id(), "match:1:1", "email", "ntfy");

        List<Long> first = notifications.store(List.of(draft, draft));
        List<Long> second = notifications.store(List.of(draft, Drafts.draft(ann.id(), "match:1:2", "email")));

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(deliveries()).isEqualTo(3);
        assertThat(notifications.byId(first.get(0))).get().satisfies(stored -> {
            assertThat(stored.title()).isEqualTo(draft.title());
            assertThat(stored.subject()).isEqualTo(draft.subject());
            assertThat(stored.status()).isEqualTo(NotificationStatus.PENDING);
            assertThat(stored.sentAt()).isNull();
        });
        assertThat(notifications.store(List.of())).isEmpty();
    }

    @Test
    void takesOneThatIsOnlyToBeKeptForArrived() {
        long id = notifications
                .store(List.of(Drafts.draft(ann.id(), "match:1:1")))
                .get(0);

        assertThat(notifications.byId(id)).get().satisfies(stored -> {
            assertThat(stored.status()).isEqualTo(NotificationStatus.SENT);
            assertThat(stored.sentAt()).isNotNull();
        });
        assertThat(deliveries()).isZero();
    }

    @Test
    void leavesOutAUserWhoIsGone() {
        List<Long> stored = notifications.store(
                List.of(Drafts.draft(999_999, "match:1:1", "email"), Drafts.draft(ann.id(), "match:1:2", "email")));

        assertThat(stored).hasSize(1);
    }

    @Test
    void refusesAChannelThatCannotBeStored() {
        assertThatThrownBy(() -> notifications.store(List.of(Drafts.draft(ann.id(), "k", "x".repeat(33)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> notifications.store(List.of(Drafts.draft(ann.id(), "k", "a\u0000"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsPassOverWhatANewerReleaseWrote() {
        List<Long> ids = notifications.store(List.of(
                Drafts.draft(ann.id(), "match:1:1", "email"),
                Drafts.draft(ann.id(), "match:1:2", "email"),
                Drafts.draft(ann.id(), "match:1:3", "email")));
        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.notifications set data = jsonb_set(data, '{event}', '\"of a newer release\"') where id = ?",
                        ids.get(1)));

        var page = notifications.ofUser(ann.id(), 0, 10);
        var slice = notifications.slice(NotificationFilter.ofUser(ann.id()), null, 2);

        assertThat(page.items()).extracting(Notification::id).containsExactly(ids.get(2), ids.get(0));
        assertThat(page.total().count()).isEqualTo(3);
        assertThat(slice.items()).extracting(Notification::id).containsExactly(ids.get(2));
        assertThat(notifications.ofUser(ann.id(), slice.next().orElseThrow(), 2).items())
                .extracting(Notification::id)
                .containsExactly(ids.get(0));
    }

    @Test
    void keepsNothingOfATransactionThatFails() {
        assertThatThrownBy(() -> accounts.transactions().together(joined -> {
                    new NotificationRepository(joined).store(List.of(Drafts.draft(ann.id(), "match:1:1", "email")));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(notifications.ofUser(ann.id(), 0, 10).total().count()).isZero();
        assertThat(deliveries()).isZero();
    }

    @Test
    void listsAUsersNotificationsNewestFirstAndCountsTheUnread() {
        List<Long> ids = IntStream.range(0, 5)
                .mapToObj(i -> notifications
                        .store(List.of(Drafts.draft(ann.id(), "match:1:" + i)))
                        .get(0))
                .toList();
        notifications.store(List.of(Drafts.draft(accounts.user("bob").id(), "match:2:1")));

        assertThat(notifications.markRead(ids.get(0))).isTrue();
        assertThat(notifications.markRead(999_999)).isFalse();

        assertThat(notifications.unreadCount(ann.id())).isEqualTo(4);
        assertThat(notifications.ofUser(ann.id(), 0, 2).items())
                .extracting(Notification::id)
                .containsExactly(ids.get(4), ids.get(3));
        String cursor = notifications.ofUser(ann.id(), null, 4).next().orElseThrow();
        assertThat(notifications.ofUser(ann.id(), cursor, 4).items())
                .extracting(Notification::id)
                .containsExactly(ids.get(0));
    }

    @Test
    void whatIsTakenForUnreadIsReadAnewLater() {
        long id = notifications
                .store(List.of(Drafts.draft(ann.id(), "match:1:1")))
                .get(0);
        notifications.markRead(id);
        Instant first = readAt(id).orElseThrow();
        notifications.markRead(id, true);
        assertThat(readAt(id)).contains(first);

        assertThat(notifications.markRead(id, false)).isTrue();
        assertThat(readAt(id)).isEmpty();
        assertThat(notifications.unreadCount(ann.id())).isEqualTo(1);
        assertThat(notifications.markRead(id + 1, false)).isFalse();

        notifications.markRead(id, true);
        assertThat(readAt(id).orElseThrow()).isAfter(first);
    }

    private Optional<Instant> readAt(long id) {
        return Optional.ofNullable(notifications.byId(id).orElseThrow().readAt());
    }

    @Test
    void passesOverWhatTheOriginalSystemWrote() {
        long old = accounts.transactions()
                .call(dsl -> dsl.insertInto(NOTIFICATIONS)
                        .set(NOTIFICATIONS.USER_ID, ann.id())
                        .set(NOTIFICATIONS.TYPE, "alert")
                        .set(NOTIFICATIONS.TITLE, "old")
                        .set(NOTIFICATIONS.CONTENT, "old")
                        .returning(NOTIFICATIONS.ID)
                        .fetchSingle(NOTIFICATIONS.ID));

        assertThat(notifications.byId(old)).isEmpty();
        assertThat(notifications.ofUser(ann.id(), 0, 10).total().count()).isZero();
        assertThat(notifications.unreadCount(ann.id())).isZero();
    }

    @Test
    void storesEachOccurrenceOnceForHostsThatTellOfTheSameInAnyOrder() throws Exception {
        long seed = 11;
        List<NotificationDraft> drafts = IntStream.range(0, 100)
                .mapToObj(i -> Drafts.draft(ann.id(), "match:1:" + i, "email"))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        int stored = 0;
        try {
            List<Future<Integer>> hosts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<NotificationDraft> shuffled = new ArrayList<>(drafts);
                Collections.shuffle(shuffled, new Random(seed + i));
                hosts.add(pool.submit(() -> notifications.store(shuffled).size()));
            }
            for (Future<Integer> host : hosts) {
                stored += host.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(stored).as("seed %d", seed).isEqualTo(100);
        assertThat(deliveries()).isEqualTo(100);
    }

    private int deliveries() {
        return accounts.transactions().call(dsl -> dsl.fetchCount(NOTIFICATION_DELIVERIES));
    }
}
