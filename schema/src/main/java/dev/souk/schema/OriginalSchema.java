package dev.souk.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables of the original system, as they are found in a schema. */
final class OriginalSchema {

    private static final List<String> TABLES = List.of(
            "users",
            "user_auth",
            "listings",
            "listing_attributes",
            "images",
            "alerts",
            "alert_matches",
            "notifications");

    /** What has to be as it was. Grants and settings are the host's, and sequences follow from the columns. */
    private static final Set<Thing.Kind> KINDS = EnumSet.of(
            Thing.Kind.TABLE, Thing.Kind.COLUMN, Thing.Kind.CONSTRAINT, Thing.Kind.INDEX, Thing.Kind.TRIGGER);

    private final String schema;

    OriginalSchema(String schema) {
        this.schema = schema;
    }

    /** Throws if the schema holds tables of these names, which V1 would stumble over. */
    static void refuseToOverwrite(Connection connection, String schema) throws SQLException {
        String query = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(?) AND relname = ANY (?)";
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, '"' + schema + '"');
            select.setArray(2, connection.createArrayOf("text", TABLES.toArray()));
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
        Catalog found = compared(Catalog.ofSchema(connection, schema));
        if (found.definitions().isEmpty()) {
            throw new AdoptionException(
                    schema, "schema %s has no table of the original system".formatted(schema), List.of());
        }
        Catalog original = compared(Catalog.ofOriginal(connection));
        refuse(new CatalogComparison("the original", original, found)
                .differences().stream().map(SchemaDifference::toString).toList());
        Transaction.execute(connection, "SET LOCAL search_path TO \"%s\"".formatted(schema));
        refuse(unreadableAlerts(connection));
        return new AdoptionReport(
                true,
                count(
                        connection,
                        "SELECT count(*) FROM listings WHERE currency IS NULL AND price >= 0 AND price <> 'NaN'"),
                count(connection, "SELECT count(*) FROM listings WHERE price < 0 OR price = 'NaN'"),
                count(connection, """
                        SELECT count(*) FROM (SELECT position, row_number() OVER (PARTITION BY listing_id ORDER BY position, id) - 1
                            AS place FROM images) numbered WHERE position <> place"""),
                count(
                        connection,
                        "SELECT count(*) FROM listings WHERE currency ~ '^[A-Za-z]{3}$' AND currency ~ '[a-z]'"));
    }

    private static Catalog compared(Catalog catalog) {
        return catalog.only(thing -> TABLES.contains(thing.table()) && KINDS.contains(thing.kind()));
    }

    /** V12 holds criteria to be objects; better to learn that now than half way up. */
    private static List<String> unreadableAlerts(Connection connection) throws SQLException {
        List<String> alerts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, jsonb_typeof(criteria) FROM alerts WHERE jsonb_typeof(criteria) <> 'object' ORDER BY id")) {
            while (rows.next()) {
                alerts.add("alert %s has criteria of type %s, V12 wants an object"
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

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
