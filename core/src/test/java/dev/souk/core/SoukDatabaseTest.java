package dev.souk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose transaction the work runs in, and in which schema. */
@ExtendWith(PostgresExtension.class)
class SoukDatabaseTest {

    private static final UserDraft ADA = UserDraft.of("ada", "ada@example.org");

    private static SoukDatabase migrated(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
        return SoukDatabase.over(dataSource, FieldProtection.plaintext());
    }

    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatTheHostsJooqTransactionRollsBackIsGone(DataSource dataSource) {
        SoukDatabase plain = migrated(dataSource);
        DSLContext host = DSL.using(dataSource, SQLDialect.POSTGRES);

        assertThatThrownBy(() -> host.transaction(configuration -> {
                    SoukDatabase joined = SoukDatabase.over(configuration.dsl(), FieldProtection.plaintext());
                    joined.users().create(ADA);
                    assertThat(joined.users().count()).isEqualTo(1);
                    assertThat(plain.users().count()).isZero();
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(plain.users().count()).isZero();
    }

    @Test
    void whatTheHostsJooqTransactionCommitsStays(DataSource dataSource) {
        SoukDatabase plain = migrated(dataSource);

        DSL.using(dataSource, SQLDialect.POSTGRES)
                .transaction(configuration -> SoukDatabase.over(configuration.dsl(), FieldProtection.plaintext())
                        .users()
                        .create(ADA));

        assertThat(plain.users().count()).isEqualTo(1);
    }

    @Test
    void callsInOneTransactionStayOrGoTogether(DataSource dataSource) {
        SoukDatabase database = migrated(dataSource);

        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    tx.users().create(ADA);
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);
        database.inTransaction(tx -> tx.users().create(UserDraft.of("ben", "ben@example.org")));

        assertThat(database.users().page(0, 10).items())
                .extracting(User::username)
                .containsExactly("ben");
    }

    @Test
    void aPoolThatLooksLikeATransactionOfTheHostIsRefusedUnlessTheHostSaysWhatItIs(DataSource dataSource) {
        migrated(dataSource);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(dataSource);
            pool.setAutoCommit(false);
            pool.setMaximumPoolSize(2);

            assertThatIllegalStateException()
                    .isThrownBy(() -> SoukDatabase.over(pool, FieldProtection.plaintext())
                            .users()
                            .count())
                    .withMessageContaining("auto-commit off");
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> SoukDatabase.over(DSL.using(pool, SQLDialect.POSTGRES), FieldProtection.plaintext()))
                    .withMessageContaining("would commit the host's transaction");

            SoukDatabase said = SoukDatabase.builder(
                            DataSourceTransactions.alwaysCommitting(pool), FieldProtection.plaintext())
                    .build();
            said.users().create(ADA);
        }

        assertThat(SoukDatabase.over(dataSource, FieldProtection.plaintext())
                        .users()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void everythingWorksInASchemaOfAnotherName(DataSource dataSource) {
        SchemaMigrator.builder(dataSource).schema("marketplace").build().migrate();
        SoukDatabase database = SoukDatabase.builder(
                        DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .schema("marketplace")
                .build();
        User ada = database.users().create(ADA);
        Alert alert = database.alerts()
                .create(AlertDraft.of(
                        ada.id(), "Bikes", AlertCriteria.builder().allOf("bike").build()));
        Listing bike = Listing.builder(
                        new ListingKey(new SourceId("test"), "1"), "Red bike", URI.create("https://market.example/1"))
                .price(Money.of(100, "EUR"))
                .location("Houston, TX")
                .build();
        database.listings().upsertAll(List.of(bike));
        database.listings().upsertAll(List.of(bike));

        long listing = database.listings()
                .search(ListingQuery.of(alert), 0, 10)
                .items()
                .get(0)
                .id();
        assertThat(database.alertFeed().since(AlertHorizon.START).changed()).containsExactly(alert);
        database.inTransaction(tx -> {
            List<ClaimedChange> claimed = tx.listingChanges().claim(10);
            assertThat(claimed).hasSize(1);
            tx.listingChanges()
                    .markMatched(claimed.stream().map(ClaimedChange::id).toList());
            Backfill backfill = tx.backfills().pending(1).get(0);
            assertThat(tx.listingChanges().forBackfill(backfill.id(), 0, 10)).hasSize(1);
            tx.backfills().done(backfill.id());
            return tx.matches().record(List.of(new NewMatch(alert.id(), listing)));
        });
        assertThat(database.matches().ofUser(ada.id(), 0, 10).total().count()).isEqualTo(1);
        assertThat(database.users().setActive(ada.id(), false)).isTrue();
        assertThat(database.users().delete(ada.id())).isTrue();
    }
}
