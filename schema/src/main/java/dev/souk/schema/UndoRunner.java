package dev.souk.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Undoes versions, which the free Flyway does not. */
final class UndoRunner {

    private final HistoryTable history;

    UndoRunner(HistoryTable history) {
        this.history = history;
    }

    /** Counts what would be lost. */
    UndoPlan plan(Connection connection, int from, int to) throws SQLException {
        Transaction.execute(connection, "SET LOCAL search_path TO \"%s\"".formatted(history.schema()));
        List<Loss> losses = new ArrayList<>();
        for (int version = from; version > to; version--) {
            Migration migration = Migration.of(version);
            if (migration.loses().isPresent()) {
                long rows = count(connection, migration.countOfLost().orElseThrow());
                losses.add(new Loss(version, migration.loses().get(), rows));
            }
        }
        return new UndoPlan(from, to, losses);
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Undoes version by version. Each transaction makes sure that nobody else has moved the schema meanwhile. */
    MigrationReport run(Transactions transactions, UndoPlan plan) {
        OfflineSql sql = new OfflineSql(history);
        List<Integer> undone = new ArrayList<>();
        for (int version = plan.from(); version > plan.to(); version--) {
            Migration migration = Migration.of(version);
            try {
                transactions.commit(connection -> {
                    Transaction.execute(connection, history.lock() + sql.undo(migration));
                    return migration;
                });
            } catch (SQLException e) {
                throw MigrationException.of(history.schema(), migration, "undo of ", e);
            }
            undone.add(version);
        }
        return new MigrationReport(undone, plan.to());
    }
}
