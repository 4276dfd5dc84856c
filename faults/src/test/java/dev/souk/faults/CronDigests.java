package dev.souk.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Daily digests by a timetable, as cron has one: they go whenever the clock on the user's wall shows their time, and nobody
 * remembers whether that day had one.
 */
record CronDigests(DataSource dataSource) {

    private static final String SCHEDULES = """
            SELECT DISTINCT notification_settings->>'at', notification_settings->>'zone', (SELECT clock_timestamp())
            FROM souk.alerts WHERE notification_settings->>'frequency' = 'daily'""";

    private static final String HOLD = """
            UPDATE souk.notifications n SET held_until = ? FROM souk.alerts a
            WHERE n.held_until > clock_timestamp() AND n.held_until <> ? AND a.id = (n.data->>'alertId')::bigint
            AND a.notification_settings->>'at' = ? AND a.notification_settings->>'zone' = ?""";

    /** All that waits is held until the clock shows that time next. */
    void hold() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet schedule = statement.executeQuery(SCHEDULES)) {
            while (schedule.next()) {
                String at = schedule.getString(1);
                String zone = schedule.getString(2);
                Instant now = schedule.getTimestamp(3).toInstant();
                Timestamp next = Timestamp.from(nextShowing(LocalTime.parse(at), ZoneId.of(zone), now));
                try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
                    hold.setTimestamp(1, next);
                    hold.setTimestamp(2, next);
                    hold.setString(3, at);
                    hold.setString(4, zone);
                    hold.executeUpdate();
                }
            }
        }
    }

    /** Twice on a day that has that time twice, and not on one that leaves it out. */
    private static Instant nextShowing(LocalTime time, ZoneId zone, Instant now) {
        return Stream.iterate(LocalDate.ofInstant(now, zone), day -> day.plusDays(1))
                .map(day -> day.atTime(time))
                .flatMap(
                        local -> zone.getRules().getValidOffsets(local).stream().map(local::toInstant))
                .filter(now::isBefore)
                .findFirst()
                .orElseThrow();
    }

    /** Nobody knows any more which day had its digest. */
    void forget() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM souk.daily_digests");
        }
    }
}
