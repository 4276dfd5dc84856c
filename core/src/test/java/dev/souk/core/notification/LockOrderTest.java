package dev.souk.core.notification;

import static dev.souk.core.notification.Drafts.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who locks several rows waits for the first of them with none of the others in hand, whatever the plan is. */
@ExtendWith(MigratedPostgres.class)
class LockOrderTest {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private DataSource dataSource;
    private DSLContext sql;
    private Accounts accounts;
    private Transactions transactions;
    private User ann;
    private long bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        accounts = new Accounts(dataSource);
        transactions = accounts.transactions();
        ann = accounts.user("ann");
        bikes = accounts.alert(ann, "bikes").id();
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void notificationsThatAreAllMarkedReadAreLockedById() throws Exception {
        long first = notification(1);
        long second = notification(2);

        int read = locksInOrder(
                "notifications",
                first,
                second,
                joined -> new NotificationRepository(joined).markAllRead(NotificationFilter.ofUser(ann.id())));

        assertThat(read).isEqualTo(2);
    }

    @Test
    void matchesThatAreAllMarkedReadAreLockedByAlertAndListing() throws Exception {
        long one = accounts.listing("1");
        long other = accounts.listing("2");
        AlertMatchRepository matches = new AlertMatchRepository(transactions);
        matches.record(List.of(new NewMatch(bikes, other)));
        matches.record(List.of(new NewMatch(bikes, one)));
        sql.execute("update souk.alert_matches set matched_at = now() - interval '1 hour' where listing_id = ?", one);

        int read = locksInOrder(
                "alert_matches",
                match(one),
                match(other),
                joined -> new AlertMatchRepository(joined).markAllRead(MatchFilter.ofUser(ann.id())));

        assertThat(read).isEqualTo(2);
    }

    private long match(long listing) {
        return sql.fetchSingle("select id from souk.alert_matches where listing_id = ?", listing)
                .get(0, Long.class);
    }

    @Test
    void whatADigestGathersIsLockedByIdWhenTheDigestIsSent() throws Exception {
        long first = notification(1);
        long second = notification(2);
        Delivery delivery = digest();

        boolean recorded = locksInOrder(
                "notifications", first, second, joined -> deliveries(joined).delivered(delivery));

        assertThat(recorded).isTrue();
        assertThat(statuses()).containsExactly("sent");
    }

    @Test
    void aDigestThatIsSentIsLockedAfterWhatItGathers() throws Exception {
        long gathered = notification(1);
        Delivery delivery = digest();
        long digest = delivery.notification().id();

        boolean recorded = locksInOrder(
                "notifications", gathered, digest, joined -> deliveries(joined).delivered(delivery));

        assertThat(recorded).isTrue();
        assertThat(statuses()).containsExactly("sent");
    }

    @Test
    void aDigestThatIsGivenUpIsLockedAfterWhatItGathers() throws Exception {
        long gathered = notification(1);
        Delivery delivery = digest();
        long digest = delivery.notification().id();

        boolean recorded = locksInOrder(
                "notifications", gathered, digest, joined -> deliveries(joined).dead(delivery, "no such mailbox"));

        assertThat(recorded).isTrue();
        assertThat(statuses()).containsExactly("dead");
    }

    @Test
    void aDigestThatIsTriedAgainIsLockedAfterWhatItGathers() throws Exception {
        long gathered = notification(1);
        Delivery delivery = digest();
        long digest = delivery.notification().id();
        accounts.deliveries().dead(delivery, "the mailbox is full");

        boolean again = locksInOrder(
                "notifications", gathered, digest, joined -> deliveries(joined).requeue(delivery.id()));

        assertThat(again).isTrue();
        assertThat(statuses()).containsExactly("pending");
    }

    private static DeliveryQueue deliveries(Transactions joined) {
        return new DeliveryQueue(joined, FieldProtection.plaintext());
    }

    private List<String> statuses() {
        return sql.fetch("select distinct status from souk.notifications").getValues(0, String.class);
    }

    /** Of all that is stored. */
    private Delivery digest() {
        sql.execute("update souk.notifications set held_until = now()");
        transactions.together(joined -> {
            HeldNotifications held = new HeldNotifications(joined);
            return held.gather(held.claim().orElseThrow().get(0), "A digest", "All of them.");
        });
        return accounts.deliveries()
                .lease(Set.of("email"), 1, Duration.ofMinutes(1))
                .get(0);
    }

    @Test
    void whatIsDueTogetherIsLockedById() throws Exception {
        long first = notification(1);
        long second = notification(2);
        sql.execute("update souk.notifications set held_until = now() - id * interval '1 hour'");

        int released = locksInOrder("notifications", first, second, joined -> {
            HeldNotifications held = new HeldNotifications(joined);
            return held.release(held.claim().orElseThrow().get(0));
        });

        assertThat(released).isEqualTo(2);
    }

    private long notification(int number) {
        return new NotificationRepository(transactions)
                .store(List.of(about(ann.id(), "match:" + number, bikes, number, "email")
                        .on(Schedule.of(Frequency.WEEKLY))))
                .get(0);
    }

    /** What the work comes to, which has to wait while another holds the first row. */
    private <T> T locksInOrder(String table, long first, long second, Function<Transactions, T> work) throws Exception {
        CompletableFuture<Future<T>> working = new CompletableFuture<>();
        sql.transaction(held -> {
            held.dsl().execute("update souk." + table + " set id = id where id = ?", first);
            working.complete(thread.submit(() -> transactions.together(joined -> {
                joined.call(dsl -> dsl.execute("set local enable_seqscan = off"));
                joined.call(dsl -> dsl.execute("set local enable_bitmapscan = off"));
                return work.apply(joined);
            })));
            Blocked.await(dataSource);
            sql.execute("select from souk." + table + " where id = ? for no key update nowait", second);
        });
        return working.join().get(10, TimeUnit.SECONDS);
    }
}
