package dev.souk.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a schema holds, each thing with its definition, as PostgreSQL prints it. Does not change. */
final class Catalog {

    /*
     * There is no second description of what the migrations make that could differ from them. They are run where nobody
     * sees it, are read from the catalogue of the same server in the same way as what was found, and are rolled back.
     */
    private static final String QUERY = Resources.read("catalog.sql");

    private static final String DEPENDENCIES = Resources.read("dependencies.sql");

    private static final String COLUMNS = """
            SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = :namespace AND relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
            ORDER BY pg_class.oid, attnum""";

    private final SortedMap<Thing, String> definitions;

    /** The names of the columns of each table, both in the order in which they were made. */
    private final Map<String, List<String>> columns;

    /** Names of what other things can hang on: tables, sequences, functions. */
    private final Set<String> holders;

    /** What each thing depends on. */
    private final Map<Thing, Set<Thing>> dependencies;

    private Catalog(
            SortedMap<Thing, String> definitions,
            Map<String, List<String>> columns,
            Map<Thing, Set<Thing>> dependencies) {
        this.columns = columns;
        this.dependencies = dependencies;
        this.definitions = Collections.unmodifiableSortedMap(definitions);
        this.holders = definitions.keySet().stream()
                .flatMap(thing -> switch (thing.kind()) {
                    case TABLE -> Stream.of(thing.table());
                    case SEQUENCE, FUNCTION -> Stream.of(thing.name());
                    default -> Stream.<String>empty();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands in a schema; nothing if there is none of that name. Takes part in the caller's transaction. */
    static Catalog ofSchema(Connection connection, String schema) throws SQLException {
        Transaction.execute(connection, "SET LOCAL search_path TO \"%s\"".formatted(schema));
        return read(connection, "to_regnamespace('\"%s\"')".formatted(schema));
    }

    /** What the versions up to that one make. Made in a schema that lives as long as this takes. */
    static Catalog ofVersion(Connection connection, int version) throws SQLException {
        Savepoint before = connection.setSavepoint();
        String scratch = "souk_compare_" + backend(connection);
        Transaction.execute(connection, "CREATE SCHEMA %1$s; SET LOCAL search_path TO %1$s".formatted(scratch));
        for (Migration migration : Migration.between(0, version)) {
            Transaction.execute(connection, migration.script());
        }
        Catalog catalog = ofSchema(connection, scratch);
        connection.rollback(before);
        return catalog;
    }

    /** What V1 makes, made among the temporary tables of the session: that needs no right to create. */
    static Catalog ofOriginal(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Transaction.execute(connection, "SET LOCAL search_path TO pg_temp");
        Transaction.execute(connection, Migration.of(1).script());
        Catalog catalog = read(connection, "pg_my_temp_schema()");
        connection.rollback(before);
        return catalog;
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Catalog read(Connection connection, String namespace) throws SQLException {
        SortedMap<Thing, String> definitions = new TreeMap<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<Thing, Set<Thing>> dependencies = new HashMap<>();
        // Where a server quotes every name, the name of the schema could not be told from the rest of a definition.
        Transaction.execute(connection, "SET LOCAL quote_all_identifiers TO off");
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(QUERY.replace(":namespace", namespace))) {
                while (rows.next()) {
                    definitions.put(thing(rows, ""), rows.getString("definition"));
                }
            }
            try (ResultSet rows = statement.executeQuery(COLUMNS.replace(":namespace", namespace))) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery(DEPENDENCIES.replace(":namespace", namespace))) {
                while (rows.next()) {
                    dependencies
                            .computeIfAbsent(thing(rows, ""), first -> new TreeSet<>())
                            .add(thing(rows, "on_"));
                }
            }
        }
        return new Catalog(definitions, columns, dependencies);
    }

    private static Thing thing(ResultSet rows, String prefix) throws SQLException {
        return new Thing(
                Thing.Kind.valueOf(rows.getString(prefix + "kind")),
                rows.getString(prefix + "table"),
                rows.getString(prefix + "name"));
    }

    /** Each thing with its definition, in the order of kinds, tables and names. */
    SortedMap<Thing, String> definitions() {
        return definitions;
    }

    /** The definition of a thing that is there. */
    String definition(Thing thing) {
        return Objects.requireNonNull(definitions.get(thing), thing::toString);
    }

    /** Whether there is a table, a sequence or a function of that name. */
    boolean holds(String name) {
        return holders.contains(name);
    }

    /** The names of the columns of each table, both in the order in which they were made. */
    Map<String, List<String>> columns() {
        return columns;
    }

    /**
     * Whether two definitions say the same. A list of strings is printed in another way once it was written as it was
     * printed, as by a dump and a restore.
     */
    static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String definition) {
        return definition
                .replaceAll("::character varying(::text)?(?=[,\\]])", "::text")
                .replace("]::text[]", "]");
    }

    /** What a thing depends on, within the schema. */
    Set<Thing> dependencies(Thing thing) {
        return dependencies.getOrDefault(thing, Set.of());
    }

    /** Only the things for which that holds. */
    Catalog only(Predicate<Thing> wanted) {
        SortedMap<Thing, String> some = new TreeMap<>(definitions);
        some.keySet().removeIf(wanted.negate());
        Map<String, List<String>> shown = new LinkedHashMap<>();
        columns.forEach((table, names) -> names.stream()
                .filter(name -> wanted.test(new Thing(Thing.Kind.COLUMN, table, name)))
                .forEach(name ->
                        shown.computeIfAbsent(table, first -> new ArrayList<>()).add(name)));
        return new Catalog(some, shown, dependencies);
    }
}
