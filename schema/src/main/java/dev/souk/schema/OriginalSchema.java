package dev.souk.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of the original system, as they are found in a schema. */
final class OriginalSchema {

    /*
     * V1 is run among the temporary tables of the session, where nobody sees it and nobody needs a right for it, is
     * read from the catalogue in the same way as what was found, and is rolled back. So there is no second description
     * of V1 that could differ from it.
     */
    private static final String TABLES =
            "'users', 'user_auth', 'listings', 'listing_attributes', 'images', 'alerts', 'alert_matches', 'notifications'";

    /** Rows of (thing, how it is) for the tables of one schema, whose oid stands at the question mark. */
    private static final String FACTS = """
            WITH original AS (
                SELECT oid, relname, relkind, relrowsecurity, relpersistence FROM pg_class
                WHERE relnamespace = ?::oid AND relname IN (%s) AND relkind IN ('r', 'p', 'v', 'm', 'f'))
            SELECT 'table ' || relname, CASE relkind WHEN 'r' THEN 'a table' ELSE 'not a plain table' END
                || CASE WHEN relrowsecurity THEN ' with row level security' ELSE '' END
            FROM original
            UNION ALL
            SELECT 'column ' || relname || '.' || attname, format_type(atttypid, atttypmod)
                || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                || CASE attidentity WHEN '' THEN '' ELSE ' IDENTITY' END
                || CASE attgenerated WHEN '' THEN '' ELSE ' GENERATED' END
                || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid, TRUE), '')
            FROM original JOIN pg_attribute ON attrelid = original.oid AND attnum > 0 AND NOT attisdropped
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            UNION ALL
            SELECT 'constraint ' || conname || ' of ' || relname, pg_get_constraintdef(pg_constraint.oid, TRUE)
            FROM original JOIN pg_constraint ON conrelid = original.oid AND contype IN ('c', 'f', 'p', 'u', 'x')
            UNION ALL
            SELECT 'index ' || index.relname || ' of ' || original.relname, pg_get_indexdef(indexrelid, 0, TRUE)
            FROM original JOIN pg_index ON indrelid = original.oid JOIN pg_class index ON index.oid = indexrelid
            UNION ALL
            SELECT 'trigger ' || tgname || ' of ' || relname, 'there'
            FROM original JOIN pg_trigger ON tgrelid = original.oid AND NOT tgisinternal
            """.formatted(TABLES);

    private final String schema;

    OriginalSchema(String schema) {
        this.schema = schema;
    }

    /** Throws if the schema holds tables of these names, which V1 would stumble over. */
    static void refuseToOverwrite(Connection connection, String schema) throws SQLException {
        String query = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(?) AND relname IN (%s)"
                .formatted(TABLES);
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, '"' + schema + '"');
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        if (!found.isEmpty()) {
            throw new AdoptionException(
                    schema,
                    "schema %s holds %s but no history of Souk: adopt() them if they are of the original system, or name another schema"
                            .formatted(schema, String.join(", ", new TreeSet<>(found))),
                    List.of());
        }
    }

    /** Compares, and counts the rows that later versions will mend. Throws if anything differs. */
    AdoptionReport check(Connection connection) throws SQLException {
        setSearchPath(connection, '"' + schema + '"');
        SortedMap<String, String> found = facts(connection, "to_regnamespace('\"%s\"')".formatted(schema));
        if (found.isEmpty()) {
            throw new AdoptionException(
                    schema, "schema %s has no table of the original system".formatted(schema), List.of());
        }
        refuse(differences(original(connection), found));
        setSearchPath(connection, '"' + schema + '"');
        refuse(unreadableAlerts(connection));
        return new AdoptionReport(
                true,
                count(
                        connection,
                        "SELECT count(*) FROM listings WHERE currency IS NULL AND price >= 0 AND price <> 'NaN'"),
                count(connection, "SELECT count(*) FROM listings WHERE price < 0 OR price = 'NaN'"),
                count(connection, """
                        SELECT count(*) FROM (SELECT position, row_number() OVER (PARTITION BY listing_id ORDER BY position, id) - 1
                            AS place FROM images) numbered WHERE position <> place"""));
    }

    private static SortedMap<String, String> original(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        setSearchPath(connection, "pg_temp");
        Transaction.execute(connection, Migration.of(1).script());
        SortedMap<String, String> facts = facts(connection, "pg_my_temp_schema()");
        connection.rollback(before);
        return facts;
    }

    private static SortedMap<String, String> facts(Connection connection, String namespace) throws SQLException {
        SortedMap<String, String> facts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FACTS.replace("?", namespace))) {
            while (rows.next()) {
                facts.put(rows.getString(1), rows.getString(2));
            }
        }
        return facts;
    }

    private static List<String> differences(SortedMap<String, String> original, SortedMap<String, String> found) {
        SortedSet<String> things = new TreeSet<>(original.keySet());
        things.addAll(found.keySet());
        List<String> differences = new ArrayList<>();
        for (String thing : things) {
            String expected = original.get(thing);
            String actual = found.get(thing);
            if (actual == null) {
                differences.add("%s is missing, the original has %s".formatted(thing, expected));
            } else if (expected == null) {
                differences.add("%s is not in the original: %s".formatted(thing, actual));
            } else if (!expected.equals(actual)) {
                differences.add("%s is %s, the original has %s".formatted(thing, actual, expected));
            }
        }
        return differences;
    }

    /** V12 holds criteria to be objects; better to learn that now than half way up. */
    private static List<String> unreadableAlerts(Connection connection) throws SQLException {
        List<String> alerts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, jsonb_typeof(criteria) FROM alerts WHERE jsonb_typeof(criteria) <> 'object' ORDER BY id")) {
            while (rows.next()) {
                alerts.add("alert %d has criteria of type %s, V12 wants an object"
                        .formatted(rows.getLong(1), rows.getString(2)));
            }
        }
        return alerts;
    }

    private void refuse(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new AdoptionException(
                    schema, "schema %s cannot be adopted, it differs from the original".formatted(schema), differences);
        }
    }

    private static void setSearchPath(Connection connection, String path) throws SQLException {
        Transaction.execute(connection, "SET LOCAL search_path TO " + path);
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
