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
import dev.souk.core.user.DuplicateUserException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose transaction the work runs in, and in which schema. */
@ExtendWith(PostgresExtension.class)
class SoukDatabaseTest {

    private static final UserDraft ADA = UserDraft.of("ada", "ada@example.org");

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

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
    void onAConnectionWithAutoCommitOffOnlyTheHostCommits(DataSource dataSource) throws SQLException {
        SoukDatabase plain = migrated(dataSource);
        try (Connection host = dataSource.getConnection()) {
            SoukDatabase joined = onConnection(host);
            host.setAutoCommit(false);
            host.createStatement().execute("CREATE TABLE orders (id bigint)");
            joined.users().create(ADA);
            assertThat(joined.users().count()).isEqualTo(1);

            host.rollback();

            assertThat(plain.users().count()).isZero();
            assertThat(exists(dataSource, "orders")).isFalse();

            host.createStatement().execute("CREATE TABLE orders (id bigint)");
            joined.users().create(ADA);
            host.commit();

            assertThat(plain.users().count()).isEqualTo(1);
            assertThat(exists(dataSource, "orders")).isTrue();
        }
    }

    @Test
    void aCallThatFailsOnAConnectionOfTheHostsUndoesItselfAlone(DataSource dataSource) throws SQLException {
        SoukDatabase plain = migrated(dataSource);
        try (Connection host = dataSource.getConnection()) {
            SoukDatabase joined = onConnection(host);
            host.setAutoCommit(false);
            joined.users().create(ADA);

            assertThatThrownBy(() -> joined.users().create(ADA)).isInstanceOf(DuplicateUserException.class);
            assertThatThrownBy(() -> joined.inTransaction(tx -> {
                        tx.users().create(UserDraft.of("eve", "eve@example.org"));
                        throw new HostFailed();
                    }))
                    .isInstanceOf(HostFailed.class);
            joined.users().create(UserDraft.of("ben", "ben@example.org"));
            host.commit();
        }

        assertThat(plain.users().page(0, 10).items())
                .extracting(User::username)
                .containsExactlyInAnyOrder("ada", "ben");
    }

    @Test
    void aTimeOutEndsWithTheCallAndATransactionOfTheHostsHasItsOwnAgain(DataSource dataSource) throws SQLException {
        migrated(dataSource);
        try (Connection host = dataSource.getConnection()) {
            SoukDatabase joined = onConnection(host);
            host.setAutoCommit(false);
            host.createStatement().execute("SET LOCAL statement_timeout = 60000");

            String inside = joined.inTransaction(TWO_SECONDS, tx -> timeout(host));
            assertThat(inside).isEqualTo("2s");
            assertThat(timeout(host)).isEqualTo("1min");

            assertThatThrownBy(() -> joined.inTransaction(TWO_SECONDS, tx -> {
                        throw new HostFailed();
                    }))
                    .isInstanceOf(HostFailed.class);
            assertThat(timeout(host)).isEqualTo("1min");

            joined.inTransaction(tx -> {
                tx.inTransaction(TWO_SECONDS, nested -> timeout(host));
                assertThat(timeout(host)).isEqualTo("1min");
                return null;
            });
            joined.inTransaction(TWO_SECONDS.multipliedBy(60), tx -> {
                assertThat(timeout(host)).as("the shorter one").isEqualTo("1min");
                return null;
            });
        }
    }

