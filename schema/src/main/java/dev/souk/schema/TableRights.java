package dev.souk.schema;

import java.util.List;

/**
 * What each role may do with a table; nothing where a right is empty.
 *
 * @param app for users, whose rows the policies of the table hold it to
 * @param readOnly likewise
 * @param ofUsers whether row level security is on, so that the worker has to be let through
 */
record TableRights(String table, String app, String worker, String readOnly, boolean ofUsers) {

    private static final String ALL_ROWS = "SELECT, INSERT, UPDATE, DELETE";

    /** What a user may say of themselves: not which role they have, nor whether they are active. */
    private static final String OF_OWN_ACCOUNT = "SELECT, DELETE,"
            + " UPDATE (username, email, password_hash, first_name, last_name, updated_at, last_login,"
            + " encrypted_with, email_hash, email_hash_key)";

    /** Every table, so that a test can tell when a new one is forgotten. */
    static final List<TableRights> ALL = List.of(
            ofUsers("users", OF_OWN_ACCOUNT, "SELECT"),
            ofUsers("user_auth", ALL_ROWS, ""),
            ofUsers("alerts", ALL_ROWS, "SELECT"),
            ofUsers("alert_matches", "SELECT, DELETE, UPDATE (is_read, is_saved)", "SELECT"),
            ofUsers("alert_backfills", "", ""),
            ofUsers("alert_deletions", "", ""),
            ofUsers("daily_digests", "", ""),
            ofUsers("notifications", "SELECT, DELETE, UPDATE (read_at)", "SELECT"),
            ofUsers("notification_deliveries", "SELECT", "SELECT"),
            new TableRights("audit_log", "", "SELECT", "", true),
            ofMarket("listings"),
            ofMarket("listing_attributes"),
            ofMarket("images"),
            ofMarket("listing_prices"),
            ofMarket("listing_sightings"),
            ofMarket("listing_changes"),
            ofTriggers("price_list"),
            ofMarket("searches"),
            ofMarket("search_listings"),
            ofMarket("site_turns"),
            ofMarket("scrape_runs"),
            ofMarket("source_baselines"),
            ofMarket("watches"),
            ofWorker("raw_pages"));

    /** The functions that run with the rights of their owner, and those that belong to it all the same. */
    static final List<String> FUNCTIONS = List.of(
            "alerts_stamp()",
            "alerts_ask_backfill()",
            "alerts_remember_deletion()",
            "users_touch_alerts()",
            "alerts_review_held()",
            "price_list_add()",
            "price_list_follow()",
            "price_list_leave()",
            "price_list_empty()",
            "price_list_pass_over()",
            "audit_write()",
            "audit_keep()",
            "audit_purge(interval,integer)");

    /** The extended statistics, which only their owner may drop. */
    static final List<String> STATISTICS = List.of("listings_category");

    /** The functions that the worker calls itself, and nobody else may. */
    static final List<String> FUNCTIONS_OF_WORKER = List.of("audit_purge(interval,integer)");

    /** The sequences that the app draws ids from; the worker draws from all. */
    static final List<String> SEQUENCES_OF_APP = List.of("user_auth_id_seq", "alerts_id_seq");

    /** Older tables draw their ids from sequences; newer ones have identities, which need no right. */
    static final List<String> SEQUENCES = List.of(
            "users_id_seq",
            "user_auth_id_seq",
            "listings_id_seq",
            "listing_attributes_id_seq",
            "images_id_seq",
            "alerts_id_seq",
            "alert_matches_id_seq",
            "notifications_id_seq");

    private static TableRights ofUsers(String table, String app, String readOnly) {
        return new TableRights(table, app, ALL_ROWS, readOnly, true);
    }

    /** Pages may show what a site shows only to the host's own account there. */
    private static TableRights ofWorker(String table) {
        return new TableRights(table, "", ALL_ROWS, "", false);
    }

    /** Triggers with the rights of the owner write it, and nobody else. */
    private static TableRights ofTriggers(String table) {
        return new TableRights(table, "SELECT", "SELECT", "SELECT", false);
    }

    private static TableRights ofMarket(String table) {
        return new TableRights(table, "SELECT", ALL_ROWS, "SELECT", false);
    }
}
