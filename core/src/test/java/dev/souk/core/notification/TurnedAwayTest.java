package dev.souk.core.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.alert.Alert;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is leased beside what must not go. */
@ExtendWith(MigratedPostgres.class)
class TurnedAwayTest {

    private static final Set<String> EMAIL = Set.of("email");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Accounts accounts;
    private NotificationRepository notifications;
    private DeliveryQueue queue;
    private User ann;
    private Alert bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        notifications = new NotificationRepository(accounts.transactions());
        queue = accounts.deliveries();
        ann = accounts.user("ann");
        bikes = accounts.alert(ann, "bikes");
    }

    private long store(User user, long alertId, int listing) {
        return notifications
                .store(List.of(Drafts.about(user.id(), "match:" + alertId + ":" + listing, alertId, listing, "email")))
                .get(0);
    }

    private void run(String sql) {
        accounts.transactions().call(dsl -> dsl.execute(sql));
    }

    @Test
    void whateverTheReasonsItEndsInOneTransactionAndTheRestGoes() {
        User bob = accounts.user("bob");
        Alert boats = accounts.alert(bob, "boats");
        accounts.users().setActive(bob.id(), false);
        long ofNoAlert = store(ann, 1_000, 1);
        long ofNobody = store(bob, boats.id(), 1);
        long wanted = store(ann, bikes.id(), 1);

        assertThat(queue.lease(EMAIL, 10, MINUTE))
                .extracting(delivery -> delivery.notification().id())
                .containsExactly(wanted);

        assertThat(List.of(ofNoAlert, ofNobody))
                .allSatisfy(
                        id -> assertThat(notifications.byId(id).orElseThrow().status())
                                .isEqualTo(NotificationStatus.UNWANTED));
    }

    @Test
    void ifItCannotBeRecordedWhatWasLeasedBesideItGoesBack() {
        store(ann, 1_000, 1);
        long wanted = store(ann, bikes.id(), 1);
        run(
                "create function souk.refuse() returns trigger language plpgsql as 'begin raise exception ''refused''; end'");
        run("create trigger refuse before update on souk.notification_deliveries for each row"
                + " when (new.status = 'unwanted') execute function souk.refuse()");

        assertThatThrownBy(() -> queue.lease(EMAIL, 10, MINUTE))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("P0001");

        List<Delivery> again = queue.lease(EMAIL, 10, MINUTE);
        assertThat(again).singleElement().satisfies(delivery -> {
            assertThat(delivery.notification().id()).isEqualTo(wanted);
            assertThat(delivery.attempt()).isEqualTo(1);
        });
    }
}
