package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How large tables are that are written all the time, with their indexes, held against what their rows need. */
final class TableSizes {

    private static final List<String> WRITTEN = List.of(
            "price_list",
            "listing_changes",
            "notification_deliveries",
            "notifications",
            "listings",
            "listing_sightings");

    /** As docs/operations.md has it. */
    private static final List<String> AUTOVACUUM = List.of(
            "ALTER TABLE souk.listing_sightings SET (autovacuum_vacuum_scale_factor = 0.05)",
            "ALTER TABLE souk.listings SET (autovacuum_vacuum_scale_factor = 0.05,"
                    + " autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)",
            "ALTER TABLE souk.price_list SET (autovacuum_vacuum_scale_factor = 0.02,"
                    + " autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)",
            "ALTER TABLE souk.listing_changes SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000)",
            "ALTER TABLE souk.notification_deliveries SET (autovacuum_vacuum_scale_factor = 0.05)");

    /** Of rows, and of indexes, whose pages are half full after they are split, while those of a new index are full. */
    private static final int MOST = 2;

    private static final int MOST_OF_INDEXES = 3;

    /** What may be dead beside that before autovacuum looks, whose threshold is a number of rows. */
    private static final long SLACK_BYTES = 1 << 17;

    /** Of which each page that is read writes all rows; half of their room is for that. */
    private static final String WRITTEN_WHOLE = "listing_sightings";

    private final Tables tables;
    private int writtenWhileHeld;

    TableSizes(Tables tables) {
        this.tables = tables;
    }

    void setAutovacuum() {
        AUTOVACUUM.forEach(tables::execute);
    }

    /**
     * Says how often all rows of a table were written while a transaction may have stayed open. What dies meanwhile cannot be
     * cleared, and afterwards its room is used again, but not given back.
     */
    void heldWhile(int written) {
        writtenWhileHeld = Math.max(writtenWhileHeld, written);
    }

    /** How often autovacuum came to a table since the server's last crash, which takes its numbers. */
    long vacuums(String table) {
        return tables.number("SELECT autovacuum_count FROM pg_stat_user_tables"
                + " WHERE schemaname = 'souk' AND relname = '%s'".formatted(table));
    }

    /** Says how large each is, and that it is hardly more than what a table with only its rows would be. Nobody may use them. */
    void requireVacuumKeptUp(String test) {
        assertThat(tooLarge(test)).as("tables that are too large").isEmpty();
    }

    /** The same; returns what is too large. */
    List<String> tooLarge(String test) {
        List<String> tooLarge = new ArrayList<>();
        for (String table : WRITTEN) {
            long rows = tables.number("SELECT count(*) FROM souk." + table);
            Size size = size(table);
            tables.execute("VACUUM FULL souk." + table);
            Size needed = size(table);
            String line = String.format(
                    Locale.ROOT,
                    "%s, %s: %d rows in %d kB and indexes of %d, of which they need %d and %d",
                    test,
                    table,
                    rows,
                    size.rows() >> 10,
                    size.indexes() >> 10,
                    needed.rows() >> 10,
                    needed.indexes() >> 10);
            System.out.println(line);
            long held = table.equals(WRITTEN_WHOLE) ? writtenWhileHeld * needed.rows() / 2 : 0;
            if (size.rows() > MOST * needed.rows() + SLACK_BYTES + held
                    || size.indexes() > MOST_OF_INDEXES * needed.indexes() + SLACK_BYTES) {
                tooLarge.add(line);
            }
        }
        return tooLarge;
    }

    private Size size(String table) {
        return new Size(
                tables.number("SELECT pg_table_size('souk.%s')".formatted(table)),
                tables.number("SELECT pg_indexes_size('souk.%s')".formatted(table)));
    }

    /** In bytes. */
    private record Size(long rows, long indexes) {}
}
