package dev.souk.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** One version: the script that makes it and the script that takes it back, both read from the class path. */
record Migration(int version, String name) {

    /** Every version that this library knows, oldest first. A list, since the contents of a jar cannot be relied on. */
    static final List<Migration> ALL = List.of(
            new Migration(1, "original_schema"),
            new Migration(2, "times_with_zone"),
            new Migration(3, "bigint_keys"),
            new Migration(4, "room_for_real_listings"),
            new Migration(5, "images_in_order"),
            new Migration(6, "listing_state"),
            new Migration(7, "listing_search"),
            new Migration(8, "indexes_that_serve"),
            new Migration(9, "price_history"),
            new Migration(10, "listing_sightings"),
            new Migration(11, "listing_changes"),
            new Migration(12, "alerts_in_step"),
            new Migration(13, "notification_deliveries"),
            new Migration(14, "what_was_said"),
            new Migration(15, "location_terms"),
            new Migration(16, "changes_by_matcher"),
            new Migration(17, "users_in_step"),
            new Migration(18, "one_search_index"),
            new Migration(19, "search_runs"),
            new Migration(20, "encrypted_fields"),
            new Migration(21, "token_hashes"),
            new Migration(22, "row_level_security"),
            new Migration(23, "audit_log"),
            new Migration(24, "category_statistics"),
            new Migration(25, "room_for_sightings"),
            new Migration(26, "site_turns"),
            new Migration(27, "lists_newest_first"),
            new Migration(28, "told_prices"),
            new Migration(29, "digests"),
            new Migration(30, "scrape_runs"),
            new Migration(31, "watches"),
            new Migration(32, "tried_since"),
            new Migration(33, "raw_pages"),
            new Migration(34, "alerts_that_end"),
            new Migration(35, "attributes_by_listing"),
            new Migration(36, "prices_to_fetch"),
            new Migration(37, "addresses_reached"),
            new Migration(38, "backfills_put_off"),
            new Migration(39, "currencies_in_capitals"),
            new Migration(40, "wishes_that_change"),
            new Migration(41, "missed_listings"),
            new Migration(42, "daily_digests"),
            new Migration(43, "backfills_in_pieces"),
            new Migration(44, "digest_parts"),
            new Migration(45, "price_list"),
            new Migration(46, "category_index_without_price"),
            new Migration(47, "functions_for_triggers_alone"),
            new Migration(48, "backfills_end"),
            new Migration(49, "oldest_pending"),
            new Migration(50, "first_runs_in_steps"),
            new Migration(51, "category_steps"),
            new Migration(52, "caught_up_searches"));

    static final int NEWEST = ALL.size();

    private static final String LOSES = "-- loses: ";
    private static final String COUNTS = "-- counts: ";

    /** The migration that makes {@code version}. */
    static Migration of(int version) {
        return ALL.get(version - 1);
    }

    /** The versions from {@code from} to {@code to}, in the order in which they are made. */
    static List<Migration> between(int from, int to) {
        return ALL.subList(from, to);
    }

    static int checked(int version) {
        if (version < 0 || version > NEWEST) {
            throw new IllegalArgumentException(
                    "there is no version %s: versions go from 0 (the base) to %s".formatted(version, NEWEST));
        }
        return version;
    }

    /** Its name in words, as Flyway writes it into the history. */
    String description() {
        return name.replace('_', ' ');
    }

    String fileName() {
        return "V%s__%s.sql".formatted(version, name);
    }

    String undoFileName() {
        return "U%s__%s.sql".formatted(version, name);
    }

    String script() {
        return Resources.read("migration/" + fileName());
    }

    String undoScript() {
        return Resources.read("undo/" + undoFileName());
    }

    /** As Flyway reckons it: the CRC-32 of the lines without their ends. */
    int checksum() {
        CRC32 crc = new CRC32();
        script().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    /** What its undo drops, in words; empty if nothing that anybody would miss. */
    Optional<String> loses() {
        return undoHeader(LOSES);
    }

    /** The query that counts the rows that its undo would drop or cut. There is one where something is lost. */
    Optional<String> countOfLost() {
        return undoHeader(COUNTS);
    }

    private Optional<String> undoHeader(String start) {
        return undoScript()
                .lines()
                .takeWhile(line -> line.startsWith("--"))
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }
}
