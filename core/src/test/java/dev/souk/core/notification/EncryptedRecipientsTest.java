package dev.souk.core.notification;

import static dev.souk.core.protection.Keys.keys;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.notification.Recipient;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deliveries to users whose address is encrypted. */
@ExtendWith(MigratedPostgres.class)
class EncryptedRecipientsTest {

    private static final Set<String> EMAIL = Set.of("email");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private DataSource dataSource;
    private Accounts accounts;
    private SoukDatabase database;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        accounts = new Accounts(dataSource);
        database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys("k1", "i1")));
        ann = database.users().create(new UserDraft("ann", "ann@example.org", "!", "Ann", "Lee"));
        accounts.alert(ann, "bikes");
        database.notifications().store(List.of(Drafts.draft(ann.id(), "one", "email")));
    }

    private String delivery() {
        return accounts.transactions()
                .call(dsl -> dsl.select(
                                NOTIFICATION_DELIVERIES.STATUS,
                                NOTIFICATION_DELIVERIES.ATTEMPTS,
                                NOTIFICATION_DELIVERIES.PROBLEM)
                        .from(NOTIFICATION_DELIVERIES)
                        .fetchSingle(row -> row.value1() + " " + row.value2() + " " + row.value3()));
    }

    @Test
    void reachTheWorkerInTheClear() {
        assertThat(database.deliveries().lease(EMAIL, 10, MINUTE))
                .singleElement()
                .satisfies(leased -> assertThat(leased.recipient())
                        .isEqualTo(new Recipient(ann.id(), "ann@example.org", "Ann Lee")));
    }

    @Test
    void waitForAHostThatHasTheKey() {
        for (FieldProtection lacking :
                List.of(FieldProtection.plaintext(), FieldProtection.encryptedWith(keys("k2", "i1")))) {
            assertThat(SoukDatabase.over(dataSource, lacking).deliveries().lease(EMAIL, 10, Duration.ofNanos(1_000)))
                    .isEmpty();
            assertThat(delivery())
                    .isEqualTo("pending 0 left to hosts with the key: users.email of row %d is encrypted by key k1,"
                                    .formatted(ann.id())
                            + " which this host does not have");
        }

        assertThat(database.deliveries().lease(EMAIL, 10, MINUTE)).hasSize(1);
    }

    /** Or the first failure after days of waiting would be the last. */
    @Test
    void areNotTriedByAHostThatLacksTheKey() {
        SoukDatabase.over(dataSource, FieldProtection.plaintext())
                .deliveries()
                .lease(EMAIL, 10, Duration.ofNanos(1_000));

        int tried = accounts.transactions()
                .call(dsl -> dsl.fetchCount(NOTIFICATION_DELIVERIES, NOTIFICATION_DELIVERIES.TRIED_SINCE.isNotNull()));
        assertThat(tried).isZero();
    }

    @Test
    void areGivenUpWithTheReasonWhenTheAddressWasAltered() {
        accounts.transactions()
                .call(dsl -> dsl.update(USERS).set(USERS.EMAIL, "AAAA").execute());

        assertThat(database.deliveries().lease(EMAIL, 10, MINUTE)).isEmpty();

        assertThat(delivery()).startsWith("dead 1 cannot be read: users.email of row " + ann.id());
    }
}
