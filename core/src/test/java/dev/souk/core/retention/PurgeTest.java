package dev.souk.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.CountingDataSource;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.alert.Alert;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class PurgeTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private DSLContext sql;
    private Accounts accounts;
    private Purge purge;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        accounts = new Accounts(dataSource);
        purge = new Purge(accounts.transactions(), new ListingRepository(accounts.transactions()));
        ann = accounts.user("ann");
    }

    @Test
    void deletesOldNotificationsInBatchesAndNeverOneThatWaits() {
        for (int i = 0; i < 7; i++) {
            notification("old " + i, i < 5 ? "sent" : "dead", "now() - interval '31 days'");
        }
        notification("waits", "pending", "now() - interval '400 days'");
        notification("young", "sent", "now() - interval '29 days'");
        long half = notification("half", "sent", "now() - interval '31 days'");
        sql.execute("insert into souk.notification_deliveries (notification_id, channel) values (?, 'ntfy')", half);

        assertThat(purge.notifications(MONTH, 4)).isEqualTo(4);
        assertThat(purge.notifications(MONTH, 4)).isEqualTo(3);
        assertThat(purge.notifications(MONTH, 4)).isZero();

        assertThat(sql.fetch("select title from souk.notifications order by title")
                        .getValues(0, String.class))
                .containsExactly("half", "waits", "young");
    }

    @Test
    void keepsWhatADigestHasStillToShowByAnotherChannel() {
        long digest = notification("digest", "sent", "now() - interval '31 days'");
        long gathered = notification("gathered", "sent", "now() - interval '32 days'");
        sql.execute("update souk.notifications set digest_id = ? where id = ?", digest, gathered);
        sql.execute(
                "insert into souk.notification_deliveries (notification_id, channel, status)"
                        + " values (?, 'email', 'sent'), (?, 'ntfy', 'pending')",
                digest,
                digest);

        assertThat(purge.notifications(MONTH, 10)).isZero();

        sql.execute("update souk.notification_deliveries set status = 'sent'");
        assertThat(purge.notifications(MONTH, 10)).isEqualTo(2);
    }

    private long notification(String title, String status, String createdAt) {
        return sql.fetchSingle(
                        "insert into souk.notifications (user_id, type, title, content, status, created_at)"
                                + " values (?, 'match', ?, 'x', ?, " + createdAt + ") returning id",
                        ann.id(),
                        title,
                        status)
                .get(0, Long.class);
    }

    @Test
    void deletesOldMatchesOfClosedListingsThatNobodyPutAside() {
        Alert bikes = accounts.alert(ann, "bikes");
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        long open = accounts.listing("open");
        long sold = accounts.listing("sold");
        long saved = accounts.listing("saved");
        long young = accounts.listing("young");
        List.of(open, sold, saved, young)
                .forEach(listing -> matches.record(List.of(new NewMatch(bikes.id(), listing))));
        sql.execute("update souk.listings set is_sold = true where id <> ?", open);
        sql.execute(
                "update souk.alert_matches set matched_at = now() - interval '31 days' where listing_id <> ?", young);
        sql.execute("update souk.alert_matches set is_saved = true where listing_id = ?", saved);

        assertThat(purge.matches(MONTH, 10)).isEqualTo(1);

        assertThat(sql.fetch("select listing_id from souk.alert_matches order by 1")
                        .getValues(0, Long.class))
                .containsExactly(open, saved, young);
    }

    @Test
    void keepsAMatchWhoseListingHasAChangeThatIsStillToBeMatched() {
        long sold = accounts.listing("sold");
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        matches.record(List.of(new NewMatch(accounts.alert(ann, "bikes").id(), sold)));
        sql.execute("update souk.listings set is_sold = true");
        sql.execute("update souk.alert_matches set matched_at = now() - interval '31 days'");
        sql.execute("insert into souk.listing_changes (listing_id, kind) values (?, 'sold')", sold);

        assertThat(purge.matches(MONTH, 10)).isZero();

        sql.execute("update souk.listing_changes set matched_xid = pg_current_xact_id()");
        assertThat(purge.matches(MONTH, 10)).isEqualTo(1);
    }

    @Test
    void deletesClosedListingsThatNobodyHasSeenForLongWithAllThatHangsOnThem() {
        Alert bikes = accounts.alert(ann, "bikes");
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        long gone = closed("gone");
        long saved = closed("saved");
        long unmatched = closed("unmatched");
        long seen = closed("seen");
        long open = closed("open");
        sql.execute("update souk.listings set is_deleted = false where id = ?", open);
        sql.execute("update souk.listing_sightings set last_seen_at = now() where listing_id = ?", seen);
        matches.record(List.of(new NewMatch(bikes.id(), gone), new NewMatch(bikes.id(), saved)));
        sql.execute("update souk.alert_matches set is_saved = true where listing_id = ?", saved);
        sql.execute("insert into souk.listing_changes (listing_id, kind) values (?, 'removed')", unmatched);

        assertThat(purge.listings(MONTH, 10)).isEqualTo(1);

        assertThat(sql.fetch("select id from souk.listings order by 1").getValues(0, Long.class))
                .containsExactly(saved, unmatched, seen, open);
        assertThat(sql.fetchCount(DSL.table("souk.alert_matches"))).isEqualTo(1);
    }

    @Test
    void keepsAListingThatIsPutAsideWhileItIsLookedFor(DataSource dataSource) {
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        long saved = closed("saved");
        closed("gone");
        matches.record(List.of(new NewMatch(accounts.alert(ann, "bikes").id(), saved)));
        CountingDataSource watched = new CountingDataSource(dataSource);
        watched.before(2, () -> sql.execute("update souk.alert_matches set is_saved = true"));
        Transactions observed = Transactions.by(DataSourceTransactions.over(watched.dataSource()), "souk");

        int deleted = new Purge(observed, new ListingRepository(observed)).listings(MONTH, 10);

        assertThat(deleted).isEqualTo(1);
        assertThat(sql.fetch("select id from souk.listings").getValues(0, Long.class))
                .containsExactly(saved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Facebook Marketplace", ""})
    void deletesAClosedListingWhoseSourceTheModelRefuses(String source) {
        long id = closed("adopted");
        sql.execute("update souk.listings set source = ? where id = ?", source, id);

        assertThat(purge.listings(MONTH, 10)).isEqualTo(1);

        assertThat(sql.fetchCount(DSL.table("souk.listings"))).isZero();
    }

    private long closed(String externalId) {
        long id = accounts.listing(externalId);
        sql.execute("update souk.listings set is_deleted = true where id = ?", id);
        sql.execute("insert into souk.listing_sightings values (?, now() - interval '31 days')", id);
        return id;
    }

    @Test
    void passesOverWhatAnotherHolds() throws Exception {
        notification("held", "sent", "now() - interval '31 days'");
        notification("free", "sent", "now() - interval '31 days'");

        sql.transaction(held -> {
            held.dsl().execute("select from souk.notifications where title = 'held' for update");
            assertThat(purge.notifications(MONTH, 10)).isEqualTo(1);
        });

        assertThat(purge.notifications(MONTH, 10)).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purge.matches(Duration.ofDays(-1), 10))
                .withMessageContaining("age");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purge.listings(MONTH, 0))
                .withMessageContaining("batch");
        assertThatIllegalArgumentException().isThrownBy(() -> purge.notifications(MONTH, Purge.MAX_BATCH + 1));
    }
}
