package dev.souk.codegen;

import dev.souk.schema.SchemaDraft;
import dev.souk.schema.SchemaMigrator;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Meta;
import org.jooq.Queries;
import org.jooq.SQLDialect;
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
                "-- TODO: if this loses data, a line \"-- loses: what\" and a line \"-- counts: query\".\n"
                        + script(dsl, down));
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
