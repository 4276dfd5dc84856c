package dev.souk.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes versions, each in one transaction with its row in the history. */
final class MigrationRunner {

    /*
     * Flyway would run the script on one connection and lock and write the history on another, and commit the one after
     * the other. A host that is killed in between leaves tables that the history does not know of; and its lock is free
     * as soon as it is gone, though the server may still be at work on its script. Here lock, script and row belong to
     * one transaction: whoever gets the lock finds that all of it happened, or nothing.
     */
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);

    private final HistoryTable history;

    MigrationRunner(HistoryTable history) {
        this.history = history;
    }

    /** Makes version after version, as far as nobody else does, until the schema is at {@code target} or beyond. */
    MigrationReport run(Transactions transactions, int target) throws SQLException {
        List<Integer> made = new ArrayList<>();
        int current = transactions.read(history::current);
        while (current < target) {
            Migration next = Migration.of(current + 1);
            int found = make(transactions, next);
            if (found == current) {
                made.add(next.version());
                current = next.version();
            } else {
                current = found;
            }
        }
        if (!made.isEmpty()) {
            LOG.info("schema {}: made the versions {}", history.schema(), made);
        }
        return new MigrationReport(made, current);
    }

    /** Returns where the schema was. If not just below the version, another host was faster, and nothing was made. */
    private int make(Transactions transactions, Migration migration) {
        try {
            return transactions.commit(connection -> {
                Transaction.execute(connection, history.lock());
                int found = history.current(connection);
                if (found == migration.version() - 1) {
                    make(connection, migration);
                }
                return found;
            });
        } catch (SQLException e) {
            throw MigrationException.of(history.schema(), migration, "", e);
        }
    }

    private void make(Connection connection, Migration migration) throws SQLException {
        long start = System.nanoTime();
        Transaction.execute(connection, history.lookingIn(migration.script()));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Transaction.execute(connection, history.insertApplied(migration, millis));
        LOG.debug(
                "schema {}: V{} ({}) took {} ms",
                history.schema(),
                migration.version(),
                migration.description(),
                millis);
    }
}
