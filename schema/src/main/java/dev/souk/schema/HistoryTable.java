package dev.souk.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Flyway's history table, written here also by hand: an undo and an adoption leave rows in it, and SQL that is printed
 * brings it along.
 */
record HistoryTable(String schema, String table) {

    /*
     * A version is in place if the last row about it is not of type DELETE. Flyway's own "repair" writes such rows, so
     * it understands them, and what was done and undone can be read in the table. (Rows of type UNDO_SQL, which belong
     * to its paid edition, stop the free one for good.)
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Flyway's "LOCK" of PostgreSQL, to which it adds the hash of the table's name. */
    private static final long FLYWAY_LOCK = 77431708279161L;

    HistoryTable {
        checkName("schema", schema, 63);
        // Room for what is appended to name its key and its index.
        checkName("history table", table, 50);
    }

    private static void checkName(String what, String name, int longest) {
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("%s must be of letters, digits and underscores, at most %s of them: %s"
                    .formatted(what, longest, name));
        }
        if (name.toLowerCase(Locale.ROOT).startsWith("pg_")) {
            throw new IllegalArgumentException(what + " must not start with pg_: " + name);
        }
    }

    /** The name as SQL writes it. */
    String quoted() {
        return "\"%s\".\"%s\"".formatted(schema, table);
    }

    /** What Flyway locks while it migrates, as earlier releases let it; whoever holds it has the schema for himself. */
    long lockKey() {
        return FLYWAY_LOCK + quoted().hashCode();
    }

    /** Asks the catalogue, and not to_regclass: that remembers within a transaction that a schema was not there. */
    boolean exists(Connection connection) throws SQLException {
        String query = "SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
                + " WHERE nspname = ? AND relname = ?)";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, schema);
            select.setString(2, table);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** The versions that are in place, with what the table says of each. */
    SortedMap<Integer, Entry> read(Connection connection) throws SQLException {
        SortedMap<Integer, Entry> entries = new TreeMap<>();
        if (!exists(connection)) {
            return entries;
        }
        try (PreparedStatement select = connection.prepareStatement(latest());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String type = rows.getString("type");
                if (!type.equals("DELETE")) {
                    entries.put(
                            rows.getInt("number"), new Entry(rows.getString("description"), type.equals("BASELINE")));
                }
            }
        }
        return entries;
    }

    /** The version that the schema is at; 0 is the base. */
    int current(Connection connection) throws SQLException {
        return current(read(connection));
    }

    static int current(SortedMap<Integer, Entry> entries) {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    /** The query for the last row about each version. */
    private String latest() {
        return ("SELECT DISTINCT ON (version) version::int AS number, description, type FROM %s"
                        + " WHERE success AND version ~ '^[1-9][0-9]*$' ORDER BY version, installed_rank DESC")
                .formatted(quoted());
    }

    /** Creates schema and table where they are not there yet; the same columns, key and index that Flyway creates. */
    String create() {
        return """
                DO $souk$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '%1$s') THEN
                        CREATE SCHEMA "%1$s";
                    END IF;
                END $souk$;
                CREATE TABLE IF NOT EXISTS %2$s (
                    "installed_rank" INT NOT NULL CONSTRAINT "%3$s_pk" PRIMARY KEY,
                    "version" VARCHAR(50),
                    "description" VARCHAR(200) NOT NULL,
                    "type" VARCHAR(20) NOT NULL,
                    "script" VARCHAR(1000) NOT NULL,
                    "checksum" INTEGER,
                    "installed_by" VARCHAR(100) NOT NULL,
                    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
                    "execution_time" INTEGER NOT NULL,
                    "success" BOOLEAN NOT NULL
                );
                CREATE INDEX IF NOT EXISTS "%3$s_s_idx" ON %2$s ("success");
                """.formatted(schema, quoted(), table);
    }

    /** Waits until nobody else migrates; the transaction has the schema for itself until its end. */
    String lock() {
        return "DO $souk$ BEGIN PERFORM pg_advisory_xact_lock(%s); END $souk$;\n".formatted(lockKey());
    }

    /** Keeps readers of the table out, and raises an error unless the schema is at {@code version}. */
    String expect(int version) {
        return """
                LOCK TABLE %2$s IN ACCESS EXCLUSIVE MODE;
                DO $souk$ BEGIN
                    IF (SELECT coalesce(max(number), 0) FROM (%4$s) latest WHERE type <> 'DELETE') <> %3$s THEN
                        RAISE EXCEPTION 'schema %1$s is not at version %3$s: nothing was changed';
                    END IF;
                END $souk$;
                """.formatted(schema, quoted(), version, latest());
    }

    /** The script as it stands, in a transaction that looks into the schema. */
    String lookingIn(String script) {
        return "SET LOCAL search_path TO \"%s\";\n\n%s\n".formatted(schema, script);
    }

    /** {@code millis} is how long the script took. */
    String insertApplied(Migration migration, long millis) {
        return insert(
                migration.version(),
                migration.description(),
                "SQL",
                migration.fileName(),
                Integer.toString(migration.checksum()),
                millis);
    }

    String insertAdopted(Migration original) {
        return insert(original.version(), original.description() + ", adopted", "BASELINE", "adopted", "NULL", 0);
    }

    String insertUndone(Migration migration) {
        String undone = insert(
                migration.version(),
                migration.description(),
                "DELETE",
                migration.fileName(),
                Integer.toString(migration.checksum()),
                0);
        return migration.version() == 1 ? adoptedBecomesApplied(migration) + undone : undone;
    }

    /** Flyway never migrates below a baseline, so one that is undone must not stay one: it was V1 to the letter anyway. */
    private String adoptedBecomesApplied(Migration original) {
        return "UPDATE %s SET type = 'SQL', description = '%s', script = '%s', checksum = %s\n"
                        .formatted(quoted(), original.description(), original.fileName(), original.checksum())
                + "WHERE version = '%s' AND type = 'BASELINE';\n".formatted(original.version());
    }

    private String insert(int version, String description, String type, String script, String checksum, long millis) {
        return """
                INSERT INTO %1$s (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                SELECT coalesce(max(installed_rank), 0) + 1, '%2$s', '%3$s', '%4$s', '%5$s', %6$s, current_user, %7$s, TRUE FROM %1$s;
                """.formatted(quoted(), version, description, type, script, checksum, millis);
    }

    /** What the table says of a version that is in place. */
    record Entry(String description, boolean adopted) {}
}
