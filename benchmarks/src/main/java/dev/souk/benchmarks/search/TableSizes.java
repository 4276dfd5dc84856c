package dev.souk.benchmarks.search;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** How large the tables and indexes have become that are listings and what hangs on them, by a million listings. */
final class TableSizes {

    private static final String TABLES = """
            SELECT relname, reltuples, pg_table_size(oid), pg_indexes_size(oid), pg_total_relation_size(oid)
            FROM pg_class WHERE relnamespace = 'souk'::regnamespace AND relkind = 'r' AND reltuples > 0
            ORDER BY pg_total_relation_size(oid) DESC, relname""";

    private static final String INDEXES = """
            SELECT i.indexrelid::regclass, pg_relation_size(i.indexrelid) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            WHERE c.relnamespace = 'souk'::regnamespace AND c.reltuples > 0
            ORDER BY pg_relation_size(i.indexrelid) DESC, 1""";

    private TableSizes() {}

    static void print(SearchDatabase database, int listings, PrintStream out) throws SQLException {
        double millions = listings / 1e6;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            out.printf(Locale.ROOT, "%n**Stored once and vacuumed, MB for a million listings**%n%n");
            out.printf(
                    Locale.ROOT,
                    "| table | rows | together | rows alone | indexes | bytes a listing |%n|---|---|---|---|---|---|%n");
            double all = 0;
            try (ResultSet row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    all += row.getLong(5);
                    out.printf(
                            Locale.ROOT,
                            "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,d |%n",
                            row.getString(1),
                            row.getDouble(2),
                            row.getLong(5) / 1e6 / millions,
                            row.getLong(3) / 1e6 / millions,
                            row.getLong(4) / 1e6 / millions,
                            row.getLong(5) / listings);
                }
            }
            out.printf(Locale.ROOT, "| together | | %,.0f | | | %,.0f |%n", all / 1e6 / millions, all / listings);
            out.printf(Locale.ROOT, "%n| index | MB for a million listings |%n|---|---|%n");
            try (ResultSet row = statement.executeQuery(INDEXES)) {
                while (row.next()) {
                    out.printf(Locale.ROOT, "| %s | %,.0f |%n", row.getString(1), row.getLong(2) / 1e6 / millions);
                }
            }
        }
    }
}
