package dev.souk.codegen;

import dev.souk.schema.SchemaDraft;
import dev.souk.schema.SchemaMigrator;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Index;
import org.jooq.Meta;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Drafts the next version from a jOOQ {@link Meta}: another database, generated tables, or what jOOQ reads of DDL. What
 * jOOQ finds different is made in a database of its own, and the two scripts are drafted from that one's catalogue, as
 * {@link SchemaMigrator#draft} does: so the undo says what it loses, and a type that becomes narrower is told.
 *
 * <p>jOOQ knows tables, columns, keys, checks and indexes of columns, so only those can differ. Functions, triggers,
 * policies, indexes of expressions and what an index has beyond its columns stay as they are.
 */
public final class MetaDraft {

    private MetaDraft() {}

    /**
     * What turns the tables of the newest version into those of {@code wanted}.
     *
     * @param scratch an empty database; afterwards it holds the schema as wanted
     * @param wanted the tables as they should be, in a schema called {@value SchemaMigrator#DEFAULT_SCHEMA}
     * @param name what the version does, in small letters, words joined by underscores
     * @throws IllegalArgumentException if {@code scratch} has tables in that schema, of which some might be dropped
     */
    public static SchemaDraft of(DataSource scratch, Meta wanted, String name) {
        DSLContext dsl = DSL.using(scratch, SQLDialect.POSTGRES);
        requireNoTables(dsl);
        SchemaMigrator migrator = SchemaMigrator.over(scratch);
        migrator.migrate();
        tables(dsl.meta())
                .migrateTo(tables(wanted))
                .queryStream()
                .filter(query -> !createsSchema(query))
                .forEach(dsl::execute);
        return migrator.draft(name);
    }

    private static void requireNoTables(DSLContext dsl) {
        int tables = dsl.fetchSingle(
                        "select count(*) from pg_tables where schemaname = ?", SchemaMigrator.DEFAULT_SCHEMA)
                .get(0, Integer.class);
        if (tables > 0) {
            throw new IllegalArgumentException(
                    "a draft is made in an empty database, and would change this one: it has %s tables in the schema %s"
                            .formatted(tables, SchemaMigrator.DEFAULT_SCHEMA));
        }
    }

    private static boolean createsSchema(Query query) {
        return query.getSQL().toLowerCase(Locale.ROOT).startsWith("create schema");
    }

    private static Meta tables(Meta meta) {
        return meta.filterSchemas(schema -> schema.getName().equals(SchemaMigrator.DEFAULT_SCHEMA))
                .filterTables(table -> !table.getName().equals(SchemaMigrator.DEFAULT_HISTORY_TABLE))
                .filterIndexes(MetaDraft::isOfColumns)
                .filterSequences(sequence -> false);
    }

    private static boolean isOfColumns(Index index) {
        return index.getFields().stream().allMatch(field -> index.getTable().field(field.getName()) != null);
    }
}
