package dev.souk.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints migrations as SQL, for applications whose database is changed by somebody else. Needs no database.
 *
 * <p>Each version is a transaction of its own that checks first whether it is its turn, and that keeps the history, so
 * that {@link SchemaMigrator} finds the same as after its own work. {@code psql -v ON_ERROR_STOP=1 -f} runs it.
 *
 * <pre>{@code
 * String sql = OfflineSql.inSchema("souk").migrate();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class OfflineSql {

    private final HistoryTable history;

    OfflineSql(HistoryTable history) {
        this.history = history;
    }

    /**
     * For a schema with the default history table.
     *
     * @throws IllegalArgumentException if the name has other signs than letters, digits and underscores
     */
    public static OfflineSql inSchema(String schema) {
        return inSchema(schema, SchemaMigrator.DEFAULT_HISTORY_TABLE);
    }

    /**
     * For a schema with a history table of that name.
     *
     * @throws IllegalArgumentException if a name has other signs than letters, digits and underscores
     */
    public static OfflineSql inSchema(String schema, String historyTable) {
        return new OfflineSql(new HistoryTable(schema, historyTable));
    }

    /** What brings an empty schema to the newest version. */
    public String migrate() {
        return migrateFrom(0);
    }

    /**
     * What brings a schema from that version to the newest; 0 is the base. Empty if there is nothing to do.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public String migrateFrom(int version) {
        return migrate(version, Migration.NEWEST);
    }

    /**
     * What brings a schema from one version to a higher one; 0 is the base. Empty if there is nothing to do.
     *
     * @throws IllegalArgumentException if there is no such version, or {@code to} is below {@code from}
     */
    public String migrate(int from, int to) {
        if (Migration.checked(from) > Migration.checked(to)) {
            throw new IllegalArgumentException("cannot migrate from %s down to %s: undo does".formatted(from, to));
        }
        return Migration.between(from, to).stream()
                .map(migration -> transaction(
                        "V%s: %s".formatted(migration.version(), migration.description()),
                        migration.version() == 1 ? history.create() : "",
                        migrate(migration)))
                .collect(Collectors.joining("\n"));
    }

    /**
     * What brings a schema from one version back to a lower one; 0 is the base. What each step loses stands in its
     * comment. Empty if there is nothing to do.
     *
     * @throws IllegalArgumentException if there is no such version, or {@code to} is above {@code from}
     */
    public String undo(int from, int to) {
        if (Migration.checked(from) < Migration.checked(to)) {
            throw new IllegalArgumentException("cannot undo from %s up to %s: migrate does".formatted(from, to));
        }
        List<Migration> newestFirst = new ArrayList<>(Migration.between(to, from));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(migration -> transaction(
                        "Undo V%s: %s".formatted(migration.version(), migration.description()), "", undo(migration)))
                .collect(Collectors.joining("\n"));
    }

    /**
     * What marks the tables of the original system, in this schema, as version 1. Unlike {@link SchemaMigrator#adopt()}
     * it cannot look whether they are what they should be.
     */
    public String adopt() {
        return transaction(
                "Adopt the original schema as V1",
                history.create(),
                history.expect(0) + history.insertAdopted(Migration.of(1)));
    }

    /** One step up, to be run inside a transaction. */
    private String migrate(Migration migration) {
        return history.expect(migration.version() - 1)
                + history.lookingIn(migration.script())
                + history.insertApplied(migration, 0);
    }

    /** One step down, to be run inside a transaction. */
    String undo(Migration migration) {
        return history.expect(migration.version())
                + history.lookingIn(migration.undoScript())
                + history.insertUndone(migration);
    }

    private String transaction(String title, String preparation, String body) {
        return "-- %s\nBEGIN;\n%s%s%sCOMMIT;\n".formatted(title, history.lock(), preparation, body);
    }
}
