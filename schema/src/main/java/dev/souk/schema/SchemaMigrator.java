package dev.souk.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import javax.sql.DataSource;

/**
 * Brings the tables of Souk into a database, newer or older. The migrations and their history are Flyway's in form, in a
 * schema and a history table of Souk's own, so that they never meet the application's Flyway. Several instances may
 * start at once: one migrates, the others wait and find it done.
 *
 * <pre>{@code
 * SchemaMigrator.over(dataSource).migrate();
 * }</pre>
 *
 * <p>The data source must connect as a role that may create tables, and must not take part in a transaction of the
 * caller: what changes the schema throws an {@link IllegalStateException} where it sees one. Each version is made or
 * undone in a transaction of its own, with its row in the history, so that an instance may be killed at any time and
 * the next one goes on. What only reads never commits. Thread-safe.
 */
public final class SchemaMigrator {

    /** The schema that is used unless the application names another. */
    public static final String DEFAULT_SCHEMA = "souk";

    /** The history table that is used unless the application names another. */
    public static final String DEFAULT_HISTORY_TABLE = "souk_schema_history";

    private final Transactions transactions;
    private final HistoryTable history;

    private SchemaMigrator(Builder builder) {
        this.transactions = new Transactions(builder.dataSource, builder.autoCommitOffAllowed);
        this.history = new HistoryTable(builder.schema, builder.historyTable);
    }

