package dev.souk.schema;

import static dev.souk.schema.Proxies.call;
import static dev.souk.schema.Proxies.handingOut;
import static dev.souk.schema.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host is gone in the middle of its work: all its connections break, just before or just after any commit. */
@ExtendWith(PostgresExtension.class)
class CutMigrationTest {

    private static final int VERSIONS = 2;
    private static final int HOSTS = 8;

    @Test
    void theNextHostFinishesWhatOneMigratedThatIsGone(TestDatabase database) {
        int commits = commitsSurvived(database, 0, migrator -> migrator.migrateTo(VERSIONS));

        // One for the history and one for each version; Flyway has some when it validates.
        assertThat(commits).isGreaterThanOrEqualTo(1 + VERSIONS);
    }

    @Test
    void theNextHostFinishesWhatOneUndidThatIsGone(TestDatabase database) {
        int commits = commitsSurvived(database, VERSIONS, migrator -> migrator.undoTo(0, DataLoss.ACCEPTED));

        assertThat(commits).isEqualTo(VERSIONS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoeverIsLeftOfManyHostsFinishes(long seed, TestDatabase database) throws Exception {
        Queue<Integer> moments = new ConcurrentLinkedQueue<>();
        new Random(seed).ints(HOSTS, 1, 4 * VERSIONS).forEach(moments::add);

        SchemaMigratorTest.together(
                HOSTS, () -> isCut(database, 1, moments.remove(), migrator -> migrator.migrateTo(VERSIONS)));

        finishes(database, 1);
        assertThat(new Sql(database.pool()).rows("SELECT version FROM cut_1.souk_schema_history ORDER BY 1"))
                .containsExactly("1", "2");
    }

    /** Cuts the work off at every moment, each in a schema of its own that is at {@code version}. */
    private static int commitsSurvived(TestDatabase database, int version, Consumer<SchemaMigrator> work) {
        int moment = 1;
        in(moment, database.pool()).migrateTo(version);
        while (isCut(database, moment, moment, work)) {
            finishes(database, moment);
            moment++;
            in(moment, database.pool()).migrateTo(version);
        }
        return moment / 2;
    }

    private static void finishes(TestDatabase database, int schema) {
        SchemaMigrator next = in(schema, database.pool());
        next.migrateTo(VERSIONS);
        assertThat(next.status().current()).isEqualTo(VERSIONS);
        assertThat(next.drift().differences()).as("schema %d", schema).isEmpty();
    }

    /** Returns false if the work was done before that moment came. */
    private static boolean isCut(TestDatabase database, int schema, int moment, Consumer<SchemaMigrator> work) {
        Host host = new Host(database.dataSource(), moment);
        try {
            work.accept(in(schema, host.dataSource()));
            return false;
        } catch (SchemaException e) {
            assertThat(e).hasStackTraceContaining("cut off at moment " + moment);
            return true;
        }
    }

    private static SchemaMigrator in(int schema, DataSource dataSource) {
        return SchemaMigrator.builder(dataSource).schema("cut_" + schema).build();
    }

    /** Its first commit has moment 1 before it and moment 2 behind it, the second 3 and 4, and so on. */
    private static final class Host {

        private final DataSource database;
        private final int moment;
        private final List<Connection> connections = new ArrayList<>();
        private int now;
        private boolean isGone;

        Host(DataSource database, int moment) {
            this.database = database;
            this.moment = moment;
        }

        DataSource dataSource() {
            return handingOut(() -> {
                failIfGone();
                Connection connection = database.getConnection();
                connections.add(connection);
                return proxy(Connection.class, (self, method, arguments) -> {
                    if (!method.getName().equals("commit")) {
                        return call(connection, method, arguments);
                    }
                    pass();
                    connection.commit();
                    pass();
                    return null;
                });
            });
        }

        private void pass() throws SQLException {
            now++;
            if (now == moment) {
                isGone = true;
                for (Connection connection : connections) {
                    connection.abort(Runnable::run);
                }
            }
            failIfGone();
        }

        private void failIfGone() throws SQLException {
            if (isGone) {
                throw new SQLException("cut off at moment " + moment, "08006");
            }
        }
    }
}
