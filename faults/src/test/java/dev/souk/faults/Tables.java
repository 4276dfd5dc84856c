package dev.souk.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What the tables say, asked by plain SQL and without Souk. */
record Tables(DataSource dataSource) {

    /** Changes, backfills and messages that wait; {@code 0 0 0} if none does. What is held for longer than a minute does not. */
    String waiting() {
        return value("SELECT concat_ws(' ',"
                + " (SELECT count(*) FROM souk.listing_changes WHERE matched_xid IS NULL),"
                + " (SELECT count(*) FROM souk.alert_backfills),"
                + " (SELECT count(*) FROM souk.notification_deliveries WHERE status = 'pending')"
                + " + (SELECT count(*) FROM souk.notifications WHERE held_until < now() + interval '1 minute'))");
    }

    /** What most of those deliveries wait for, and since when they are due. */
    String waitingFor() {
        return value("SELECT coalesce(string_agg(line, '; '), 'nothing') FROM (SELECT format("
                + "'%s by %s of %s users, due %s to %s from now, tried %s times at most: %s', count(*), channel,"
                + " count(DISTINCT user_id), min(due_at) - now(), max(due_at) - now(), max(attempts),"
                + " coalesce(problem, 'no problem')) AS line"
                + " FROM souk.notification_deliveries d JOIN souk.notifications n ON n.id = d.notification_id"
                + " WHERE d.status = 'pending' GROUP BY channel, problem ORDER BY count(*) DESC LIMIT 5) lines");
    }

    /** The market's listings by their numbers: {@code 90}, {@code 90 sold} or {@code 90 removed}. */
    Map<Integer, String> offers() {
        Map<Integer, String> offers = new HashMap<>();
        read(
                "SELECT external_id::int, concat_ws(' ', price::bigint, CASE WHEN is_sold THEN 'sold'"
                        + " WHEN is_deleted THEN 'removed' END)"
                        + " FROM souk.listings WHERE source = 'fake'",
                row -> offers.put(row.getInt(1), row.getString(2)));
        return offers;
    }

    /** The numbers of listings of which a change waits to be matched. */
    Set<Integer> listingsThatWait() {
        return listings("souk.listing_changes c ON c.listing_id = l.id AND c.matched_xid IS NULL");
    }

    private Set<Integer> listings(String joined) {
        Set<Integer> numbers = new HashSet<>();
        read(
                "SELECT l.external_id::int FROM souk.listings l JOIN %s WHERE l.source = 'fake'".formatted(joined),
                row -> numbers.add(row.getInt(1)));
        return numbers;
    }

    /** The matches, by the numbers of alert and listing. */
    Set<Tale> matches() {
        Set<Tale> pairs = new HashSet<>();
        read("""
                SELECT substr(a.name, 2)::int, l.external_id::int FROM souk.alert_matches m
                JOIN souk.alerts a ON a.id = m.alert_id JOIN souk.listings l ON l.id = m.listing_id""", row -> pairs.add(Tale.match(row.getInt(1), row.getInt(2))));
        return pairs;
    }

    /** Deliveries of matches in that state, and what problem each had last; empty if none. */
    Map<Tale, String> deliveries(String status) {
        Map<Tale, String> deliveries = new HashMap<>();
        read("""
                SELECT substr(u.username, 2)::int, substring(n.title from '\\mn([0-9]+)')::int, coalesce(d.problem, '')
                FROM souk.notification_deliveries d JOIN souk.notifications n ON n.id = d.notification_id
                JOIN souk.users u ON u.id = n.user_id WHERE n.type = 'match' AND d.status = '%s'""".formatted(status), row -> deliveries.put(Tale.match(row.getInt(1), row.getInt(2)), row.getString(3)));
        return deliveries;
    }

    /** How many connections hosts have to the server. */
    long connections() {
        return number(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = '%s'".formatted(HostMain.APPLICATION));
    }

    /** What the first column of the first row says. */
    String value(String sql) {
        String[] value = new String[1];
        read(sql, row -> value[0] = row.getString(1));
        return String.valueOf(value[0]);
    }

    /** The number in the first column of the first row. */
    long number(String sql) {
        return Long.parseLong(value(sql));
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + sql, e);
        }
    }

    private void read(String sql, RowReader reader) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + sql, e);
        }
    }

    /** Takes a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
