package dev.souk.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.User;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host that is older than the one that wrote a notification. */
@ExtendWith(MigratedPostgres.class)
class UnreadableDeliveriesTest {

    private static final Set<String> EMAIL = Set.of("email");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Accounts accounts;
    private NotificationRepository notifications;
    private DeliveryQueue queue;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        notifications = new NotificationRepository(accounts.transactions());
        queue = accounts.deliveries();
        ann = accounts.user("ann");
        accounts.alert(ann, "bikes");
    }

    @Test
    void leavesWhatItCannotReadToNewerHostsAndLeasesTheRest() {
        long strange = store("strange");
        long good = store("good");
        String known =
                notifications.byId(strange).orElseThrow().subject().event().code();
        say(strange, "from a newer release");

        List<Delivery> readable = queue.lease(EMAIL, 10, MINUTE);

        assertThat(readable)
                .extracting(delivery -> delivery.notification().id())
                .containsExactly(good);
        queue.delivered(readable);
        assertThat(queue.stats()).returns(1L, DeliveryStats::pending).returns(0L, DeliveryStats::dead);
        pass("1 minute");
        say(strange, known);
        assertThat(queue.lease(EMAIL, 10, MINUTE)).singleElement().satisfies(delivery -> {
            assertThat(delivery.notification().id()).isEqualTo(strange);
            assertThat(delivery.attempt()).isEqualTo(1);
        });
    }

    @Test
    void givesUpWhatNobodyCouldReadForDays() {
        long strange = store("strange");
        say(strange, "of no release");
        for (int days = 0; days < 3; days++) {
            assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
            assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
            assertThat(queue.stats().dead()).isZero();
            pass("24 hours");
        }

        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();

        assertThat(queue.dead(0, 10).items()).singleElement().satisfies(dead -> {
            assertThat(dead.notificationId()).isEqualTo(strange);
            assertThat(dead.problem()).contains("event");
        });
    }

    @Test
    void leavesToNewerHostsForAsLongWhatRestedForDaysBefore() {
        long strange = store("strange");
        Delivery readable = queue.lease(EMAIL, 10, MINUTE).get(0);
        queue.postpone(readable, Duration.ofDays(5), "the account rests");
        pass("6 days");
        say(strange, "of no release");

        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        assertThat(queue.stats().dead()).isZero();
        pass("2 days");
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        assertThat(queue.stats().dead()).isZero();
        pass("2 days");
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();

        assertThat(queue.dead(0, 10).items())
                .extracting(DeadDelivery::notificationId)
                .containsExactly(strange);
    }

    @Test
    void givesUpWhatNobodyCouldReadForDaysThoughItIsQuietInBetween() {
        long strange = store("strange");
        say(strange, "of no release");
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        pass("2 days");
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        settings("{\"email\": true, \"quiet_hours\": {\"from\": \"%s\", \"to\": \"%s\"}}"
                .formatted(minutes(now.minusHours(2)), minutes(now.plusHours(2))));
        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();
        settings("{\"email\": true}");
        pass("2 days");

        assertThat(queue.lease(EMAIL, 10, MINUTE)).isEmpty();

        assertThat(queue.dead(0, 10).items())
                .extracting(DeadDelivery::notificationId)
                .containsExactly(strange);
    }

    private void settings(String json) {
        accounts.transactions()
                .call(dsl -> dsl.execute("update souk.alerts set notification_settings = cast(? as jsonb)", json));
    }

    private static String minutes(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private void say(long notificationId, String event) {
        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.notifications set data = jsonb_set(data, '{event}', to_jsonb(cast(? as text)))"
                                + " where id = ?",
                        event,
                        notificationId));
    }

    /** In place of waiting. */
    private void pass(String time) {
        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.notification_deliveries set due_at = due_at - cast({0} as interval),"
                                + " tried_since = tried_since - cast({0} as interval)",
                        DSL.val(time)));
    }

    private long store(String eventKey) {
        return notifications
                .store(List.of(Drafts.draft(ann.id(), eventKey, "email")))
                .get(0);
    }
}
