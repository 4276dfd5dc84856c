package dev.souk.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** All that the catalogue says of a schema, without its name, so that two can be compared. */
final class Fingerprint {

    private static final List<String> QUERIES = List.of(
            """
            SELECT 'table', table_name, table_type FROM information_schema.tables WHERE table_schema = '%s'
            """,
            """
            SELECT 'column', table_name, column_name,
                row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position) AS place,
                column_default, is_nullable, data_type, udt_name, character_maximum_length, numeric_precision,
                numeric_scale, datetime_precision, is_identity, identity_generation, is_generated
            FROM information_schema.columns WHERE table_schema = '%s'
            """,
            """
            SELECT 'constraint', table_name, constraint_type, is_deferrable, initially_deferred,
                CASE WHEN constraint_name LIKE '%%not_null' THEN '' ELSE constraint_name END
            FROM information_schema.table_constraints WHERE table_schema = '%s'
            """,
            """
            SELECT 'key', table_name, constraint_name, column_name, ordinal_position
            FROM information_schema.key_column_usage WHERE table_schema = '%s'
            """,
            """
            SELECT 'reference', constraint_name, unique_constraint_name, update_rule, delete_rule
            FROM information_schema.referential_constraints WHERE constraint_schema = '%s'
            """,
            """
            SELECT 'sequence', sequence_name, data_type, start_value, minimum_value, maximum_value, increment, cycle_option
            FROM information_schema.sequences WHERE sequence_schema = '%s'
            """,
            "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = '%s'",
            """
            SELECT 'definition', conrelid::regclass, conname, contype, convalidated, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = '%s'::regnamespace
            """,
            """
            SELECT 'owned', pg_get_serial_sequence(attrelid::regclass::text, attname) FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r' AND attname = 'id'
            WHERE relnamespace = '%s'::regnamespace
            """,
            """
            SELECT 'options', relname, reloptions FROM pg_class
            WHERE relkind = 'r' AND relnamespace = '%s'::regnamespace
            """,
            """
            SELECT 'trigger', pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE NOT tgisinternal AND relnamespace = '%s'::regnamespace
            """,
            "SELECT 'function', proname, prosrc, prosecdef FROM pg_proc WHERE pronamespace = '%s'::regnamespace",
            """
            SELECT 'policy', tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies
            WHERE schemaname = '%s'
            """,
            """
            SELECT 'row security', relname, relforcerowsecurity FROM pg_class
            WHERE relrowsecurity AND relnamespace = '%s'::regnamespace
            """);

    private Fingerprint() {}

    static List<String> of(DataSource dataSource, String schema) {
        Sql sql = new Sql(dataSource);
        List<String> lines = new ArrayList<>();
        for (String query : QUERIES) {
            lines.addAll(sql.rows(query.formatted(schema)));
        }
        // Settings of transactions are called after the library, in whatever schema it lies.
        String name = Pattern.quote(schema + ".") + "(?!user_id'|audit_purge')";
        lines.replaceAll(line -> line.replaceAll(name, ""));
        lines.sort(null);
        return lines;
    }
}