    private static String timeout(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES)
                .fetchSingle("show statement_timeout")
                .get(0, String.class);
    }

    @Test
    void aContextOnAConnectionThatIsInsideATransactionOfJooqJoinsIt(DataSource dataSource) throws SQLException {
        SoukDatabase plain = migrated(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            DSLContext host = DSL.using(connection, SQLDialect.POSTGRES);
            SoukDatabase outer = SoukDatabase.over(host, FieldProtection.plaintext());

            assertThatThrownBy(() -> host.transaction(first -> {
                        outer.users().create(ADA);
                        first.dsl()
                                .transaction(second -> SoukDatabase.over(second.dsl(), FieldProtection.plaintext())
                                        .users()
                                        .create(UserDraft.of("ben", "ben@example.org")));
                        assertThat(outer.users().count()).isEqualTo(2);
                        throw new HostFailed();
                    }))
                    .isInstanceOf(HostFailed.class);

            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(plain.users().count()).isZero();
    }

    @Test
    void joinsTheTransactionThatJooqHoldsOpenForTheThread(DataSource dataSource) {
        SoukDatabase plain = migrated(dataSource);
        ConnectionProvider pool = new DataSourceConnectionProvider(dataSource);
        DSLContext host = DSL.using(new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(pool)
                .set(new ThreadLocalTransactionProvider(pool)));
        SoukDatabase joined = SoukDatabase.over(host, FieldProtection.plaintext());

        assertThatThrownBy(() -> host.transaction(() -> {
                    User ada = joined.users().create(ADA);
                    joined.alerts().create(AlertDraft.of(ada.id(), "Bikes", AlertCriteria.ANYTHING));
                    joined.listings().upsertAll(List.of(bike()));
                    assertThatThrownBy(() -> joined.users().create(ADA)).isInstanceOf(DuplicateUserException.class);
                    assertThat(joined.users().count()).isEqualTo(1);
                    assertThat(joined.listingChanges().claim(10)).hasSize(1);
                    assertThat(plain.users().count()).isZero();
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(plain.users().count()).isZero();
        assertThat(plain.listings().byExternalId(bike().key().source(), "1")).isEmpty();

        host.transaction(() -> {
            joined.users().create(ADA);
            joined.listings().upsertAll(List.of(bike()));
        });
        joined.users().create(UserDraft.of("ben", "ben@example.org"));

        assertThat(plain.users().count()).isEqualTo(2);
        assertThat(plain.listings().byExternalId(bike().key().source(), "1")).isPresent();
    }

    private static Listing bike() {
        return Listing.builder(
                        new ListingKey(new SourceId("test"), "1"), "Red bike", URI.create("https://market.example/1"))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(100, "EUR"))
                .location("Houston, TX")
                .build();
    }

    @Test
    void onAConnectionWithAutoCommitEachCallIsATransaction(DataSource dataSource) throws SQLException {
        SoukDatabase plain = migrated(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            SoukDatabase database = onConnection(connection);
            database.users().create(ADA);
            assertThatThrownBy(() -> database.inTransaction(tx -> {
                        tx.users().create(UserDraft.of("eve", "eve@example.org"));
                        throw new HostFailed();
                    }))
                    .isInstanceOf(HostFailed.class);

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(plain.users().count()).isEqualTo(1);
        }
    }

    @Test
    void aProviderOfConnectionsThatMayBelongToAHostsTransactionIsRefused(DataSource dataSource) throws SQLException {
        migrated(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            ConnectionProvider pool = new ConnectionProvider() {
                @Override
                public Connection acquire() {
                    return connection;
                }

                @Override
                public void release(Connection released) {}
            };
            SoukDatabase database =
                    SoukDatabase.over(DSL.using(pool, SQLDialect.POSTGRES), FieldProtection.plaintext());

            assertThatIllegalStateException()
                    .isThrownBy(() -> database.users().count())
                    .withMessageContaining("auto-commit off");
        }
    }

    private static SoukDatabase onConnection(Connection connection) {
        return SoukDatabase.over(DSL.using(connection, SQLDialect.POSTGRES), FieldProtection.plaintext());
    }

    private static boolean exists(DataSource dataSource, String table) {
        return DSL.using(dataSource, SQLDialect.POSTGRES).fetchValue("SELECT to_regclass(?)", table) != null;
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
        SchemaMigrator.builder(dataSource).schema("Market_Place2").build().migrate();
        SoukDatabase database = SoukDatabase.builder(
                        DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .schema("Market_Place2")
                .build();
        User ada = database.users().create(ADA);
        Alert alert = database.alerts()
                .create(AlertDraft.of(
                        ada.id(), "Bikes", AlertCriteria.builder().allOf("bike").build()));
        database.listings().upsertAll(List.of(bike()));
        database.listings().upsertAll(List.of(bike()));

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
            assertThat(tx.listingChanges()
                            .forBackfill(backfill.id(), 0, backfill.untilId(), 10)
                            .ids())
                    .hasSize(1);
            tx.backfills().done(backfill.id());
            return tx.matches().record(List.of(new NewMatch(alert.id(), listing)));
        });
        assertThat(database.matches().ofUser(ada.id(), 0, 10).total().count()).isEqualTo(1);
        assertThat(database.users().setActive(ada.id(), false)).isTrue();
        assertThat(database.users().delete(ada.id())).isTrue();
    }
}
