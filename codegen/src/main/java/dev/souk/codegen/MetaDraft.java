package dev.souk.codegen;

import dev.souk.schema.SchemaDraft;
import dev.souk.schema.SchemaMigrator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.Queries;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * Drafts the next version from a jOOQ {@link Meta}: DDL that jOOQ reads, generated tables, or another database. jOOQ
 * knows tables, columns, keys, checks and plain indexes, so only those are compared; functions, triggers, policies and
 * what an index has beyond its columns stay as they are. {@link SchemaMigrator#draft} sees all that, in a database.
 */
public final class MetaDraft {

    private MetaDraft() {}

    /**
     * What turns the tables of a migrated database into those of {@code wanted}.
     *
     * @param migrated a database at the newest version, in the default schema
     * @param wanted the tables as they should be, in a schema of the same name
     * @param name what the version does, in small letters, words joined by underscores
     */
    public static SchemaDraft between(DataSource migrated, Meta wanted, String name) {
        Settings settings = new Settings()
                .withRenderSchema(false)
                .withRenderFormatted(true)
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                .withRenderNameCase(RenderNameCase.LOWER_IF_UNQUOTED);
        DSLContext dsl = DSL.using(migrated, SQLDialect.POSTGRES, settings);
        Meta made = tables(dsl.meta());
        Meta other = tables(wanted);
        int version = SchemaMigrator.over(migrated).status().newest() + 1;
        Queries up = made.migrateTo(other);
        Queries down = other.migrateTo(made);
        return new SchemaDraft(
                version,
                name,
                "-- TODO: say why. Drafted from a jOOQ Meta; review every statement.\n" + script(dsl, up),
                losses(made, other) + script(dsl, down));
    }

    /** What the undo drops. Whether a type that becomes narrower cuts values, jOOQ does not say. */
    private static String losses(Meta made, Meta wanted) {
        Map<String, String> counts = new LinkedHashMap<>();
        for (Table<?> table : wanted.getTables()) {
            List<Table<?>> before = made.getTables(table.getName());
            if (before.isEmpty()) {
                counts.put("the table " + table.getName(), "(SELECT count(*) FROM %s)".formatted(table.getName()));
                continue;
            }
            for (Field<?> column : table.fields()) {
                if (before.get(0).field(column.getName()) == null) {
                    counts.put(
                            "the column %s.%s".formatted(table.getName(), column.getName()),
                            "(SELECT count(%s) FROM %s)".formatted(column.getName(), table.getName()));
                }
            }
        }
        String review = "-- review: a column whose type becomes narrower loses values too; that is not told here.\n";
        return counts.isEmpty()
                ? review
                : "-- loses: %s\n-- counts: SELECT %s\n"
                                .formatted(String.join(", ", counts.keySet()), String.join(" + ", counts.values()))
                        + review;
    }

    private static Meta tables(Meta meta) {
        return meta.filterSchemas(schema -> schema.getName().equals(SchemaMigrator.DEFAULT_SCHEMA))
                .filterTables(table -> !table.getName().equals(SchemaMigrator.DEFAULT_HISTORY_TABLE))
                .filterSequences(sequence -> false);
    }

    private static String script(DSLContext dsl, Queries queries) {
        return queries.queryStream()
                .map(query -> dsl.renderInlined(query) + ";\n")
                .filter(statement -> !statement.toLowerCase(Locale.ROOT).startsWith("create schema"))
                .collect(Collectors.joining());
    }
}
