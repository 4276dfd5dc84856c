package dev.souk.core.notification;

import static dev.souk.model.notification.NotificationStatus.DEAD;
import static dev.souk.model.notification.NotificationStatus.PENDING;
import static dev.souk.model.notification.NotificationStatus.SENT;
import static dev.souk.model.notification.NotificationStatus.UNWANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.listing.CountingDataSource;
import dev.souk.model.Counting;
import dev.souk.model.Total;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How deliveries and notifications stand, for people. */
@ExtendWith(MigratedPostgres.class)
class DeliveryLogTest {

    private NotificationRepository notifications;
    private DeliveryQueue queue;
    private DeliveryLog log;
    private User ann;
    private User bob;
    private List<Long> stored;

    /** Of Ann's two, the first is sent by e-mail and given up by ntfy, the second waits; Bob's is given up. */
    @BeforeEach
    void open(DataSource dataSource) {
        Accounts accounts = new Accounts(dataSource);
        notifications = new NotificationRepository(accounts.transactions());
        queue = accounts.deliveries();
        log = new DeliveryLog(accounts.transactions());
        ann = accounts.user("ann");
        bob = accounts.user("bob");
        accounts.alert(ann, "bikes");
        stored = List.of(store(ann, "one", "email", "ntfy"), store(ann, "two", "email"), store(bob, "three", "ntfy"));
        Delivery first = queue.lease(Set.of("email"), 1, Duration.ofMinutes(1)).get(0);
        queue.delivered(first);
        queue.lease(Set.of("ntfy"), 10, Duration.ofMinutes(1))
                .forEach(delivery -> queue.dead(delivery, "no such topic"));
    }

    private long store(User user, String key, String... channels) {
        return notifications
                .store(List.of(Drafts.draft(user.id(), key, channels)))
                .get(0);
    }

    @Test
    void whatAChannelGaveUpIsTriedAgainTheOldestFirst() {
        assertThat(queue.requeue(DeliveryFilter.ALL.byChannel("email"), 10)).isZero();
        assertThat(queue.requeue(DeliveryFilter.ALL.byChannel("ntfy"), 1)).isEqualTo(1);
        assertThat(queue.lease(Set.of("ntfy"), 10, Duration.ofMinutes(1)))
                .extracting(delivery -> delivery.recipient().userId())
                .containsExactly(ann.id());

        assertThat(queue.requeue(DeliveryFilter.ALL, 10)).isEqualTo(1);
        assertThat(queue.requeue(DeliveryFilter.ALL, 10)).isZero();
        assertThat(queue.lease(Set.of("ntfy"), 10, Duration.ofMinutes(1)))
                .extracting(delivery -> delivery.recipient().userId())
                .containsExactly(bob.id());
        assertThatIllegalArgumentException().isThrownBy(() -> queue.requeue(DeliveryFilter.ALL, 0));
    }

    @Test
    void listsByUserChannelAndStatusWithTheReason() {
        assertThat(log.slice(DeliveryFilter.ALL, null, 10).items()).hasSize(4);
        assertThat(log.slice(DeliveryFilter.ofUser(ann.id()).withStatus(DEAD), null, 10)
                        .items())
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.userId()).isEqualTo(ann.id());
                    assertThat(dead.notificationId()).isEqualTo(stored.get(0));
                    assertThat(dead.channel()).isEqualTo("ntfy");
                    assertThat(dead.attempts()).isEqualTo(1);
                    assertThat(dead.problem()).contains("no such topic");
                    assertThat(dead.sentAt()).isEmpty();
                });
        assertThat(log.slice(DeliveryFilter.ALL.byChannel("email").withStatus(SENT), null, 10)
                        .items())
                .singleElement()
                .satisfies(sent -> assertThat(sent.sentAt()).isPresent());
        assertThat(log.page(DeliveryFilter.ALL.byChannel("ntfy"), 0, 1, Counting.EXACT)
                        .total())
                .isEqualTo(Total.exactly(2));
        assertThat(log.ofNotification(stored.get(0)))
                .extracting(LoggedDelivery::channel)
                .containsExactly("email", "ntfy");
    }

    @Test
    void countsByStatus() {
        assertThat(log.counts(DeliveryFilter.ALL)).isEqualTo(Map.of(PENDING, 1L, SENT, 1L, DEAD, 2L, UNWANTED, 0L));
        assertThat(log.counts(DeliveryFilter.ofUser(bob.id())))
                .isEqualTo(Map.of(PENDING, 0L, SENT, 0L, DEAD, 1L, UNWANTED, 0L));
        assertThat(notifications.counts(NotificationFilter.ALL))
                .isEqualTo(Map.of(PENDING, 1L, SENT, 1L, DEAD, 1L, UNWANTED, 0L));
    }

    @Test
    void oneThatWasGivenUpCanBeTriedAgain() {
        LoggedDelivery dead =
                log.slice(DeliveryFilter.ofUser(bob.id()), null, 1).items().get(0);

        assertThat(queue.requeue(dead.id())).isTrue();

        assertThat(log.byId(dead.id())).get().satisfies(now -> {
            assertThat(now.status()).isEqualTo(PENDING);
            assertThat(now.attempts()).isZero();
        });
        assertThat(log.byId(999_999)).isEmpty();
    }

    @Test
    void readsAListInOneStatement(DataSource dataSource) {
        CountingDataSource counted = new CountingDataSource(dataSource);
        DeliveryLog watched = new DeliveryLog(new Accounts(counted.dataSource()).transactions());

        watched.slice(DeliveryFilter.ofUser(ann.id()), null, 10);

        assertThat(counted.statements()).hasSize(1);
    }

    @Test
    void listsAndMarksNotificationsByFilter() {
        assertThat(notifications
                        .slice(NotificationFilter.ofUser(ann.id()), null, 10)
                        .items())
                .extracting(Notification::id)
                .containsExactly(stored.get(1), stored.get(0));
        assertThat(notifications
                        .page(NotificationFilter.ALL.withStatus(DEAD), 0, 10, Counting.EXACT)
                        .items())
                .extracting(Notification::id)
                .containsExactly(stored.get(2));

        assertThat(notifications.markRead(stored.get(0))).isTrue();
        assertThat(notifications
                        .slice(NotificationFilter.ofUser(ann.id()).unread(), null, 10)
                        .items())
                .extracting(Notification::id)
                .containsExactly(stored.get(1));
        assertThat(notifications.markAllRead(NotificationFilter.ofUser(ann.id())))
                .isEqualTo(1);
        assertThat(notifications.unreadCount(ann.id())).isZero();
        assertThat(notifications.unreadCount(bob.id())).isEqualTo(1);
    }

    @Test
    void deletesANotificationWithItsDeliveries() {
        assertThat(notifications.delete(stored.get(0))).isTrue();
        assertThat(notifications.delete(stored.get(0))).isFalse();

        assertThat(log.ofNotification(stored.get(0))).isEmpty();
    }

    @Test
    void refusesAChannelThatNoDeliveryCanHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeliveryFilter.ALL.byChannel("a\0b"))
                .withMessageContaining("channel");
    }
}
