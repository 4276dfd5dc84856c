package dev.souk.schema;

import static dev.souk.schema.Proxies.call;
import static dev.souk.schema.Proxies.handingOut;
import static dev.souk.schema.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A data source that hands out the connection on which the host has begun a transaction. */
@ExtendWith(PostgresExtension.class)
class HostTransactionTest {

    @Test
    void whatReadsNeitherCommitsNorBreaksATransactionOfTheHosts(DataSource dataSource) throws SQLException {
        SchemaMigrator.over(dataSource).migrate();
        try (Connection host = dataSource.getConnection()) {
            host.setAutoCommit(false);
            Transaction.execute(host, "CREATE TABLE orders (id bigint)");
            SchemaMigrator joined = SchemaMigrator.over(joining(host));

            assertThat(joined.status().isCurrent()).isTrue();
            assertThat(joined.drift().isIntact()).isTrue();
            assertThat(joined.planUndo(1).from()).isEqualTo(Migration.NEWEST);
            assertThat(joined.draft("nothing").isEmpty()).isTrue();
            assertThat(joined.pendingSql()).isEmpty();

            assertThat(orders(host)).isTrue();
            assertThat(new Sql(joining(host)).value("SHOW search_path")).contains("public");
            host.rollback();
            assertThat(orders(host)).isFalse();
        }
    }

    @Test
    void whatFailsToReadLeavesTheHostsTransactionUsable(DataSource dataSource) throws SQLException {
        SchemaMigrator.over(dataSource).migrate();
        try (Connection host = dataSource.getConnection()) {
            host.setAutoCommit(false);
            Transaction.execute(host, "CREATE TABLE orders (id bigint); ALTER TABLE souk.users RENAME TO people");

            assertThatThrownBy(() -> SchemaMigrator.over(joining(host)).planUndoTo(0))
                    .isInstanceOf(SchemaException.class);

            assertThat(orders(host)).isTrue();
            host.rollback();
        }
    }

    @Test
    void whatWritesRefusesATransactionOfTheHosts(DataSource dataSource) throws SQLException {
        SchemaMigrator.over(dataSource).migrate();
        try (Connection host = dataSource.getConnection()) {
            host.setAutoCommit(false);
            Transaction.execute(host, "CREATE TABLE orders (id bigint)");
            SchemaMigrator joined = SchemaMigrator.over(joining(host));

            assertThatIllegalStateException().isThrownBy(joined::migrate).withMessageContaining("auto-commit off");
            assertThatIllegalStateException().isThrownBy(joined::adopt);
            assertThatIllegalStateException().isThrownBy(() -> joined.undo(1, DataLoss.ACCEPTED));
            assertThatIllegalStateException()
                    .isThrownBy(() -> AccessScript.inSchema("souk").run(joining(host)));

            host.rollback();
            assertThat(orders(host)).isFalse();
        }
    }

    @Test
    void aPoolThatIsMerelySetUpLikeThatMigratesWhenTheHostSaysSo(DataSource dataSource) {
        DataSource pool = handingOut(() -> {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        });
        SchemaMigrator migrator =
                SchemaMigrator.builder(pool).alwaysCommitting().build();

        assertThat(migrator.migrate().version()).isEqualTo(Migration.NEWEST);
        assertThat(migrator.status().isCurrent()).isTrue();
        migrator.undo(1, DataLoss.ACCEPTED);

        assertThat(SchemaMigrator.over(dataSource).status().current()).isEqualTo(Migration.NEWEST - 1);
    }

    @Test
    void whatWasCommittedIsNoFailureWhenTheConnectionBreaksAfterwards(DataSource dataSource) throws SQLException {
        Set<String> refused = Set.of("setAutoCommit true", "close");
        try (Connection connection = dataSource.getConnection()) {
            Connection breaking = proxy(Connection.class, (self, method, arguments) -> {
                String call = method.getName() + (arguments == null ? "" : " " + arguments[0]);
                if (refused.contains(call)) {
                    throw new SQLException(call);
                }
                return call(connection, method, arguments);
            });

            new Transactions(handingOut(() -> breaking), false).commit(own -> {
                Transaction.execute(own, "CREATE TABLE orders (id bigint)");
                return own;
            });
        }
        assertThat(new Sql(dataSource).value("SELECT to_regclass('orders')")).isEqualTo("orders");
    }

    private static boolean orders(Connection connection) {
        return new Sql(joining(connection))
                .value("SELECT to_regclass('orders') IS NOT NULL")
                .equals("t");
    }

    /** As a framework does it: the connection of the transaction, which closing does not close. */
    private static DataSource joining(Connection host) {
        Connection kept = proxy(
                Connection.class,
                (self, method, arguments) -> method.getName().equals("close") ? null : call(host, method, arguments));
        return handingOut(() -> kept);
    }
}
