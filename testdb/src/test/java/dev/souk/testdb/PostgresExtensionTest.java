package dev.souk.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtensionTest.WithOneTable.class)
class PostgresExtensionTest {

    @Test
    void givesEachTestACopyOfThePreparedDatabase(DataSource dataSource) throws SQLException {
        assertThat(insertAndCount(dataSource)).isEqualTo(1);
    }

    @Test
    void letsNoTestSeeTheRowsOfAnother(DataSource dataSource) throws SQLException {
        assertThat(insertAndCount(dataSource)).isEqualTo(1);
    }

    @Test
    void givesTheSameDatabaseToEveryParameterOfATest(DataSource dataSource, TestDatabase database) throws SQLException {
        insertAndCount(dataSource);

        assertThat(insertAndCount(database.dataSource())).isEqualTo(2);
    }

    @Test
    void givesAUrlThatADriverUnderstands(TestDatabase database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
            assertThat(connection.getCatalog()).isEqualTo(database.name());
        }
    }

    /** Also where the environment names no language: run with LC_ALL=C to see it. */
    @Test
    void knowsLargeAndSmallLettersOfAllAlphabets(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet lower = statement.executeQuery("SELECT lower('M\u00d6BEL \u0414\u041e\u041c')")) {
            lower.next();
            assertThat(lower.getString(1)).isEqualTo("m\u00f6bel \u0434\u043e\u043c");
        }
    }

    @Test
    void handsOutNoConnectionThatIsStillInATransactionOfAScriptThatFailed(TestDatabase database) throws SQLException {
        DataSource pool = database.pool();
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            failInATransaction(one);
            failInATransaction(other);
        }

        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            assertThat(row.next()).isTrue();
        }
    }

    /** By statements, of which the driver that would end the transaction at the return does not know. */
    private static void failInATransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            assertThatThrownBy(() -> statement.execute("SELECT 1 / 0")).isInstanceOf(SQLException.class);
        }
    }

    private static int insertAndCount(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO thing VALUES (1)");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM thing")) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    static final class WithOneTable extends PostgresExtension {

        @Override
        protected void prepare(DataSource dataSource) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE thing (id INTEGER)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
