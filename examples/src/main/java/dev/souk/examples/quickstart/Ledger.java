package dev.souk.examples.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import dev.souk.testkit.market.LocalMarket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Counts from outside what the watch does: at the marketplace, in the database, in the mail server. */
final class Ledger {

    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    private static final String WRITES = "SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables"
            + " WHERE schemaname = 'souk' AND relname = 'listings'";

    private final DataSource dataSource;
    private final LocalMarket market;
    private final GreenMail mail;

    Ledger(DataSource dataSource, LocalMarket market, GreenMail mail) {
        this.dataSource = dataSource;
        this.market = market;
        this.mail = mail;
    }

    Entry now() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // A server process reports what it wrote when it ends.
            while (number(statement, OTHERS) > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            return new Entry(
                    market.requestCount(),
                    number(statement, "SELECT count(*) FROM souk.listings"),
                    number(statement, WRITES),
                    number(statement, "SELECT count(*) FROM souk.alert_matches"),
                    number(statement, "SELECT count(*) FROM souk.notifications"),
                    mail.getReceivedMessages().length);
        } catch (SQLException e) {
            throw new IllegalStateException("the quickstart's database cannot be asked", e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** How things stand. */
    record Entry(long requests, long listings, long listingWrites, long matches, long notifications, long mails) {

        Entry minus(Entry before) {
            return new Entry(
                    requests - before.requests,
                    listings - before.listings,
                    listingWrites - before.listingWrites,
                    matches - before.matches,
                    notifications - before.notifications,
                    mails - before.mails);
        }
    }
}