    /** Migrates in the default schema. */
    public static SchemaMigrator over(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** Begins one that differs from the defaults. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Migrates to the newest version. Does nothing where it is there already.
     *
     * @throws MigrationException if a version fails
     * @throws AdoptionException if tables of those names stand in the schema that {@link #adopt()} has not adopted
     * @throws SchemaException if the history is not of these migrations, or the database does not answer
     */
    public MigrationReport migrate() {
        return migrateTo(Migration.NEWEST);
    }

    /**
     * Migrates by so many versions, or as many as there are. Throws as {@link #migrate()} does.
     *
     * @throws IllegalArgumentException if {@code steps} is not positive
     */
    public MigrationReport migrate(int steps) {
        checkPositive(steps);
        return migrateTo(Math.max(0, Math.min(Migration.NEWEST, current() + Math.min(steps, Migration.NEWEST))));
    }

    /**
     * Migrates to that version. Does nothing where the schema is there or beyond: it never undoes. Throws as
     * {@link #migrate()} does.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public MigrationReport migrateTo(int version) {
        Migration.checked(version);
        if (version == 0) {
            return new MigrationReport(List.of(), current());
        }
        commit(this::prepare);
        new FlywayCheck(transactions, history).run();
        try {
            return new MigrationRunner(history).run(transactions, version);
        } catch (SQLException e) {
            throw noAccess(e);
        }
    }

    /** Creates the history where there is none; returns whether it did. */
    private boolean prepare(Connection connection) throws SQLException {
        if (history.exists(connection)) {
            return false;
        }
        // Looks again with the lock in hand: tables that another host is just making are not a stranger's.
        Transaction.execute(connection, history.lock());
        if (history.exists(connection)) {
            return false;
        }
        OriginalSchema.refuseToOverwrite(connection, history.schema());
        Transaction.execute(connection, history.create());
        return true;
    }

    /**
     * What an undo by so many versions would lose.
     *
     * @throws IllegalArgumentException if {@code steps} is not positive, or the schema has fewer versions
     */
    public UndoPlan planUndo(int steps) {
        return plan(current -> back(current, steps));
    }

    /**
     * What an undo to that version would lose; 0 is the base.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public UndoPlan planUndoTo(int version) {
        Migration.checked(version);
        return plan(current -> Math.min(current, version));
    }

    private UndoPlan plan(IntUnaryOperator target) {
        return read(connection -> {
            int current = undoable(history.current(connection));
            return new UndoRunner(history).plan(connection, current, target.applyAsInt(current));
        });
    }

    /** As {@link #undo(int, DataLoss)}, refusing to lose data. */
    public MigrationReport undo(int steps) {
        return undo(steps, DataLoss.REFUSED);
    }

    /**
     * Undoes so many versions. Migrating afterwards makes them again, so an instance that migrates when it starts must
     * not be started in between.
     *
     * @throws DataLossException if data would be lost and that is refused
     * @throws MigrationException if a version cannot be undone, as where an id no longer fits the smaller type
     * @throws IllegalArgumentException if {@code steps} is not positive, or the schema has fewer versions
     */
    public MigrationReport undo(int steps, DataLoss dataLoss) {
        return undo(planUndo(steps), dataLoss);
    }

    /**
     * Undoes all versions above that one. Does nothing where the schema is there or below. Throws as
     * {@link #undo(int, DataLoss)} does.
     */
    public MigrationReport undoTo(int version, DataLoss dataLoss) {
        return undo(planUndoTo(version), dataLoss);
    }

    /**
     * Undoes everything: of Souk, only its history table stays. Throws as {@link #undo(int, DataLoss)} does.
     */
    public MigrationReport undoAll(DataLoss dataLoss) {
        return undoTo(0, dataLoss);
    }

    private MigrationReport undo(UndoPlan plan, DataLoss dataLoss) {
        if (plan.losesData() && dataLoss == DataLoss.REFUSED) {
            throw new DataLossException(history.schema(), plan);
        }
        return new UndoRunner(history).run(transactions, plan);
    }

    /**
     * Takes over a database that the original system made: makes sure that its tables are to the letter what V1 makes,
     * and writes into the history that V1 is there. {@link #migrate()} then does the rest. Tables of other names are
     * left alone. Does nothing where the schema has its history already. The original system used the schema
     * {@code public}, so this is for a migrator that was built with {@link Builder#schema schema("public")}.
     *
     * @throws AdoptionException if anything differs
     */
    public AdoptionReport adopt() {
        return commit(connection -> {
            Transaction.execute(connection, history.lock());
            if (!history.read(connection).isEmpty()) {
                return new AdoptionReport(false, 0, 0, 0, 0);
            }
            AdoptionReport report = new OriginalSchema(history.schema()).check(connection);
            Transaction.execute(
                    connection, history.create() + history.expect(0) + history.insertAdopted(Migration.of(1)));
            return report;
        });
    }

    /**
     * Which versions are in place, and whether the database was made in a way that an application should know of.
     * Changes nothing and needs no more than to read the history table.
     */
    public SchemaStatus status() {
        List<String> warnings = new ArrayList<>();
        SortedMap<Integer, HistoryTable.Entry> entries = read(connection -> {
            LetterCase.warning(connection).ifPresent(warnings::add);
            return history.read(connection);
        });
        Map<Integer, SchemaStatus.Version> versions = new TreeMap<>();
        for (Migration migration : Migration.ALL) {
            versions.put(
                    migration.version(),
                    new SchemaStatus.Version(migration.version(), migration.description(), SchemaStatus.State.PENDING));
        }
        entries.forEach((number, entry) -> versions.put(
                number,
                new SchemaStatus.Version(
                        number,
                        entry.description(),
                        entry.adopted() ? SchemaStatus.State.ADOPTED : SchemaStatus.State.APPLIED)));
        return new SchemaStatus(
                HistoryTable.current(entries), Migration.NEWEST, List.copyOf(versions.values()), warnings);
    }

    /**
     * Whether somebody has changed the database by hand: compares what stands in the schema with what the versions that
     * its history tells of make on this server. They are made in a schema of their own, in a transaction that is rolled
     * back; no table of the application is locked or read. That takes the right to create in the database, and a
     * fraction of a second. Where the schema is shared, tables of others come as additional, each with its name alone.
     *
     * @throws SchemaException if the schema was made by a newer library, or that right is missing
     */
    public SchemaDrift drift() {
        return read(connection -> {
            int version = undoable(history.current(connection));
            Catalog expected = Catalog.ofVersion(connection, version);
            return new SchemaDrift(version, new CatalogComparison("Souk", expected, found(connection)).differences());
        });
    }

    /**
     * Drafts the next version from what was changed by hand: for developers of the schema, not for applications.
     * Compares as {@link #drift()} does, with the newest version. A schema without a history, made from somewhere else,
     * is compared too. The draft has to be read before it is used.
     *
     * @param name what the version does, in small letters, words joined by underscores
     * @throws IllegalArgumentException if the name has other signs
     * @throws SchemaException if the schema is at another version than the newest, or the right to create is missing
     */
    public SchemaDraft draft(String name) {
        if (!name.matches("[a-z0-9]+(_[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a version is named by small words joined by underscores: " + name);
        }
        return read(connection -> {
            int current = history.current(connection);
            if (current != 0 && current != Migration.NEWEST) {
                String message = "schema %s is at version %s: a draft begins at the newest, %s"
                        .formatted(history.schema(), current, Migration.NEWEST);
                throw new SchemaException(history.schema(), message, null);
            }
            Catalog made = Catalog.ofVersion(connection, Migration.NEWEST);
            return SchemaDraft.between(made, found(connection), Migration.NEWEST + 1, name);
        });
    }

    private Catalog found(Connection connection) throws SQLException {
        return Catalog.ofSchema(connection, history.schema())
                .only(thing -> !thing.table().equals(history.table()));
    }

    /** The SQL that {@link #migrate()} would run now, printed instead of run. Empty if nothing is pending. */
    public String pendingSql() {
        int current = current();
        return current >= Migration.NEWEST ? "" : offline().migrate(current, Migration.NEWEST);
    }

    /** The SQL that {@link #undoTo} would run now, printed instead of run. Empty if there is nothing to undo. */
    public String undoSql(int version) {
        int current = undoable(current());
        return offline().undo(current, Math.min(current, Migration.checked(version)));
    }

    /** The SQL between any two versions, for this schema and history table. */
    public OfflineSql offline() {
        return new OfflineSql(history);
    }

    private int current() {
        return read(history::current);
    }

    private int undoable(int current) {
        if (current > Migration.NEWEST) {
            throw new SchemaException(
                    history.schema(),
                    "schema %s is at version %s, made by a newer library that alone knows it; this one knows %s"
                            .formatted(history.schema(), current, Migration.NEWEST),
                    null);
        }
        return current;
    }

    private static int back(int current, int steps) {
        checkPositive(steps);
        if (steps > current) {
            throw new IllegalArgumentException("cannot undo %s versions of %s".formatted(steps, current));
        }
        return current - steps;
    }

    private static void checkPositive(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be positive: " + steps);
        }
    }

    private <T> T commit(Transaction<T> work) {
        try {
            return transactions.commit(work);
        } catch (SQLException e) {
            throw noAccess(e);
        }
    }

    /** Takes back what the work did, also where that is a transaction of the application's. */
    private <T> T read(Transaction<T> work) {
        try {
            return transactions.read(work);
        } catch (SQLException e) {
            throw noAccess(e);
        }
    }

    private SchemaException noAccess(SQLException e) {
        return new SchemaException(
                history.schema(), "no access to schema %s: %s".formatted(history.schema(), e.getMessage()), e);
    }

    /** Where the tables go. */
    public static final class Builder {

        private final DataSource dataSource;
        private String schema = DEFAULT_SCHEMA;
        private String historyTable = DEFAULT_HISTORY_TABLE;
        private boolean autoCommitOffAllowed;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * The schema that the tables stand in; it is created if it is missing. May be one that others use too, such as
         * {@code public}, as long as they have no tables of the same names. Default {@value #DEFAULT_SCHEMA}.
         *
         * @throws IllegalArgumentException if it has other signs than letters, digits and underscores
         */
        public Builder schema(String schema) {
            this.schema = new HistoryTable(schema, historyTable).schema();
            return this;
        }

        /**
         * The table, in the same schema, that tells which versions are in place. Must not be that of the application's
         * migrations. Default {@value #DEFAULT_HISTORY_TABLE}.
         *
         * @throws IllegalArgumentException if it has other signs than letters, digits and underscores
         */
        public Builder historyTable(String historyTable) {
            this.historyTable = new HistoryTable(schema, historyTable).table();
            return this;
        }

        /**
         * For a pool that hands out connections with auto-commit off and no transaction of the application on them.
         * Default: what changes the schema refuses such connections, since committing might commit the application's
         * work.
         */
        public Builder alwaysCommitting() {
            autoCommitOffAllowed = true;
            return this;
        }

        /** Builds it. Does not connect yet. */
        public SchemaMigrator build() {
            return new SchemaMigrator(this);
        }
    }
}
