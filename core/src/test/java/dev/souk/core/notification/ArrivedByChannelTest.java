package dev.souk.core.notification;

import static dev.souk.core.notification.Drafts.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Counting;
import dev.souk.model.Total;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application lists for a user: what has arrived there, alone or in a digest, and nothing else. */
@ExtendWith(MigratedPostgres.class)
class ArrivedByChannelTest {

    private static final String IN_APP = "in_app";
    private static final String EMAIL = "email";
    private static final Schedule WEEKLY = Schedule.of(Frequency.WEEKLY);
    private static final long NO_ALERT = 999_999;

    private DataSource dataSource;
    private SoukDatabase database;
    private User ann;
    private NotificationFilter shown;
    private long listed;
    private long mailed;
    private int listings;

    @BeforeEach
    void open(DataSource given) {
        dataSource = given;
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        ann = new Accounts(dataSource).user("ann");
        listed = alert(ann, EMAIL, IN_APP);
        mailed = alert(ann, EMAIL);
        shown = NotificationFilter.ofUser(ann.id()).byChannel(IN_APP);
    }

    private long alert(User user, String... channels) {
        return database.alerts()
                .create(AlertDraft.of(user.id(), "bikes", AlertCriteria.ANYTHING)
                        .withSettings(NotificationSettings.DEFAULT.withChannels(channels)))
                .id();
    }

    private long store(NotificationDraft draft) {
        return database.notifications().store(List.of(draft)).get(0);
    }

    private NotificationDraft draft(User user, long alert, String... channels) {
        listings++;
        return about(user.id(), "match:" + listings, alert, listings, channels);
    }

    private void letItBeDue() {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("update souk.notifications set held_until = clock_timestamp() where held_until is not null");
    }

    private void gather() {
        database.inTransaction(tx -> {
            tx.heldNotifications()
                    .claim()
                    .orElseThrow()
                    .forEach(group -> tx.heldNotifications().gather(group, "A digest", "All of them."));
            return null;
        });
    }

    private void sendAllBy(String channel) {
        database.deliveries()
                .lease(Set.of(channel), 100, Duration.ofMinutes(1))
                .forEach(database.deliveries()::delivered);
    }

    private List<Long> list(NotificationFilter filter) {
        return database.notifications().slice(filter, null, 10).items().stream()
                .map(Notification::id)
                .toList();
    }

    @Test
    void ofAllRowsThoseAreListedAndCountedThatTheChannelTook() {
        User bob = new Accounts(dataSource).user("bob");
        store(draft(bob, alert(bob, IN_APP), IN_APP));
        long alone = store(draft(ann, listed, EMAIL, IN_APP));
        long byMail = store(draft(ann, mailed, EMAIL));
        long unwanted = store(draft(ann, NO_ALERT, IN_APP));
        long gathered = store(draft(ann, listed, EMAIL, IN_APP).on(WEEKLY));
        long gatheredToo = store(draft(ann, listed, EMAIL, IN_APP).on(WEEKLY));
        long gatheredByMail = store(draft(ann, mailed, EMAIL).on(WEEKLY));
        long gatheredByMailToo = store(draft(ann, mailed, EMAIL).on(WEEKLY));
        letItBeDue();
        gather();
        sendAllBy(EMAIL);
        assertThat(list(shown)).as("none of them went there").isEmpty();
        sendAllBy(IN_APP);
        long waits = store(draft(ann, listed, IN_APP));
        long held = store(draft(ann, listed, IN_APP).on(WEEKLY));
        NotificationRepository notifications = database.notifications();

        assertThat(list(shown)).containsExactly(gatheredToo, gathered, alone);
        assertThat(notifications.page(shown, 0, 2, Counting.EXACT).total()).isEqualTo(Total.exactly(3));
        assertThat(notifications.counts(shown)).containsEntry(NotificationStatus.SENT, 3L);
        assertThat(notifications.byId(unwanted).orElseThrow().status()).isEqualTo(NotificationStatus.UNWANTED);
        assertThat(list(NotificationFilter.ofUser(ann.id()).byChannel(EMAIL)))
                .containsExactly(gatheredByMailToo, gatheredByMail, gatheredToo, gathered, byMail, alone);
        assertThat(list(NotificationFilter.ofUser(ann.id())))
                .contains(waits, held, unwanted)
                .hasSize(9);

        assertThat(notifications.unreadCount(shown)).isEqualTo(3);
        notifications.markRead(alone);
        assertThat(notifications.unreadCount(shown)).isEqualTo(2);
        assertThat(list(shown.unread())).containsExactly(gatheredToo, gathered);
        assertThat(notifications.markAllRead(shown)).isEqualTo(2);
        assertThat(notifications.unreadCount(shown)).isZero();
        assertThat(notifications.unreadCount(ann.id())).isEqualTo(6);
    }

    @Test
    void whatIsToldWithTheLatestOfItsListingIsListedWithIt() {
        long match = store(about(ann.id(), "match:1", listed, 1, IN_APP).on(WEEKLY));
        long drop = store(about(ann.id(), "drop:1", listed, 1, IN_APP).on(WEEKLY));
        letItBeDue();
        database.inTransaction(tx -> {
            tx.heldNotifications().claim().orElseThrow().forEach(tx.heldNotifications()::release);
            return null;
        });
        assertThat(list(shown)).isEmpty();

        sendAllBy(IN_APP);

        assertThat(list(shown)).containsExactly(drop, match);
    }
}
