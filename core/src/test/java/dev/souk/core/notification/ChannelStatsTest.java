package dev.souk.core.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the queue stands, by channel. */
@ExtendWith(MigratedPostgres.class)
class ChannelStatsTest {

    private static final Duration HOUR = Duration.ofHours(1);

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
    void ofAnEmptyQueueThereIsNothingToTell() {
        assertThat(queue.stats()).isEqualTo(new DeliveryStats(0, 0, 0, Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void whatIsTriedForTwoDaysIsTheOldestThatIsPendingThoughItIsNotDue() {
        store(2, "email");
        execute("update souk.notification_deliveries set created_at = created_at - interval '2 days' where id = 1");
        Delivery retried = lease("email", 1).get(0);
        queue.retry(retried, HOUR, "connection refused");

        DeliveryStats stats = queue.stats();

        Instant stored = time("select created_at from souk.notification_deliveries where id = 1");
        assertThat(stats.oldestPending()).contains(stored);
        assertThat(stats.oldestDue()).contains(time("select due_at from souk.notification_deliveries where id = 2"));
        assertThat(stats.channels()).singleElement().satisfies(email -> {
            assertThat(email.oldestPending()).contains(stored);
            assertThat(email.nextDue()).contains(time("select due_at from souk.notification_deliveries where id = 1"));
        });
    }

    @Test
    void eachChannelTellsWhatIsDueLeasedWaitingAndGivenUp() {
        store(6, "email", "ntfy");
        List<Delivery> mails = lease("email", 5);
        queue.delivered(mails.get(0));
        queue.dead(mails.get(1), "mailbox gone");
        queue.retry(mails.get(2), HOUR, "connection refused");
        queue.postpone(mails.get(3), HOUR, "the account may send no more for now");

        DeliveryStats stats = queue.stats();

        assertThat(stats).returns(10L, DeliveryStats::pending).returns(1L, DeliveryStats::dead);
        assertThat(stats.channels()).extracting(ChannelStats::channel).containsExactly("email", "ntfy");
        ChannelStats email = stats.channels().get(0);
        assertThat(email)
                .returns(4L, ChannelStats::pending)
                .returns(1L, ChannelStats::due)
                .returns(1L, ChannelStats::leased)
                .returns(2L, ChannelStats::waiting)
                .returns(1L, ChannelStats::dead);
        ChannelStats ntfy = stats.channels().get(1);
        assertThat(ntfy)
                .returns(6L, ChannelStats::pending)
                .returns(6L, ChannelStats::due)
                .returns(0L, ChannelStats::leased)
                .returns(0L, ChannelStats::waiting)
                .returns(0L, ChannelStats::dead)
                .returns(Optional.empty(), ChannelStats::nextDue)
                .returns(Optional.empty(), ChannelStats::problem);
    }

    @Test
    void aLeaseThatEndedWithoutAWordIsDue() {
        store(1, "email");
        queue.lease(Set.of("email"), 1, Duration.ofNanos(1_000));

        assertThat(queue.stats().channels())
                .singleElement()
                .returns(1L, ChannelStats::due)
                .returns(0L, ChannelStats::leased);
    }

    @Test
    void theCommonestReasonOfWhatIsPendingIsTheProblem() {
        store(9, "email");
        List<Delivery> mails = lease("email", 9);
        mails.subList(0, 1).forEach(mail -> queue.retry(mail, HOUR, "a slow server"));
        mails.subList(1, 3).forEach(mail -> queue.retry(mail, HOUR, "connection refused"));
        mails.subList(3, 7).forEach(mail -> queue.dead(mail, "mailbox gone"));

        assertThat(queue.stats().channels().get(0).problem()).contains("connection refused");
    }

    @Test
    void whereNothingWasTriedTheProblemIsTheReasonOfWhatWasGivenUp() {
        store(4, "email");
        List<Delivery> mails = lease("email", 3);
        mails.subList(0, 1).forEach(mail -> queue.dead(mail, "a typing error"));
        mails.subList(1, 3).forEach(mail -> queue.dead(mail, "mailbox gone"));

        assertThat(queue.stats().channels().get(0).problem()).contains("mailbox gone");
    }

    @Test
    void aCountThatEndsEarlySaysSoAndTellsTheTimesAllTheSame() {
        store(7, "email", "ntfy");
        List<Delivery> mails = lease("email", 4);
        mails.subList(0, 1).forEach(mail -> queue.dead(mail, "mailbox gone"));
        mails.subList(1, 4).forEach(mail -> queue.retry(mail, HOUR, "connection refused"));
        execute("update souk.notification_deliveries set created_at = created_at - interval '2 days' where id = 14");
        Instant stored = time("select min(created_at) from souk.notification_deliveries where status = 'pending'");

        DeliveryStats some = queue.stats(4);
        DeliveryStats all = queue.stats(8);

        assertThat(some.isCapped()).isTrue();
        assertThat(some.oldestPending()).contains(stored).isEqualTo(all.oldestPending());
        assertThat(some.channels().get(0)).isEqualTo(all.channels().get(0)).returns(false, ChannelStats::capped);
        assertThat(some.channels().get(1))
                .returns(true, ChannelStats::capped)
                .returns(4L, ChannelStats::pending)
                .returns(4L, ChannelStats::due)
                .returns(Optional.of(stored), ChannelStats::oldestPending)
                .returns(all.channels().get(1).oldestDue(), ChannelStats::oldestDue);
        assertThat(all).isEqualTo(queue.stats());
        assertThat(all.isCapped()).isFalse();
    }

    @Test
    void whereTheNewestThatWereGivenUpFillTheCountEveryChannelSaysSo() {
        store(5, "email", "ntfy");
        lease("ntfy", 2).forEach(message -> queue.dead(message, "no such topic"));
        execute(
                "update souk.notification_deliveries set created_at = created_at - interval '1 day' where status = 'dead'");
        lease("email", 4).forEach(mail -> queue.dead(mail, "mailbox gone"));

        assertThat(queue.stats(4).channels())
                .extracting(ChannelStats::channel, ChannelStats::dead, ChannelStats::capped)
                .containsExactly(tuple("email", 4L, true), tuple("ntfy", 0L, true));
        assertThat(queue.stats(7).channels())
                .extracting(ChannelStats::channel, ChannelStats::dead, ChannelStats::capped)
                .containsExactly(tuple("email", 4L, false), tuple("ntfy", 2L, false));
    }

    @Test
    void ofDigestsAndSingleMessagesEachIsCounted() {
        store(3, "email");
        execute("update souk.notification_deliveries set is_digest = true where id <= 2");

        assertThat(queue.stats(2).channels())
                .singleElement()
                .returns(3L, ChannelStats::pending)
                .returns(true, ChannelStats::capped);
        assertThat(queue.stats(3).isCapped()).isFalse();
    }

    private void store(int count, String... channels) {
        notifications.store(IntStream.range(0, count)
                .mapToObj(i -> Drafts.draft(ann.id(), "event " + i, channels))
                .toList());
    }

    private List<Delivery> lease(String channel, int limit) {
        return queue.lease(Set.of(channel), limit, HOUR);
    }

    private void execute(String statement) {
        accounts.transactions().call(dsl -> dsl.execute(statement));
    }

    private Instant time(String query) {
        return accounts.transactions().call(dsl -> dsl.fetchSingle(query).get(0, Instant.class));
    }
}
