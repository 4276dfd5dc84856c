package dev.souk.core.protection;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** All that a database holds, as text: what a thief of the disk could read. */
public final class Everything {

    private Everything() {}

    /** Every row of every table, with binary columns also decoded. */
    public static String in(DataSource dataSource) {
        var sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        List<String> tables = sql.fetch("select table_name from information_schema.tables"
                        + " where table_schema = 'souk' and table_type = 'BASE TABLE'")
                .getValues(0, String.class);
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            sql.fetch("select t::text from souk.\"" + table + "\" t")
                    .forEach(row -> all.append(row.get(0, String.class)).append('\n'));
        }
        return all.toString();
    }

    /** The pages of every index of a table, as far as they can be read as Latin-1, after a checkpoint. */
    public static String filesOf(DataSource dataSource, String table) {
        var sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        sql.execute("checkpoint");
        StringBuilder all = new StringBuilder();
        sql.fetch("""
                        select pg_read_binary_file(pg_relation_filepath(c.oid)) from pg_class c
                        where c.oid = to_regclass('souk.' || {0})
                           or c.oid in (select indexrelid from pg_index where indrelid = to_regclass('souk.' || {0}))""", DSL.val(table))
                .forEach(row ->
                        all.append(new String(row.get(0, byte[].class), java.nio.charset.StandardCharsets.ISO_8859_1)));
        return all.toString();
    }
}
