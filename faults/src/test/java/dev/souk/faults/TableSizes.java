package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** How large tables are that are written all the time, held against what their rows need. */
record TableSizes(Tables tables) {

    private static final List<String> WRITTEN =
            List.of("listing_changes", "notification_deliveries", "notifications", "listings", "listing_sightings");

    /** As docs/operations.md has it. */
    private static final List<String> AUTOVACUUM = List.of(
            "ALTER TABLE souk.listing_sightings SET (autovacuum_vacuum_scale_factor = 0.05)",
            "ALTER TABLE souk.listings SET (autovacuum_vacuum_scale_factor = 0.05,"
                    + " autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)",
            "ALTER TABLE souk.listing_changes SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000)",
            "ALTER TABLE souk.notification_deliveries SET (autovacuum_vacuum_scale_factor = 0.05)");

    private static final int MOST = 2;

    /** What may be dead beside that before autovacuum looks, whose threshold is a number of rows. */
    private static final long SLACK_BYTES = 1 << 17;

    void setAutovacuum() {
        AUTOVACUUM.forEach(tables::execute);
    }

    /** Says how large each is, and that it is at most twice what a table with only its rows would be. Nobody may use them. */
    void requireVacuumKeptUp(String test) {
        for (String table : WRITTEN) {
            long rows = tables.number("SELECT count(*) FROM souk." + table);
            long size = size(table);
            tables.execute("VACUUM FULL souk." + table);
            long needed = size(table);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: %d rows in %d kB, of which they need %d%n",
                    test,
                    table,
                    rows,
                    size >> 10,
                    needed >> 10);
            assertThat(size).as("bytes of %s", table).isLessThanOrEqualTo(MOST * needed + SLACK_BYTES);
        }
    }

    private long size(String table) {
        return tables.number("SELECT pg_relation_size('souk.%s')".formatted(table));
    }
}
