package dev.souk.schema;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The statement that makes a thing, and the one that takes it away; without the schema's name, as migrations are written. */
final class Ddl {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The words that PostgreSQL reserves. */
    private static final Set<String> RESERVED =
            Set.of(("all analyse analyze and any array as asc asymmetric authorization"
                            + " between bigint binary bit boolean both case cast char character check coalesce collate collation column"
                            + " concurrently constraint create cross current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists"
                            + " extract false fetch float for foreign freeze from full grant group having ilike in initially inner inout"
                            + " int integer intersect interval into is isnull join lateral leading left like limit localtime"
                            + " localtimestamp national natural nchar none normalize not notnull null nullif numeric offset on only or"
                            + " order out outer overlaps overlay placing position precision primary real references returning right row"
                            + " select session_user setof similar smallint some substring symmetric system_user table tablesample then"
                            + " time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when"
                            + " where window with")
                    .split(" "));

    private Ddl() {}

    static String name(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    static boolean isView(String definition) {
        return definition.startsWith("a view") || definition.startsWith("a materialized view");
    }

    /** Whether the definition is one that this class can make. */
    static boolean isKnown(Thing thing, String definition) {
        return switch (thing.kind()) {
            case GRANT -> false;
            case FUNCTION -> definition.startsWith("CREATE");
            case TABLE -> !definition.startsWith("a foreign table");
            default -> true;
        };
    }

    static String create(Thing thing, String definition) {
        String table = name(thing.table());
        String name = name(thing.name());
        return switch (thing.kind()) {
            case TYPE ->
                definition.startsWith("ENUM")
                        ? "CREATE TYPE %s AS %s;".formatted(name, definition)
                        : "CREATE DOMAIN %s AS %s;".formatted(name, definition.substring("DOMAIN ".length()));
            case SEQUENCE -> "CREATE SEQUENCE %s %s;".formatted(name, definition.replaceFirst(" OWNED BY .*", ""));
            case FUNCTION -> definition.strip() + ";";
            case TABLE ->
                "CREATE %s %s %s"
                        .formatted(
                                definition.startsWith("a view") ? "VIEW" : "MATERIALIZED VIEW",
                                table,
                                definition.substring(definition.indexOf("AS\n")));
            case CONSTRAINT -> "ALTER TABLE %s ADD CONSTRAINT %s %s;".formatted(table, name, definition);
            case INDEX, STATISTICS -> definition.replace(" (invalid)", "") + ";";
            case TRIGGER ->
                definition.replaceFirst(" \\((disabled|replica|always)\\)$", "") + ";" + enabling(thing, definition);
            case RULE -> definition;
            case POLICY -> "CREATE POLICY %s ON %s %s;".formatted(name, table, definition);
            case COLUMN -> "ALTER TABLE %s ADD COLUMN %s %s;".formatted(table, name, definition);
            case SETTING -> setting(thing, definition);
            case GRANT -> "";
        };
    }

    static String drop(Thing thing, String definition) {
        String table = name(thing.table());
        String name = name(thing.name());
        return switch (thing.kind()) {
            case TYPE -> "DROP %s %s;".formatted(definition.startsWith("ENUM") ? "TYPE" : "DOMAIN", name);
            case SEQUENCE -> "DROP SEQUENCE %s;".formatted(name);
            case FUNCTION ->
                "DROP %s %s;"
                        .formatted(
                                definition.startsWith("CREATE OR REPLACE PROCEDURE") ? "PROCEDURE" : "FUNCTION",
                                thing.name());
            case TABLE ->
                "DROP %s %s;"
                        .formatted(
                                definition.startsWith("a view")
                                        ? "VIEW"
                                        : definition.startsWith("a m") ? "MATERIALIZED VIEW" : "TABLE",
                                table);
            case CONSTRAINT -> "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, name);
            case INDEX -> "DROP INDEX %s;".formatted(name);
            case STATISTICS -> "DROP STATISTICS %s;".formatted(name);
            case TRIGGER -> "DROP TRIGGER %s ON %s;".formatted(name, table);
            case RULE -> "DROP RULE %s ON %s;".formatted(name, table);
            case POLICY -> "DROP POLICY %s ON %s;".formatted(name, table);
            case COLUMN -> "ALTER TABLE %s DROP COLUMN %s;".formatted(table, name);
            case SETTING -> reset(thing);
            case GRANT -> "";
        };
    }

    private static String enabling(Thing thing, String definition) {
        String how = definition.endsWith(" (disabled)")
                ? "DISABLE"
                : definition.endsWith(" (replica)")
                        ? "ENABLE REPLICA"
                        : definition.endsWith(" (always)") ? "ENABLE ALWAYS" : "";
        return how.isEmpty()
                ? ""
                : "\nALTER TABLE %s %s TRIGGER %s;".formatted(name(thing.table()), how, name(thing.name()));
    }

    private static String setting(Thing thing, String value) {
        String table = name(thing.table());
        if (thing.name().startsWith("statistics of ")) {
            return "ALTER TABLE %s ALTER COLUMN %s SET STATISTICS %s;"
                    .formatted(table, name(thing.name().substring(14)), value);
        }
        if (thing.name().startsWith("storage of ")) {
            return "ALTER TABLE %s ALTER COLUMN %s SET STORAGE %s;"
                    .formatted(table, name(thing.name().substring(11)), value);
        }
        return "ALTER TABLE %s SET (%s = '%s');".formatted(table, thing.name(), value.replace("'", "''"));
    }

    private static String reset(Thing thing) {
        String table = name(thing.table());
        if (thing.name().startsWith("statistics of ")) {
            return "ALTER TABLE %s ALTER COLUMN %s SET STATISTICS -1;"
                    .formatted(table, name(thing.name().substring(14)));
        }
        if (thing.name().startsWith("storage of ")) {
            return "ALTER TABLE %s ALTER COLUMN %s SET STORAGE EXTENDED;"
                    .formatted(table, name(thing.name().substring(11)));
        }
        return "ALTER TABLE %s RESET (%s);".formatted(table, thing.name());
    }
}
