package dev.souk.core.notification;

import static dev.souk.core.notification.Drafts.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(MigratedPostgres.class)
class DigestCostTest {

    private static final int GATHERED = 5_000;

    private static final Schedule WEEKLY = Schedule.of(Frequency.WEEKLY);

    /** Counted by the server, so that a plan which goes through what is not shown is seen. */
    @ParameterizedTest
    @CsvSource({"5, 10", "50, 1"})
    void anAttemptReadsOfFiveThousandTheFiftyThatAreShown(int alerts, int shownOfEach, DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        Accounts accounts = new Accounts(dataSource);
        DSLContext sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        User ann = database.users().create(UserDraft.of("ann", "ann@example.org"));
        List<Alert> of = Stream.generate(() -> accounts.alert(ann, "bikes"))
                .limit(alerts)
                .toList();
        database.notifications()
                .store(IntStream.range(0, GATHERED)
                        .mapToObj(i -> held(ann, of.get(i % alerts), i))
                        .toList());
        sql.execute("update souk.notifications set held_until = clock_timestamp()");
        Digest made = database.inTransaction(tx -> {
            HeldGroup group = tx.heldNotifications().claim().orElseThrow().get(0);
            tx.heldNotifications().gather(group, "5,000 messages", "All of them.");
            return group.digest();
        });
        sql.execute("analyze souk.notifications");
        sql.execute("analyze souk.notification_deliveries");

        Leased leased = accounts.transactions().together(joined -> {
            long before = read(joined);
            Digest digest = new DeliveryQueue(joined, FieldProtection.plaintext())
                    .lease("email", DeliveryLane.DIGEST, 10, Duration.ofMinutes(1))
                    .get(0)
                    .digest()
                    .orElseThrow();
            return new Leased(digest, read(joined) - before);
        });

        assertThat(leased.digest()).isEqualTo(made);
        assertThat(leased.digest().count()).isEqualTo(GATHERED);
        assertThat(leased.digest().parts())
                .hasSize(alerts)
                .allSatisfy(part -> assertThat(part.newest()).hasSize(shownOfEach));
        assertThat(leased.read()).isBetween(50L, 100L);
    }

    private static NotificationDraft held(User user, Alert alert, int listing) {
        return about(user.id(), "match:" + listing, alert.id(), listing, "email")
                .on(WEEKLY);
    }

    private static long read(Transactions joined) {
        return joined.call(dsl -> dsl.fetchSingle("select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)"
                        + " from pg_stat_xact_user_tables where relid = 'souk.notifications'::regclass")
                .get(0, Long.class));
    }

    private record Leased(Digest digest, long read) {}
}
