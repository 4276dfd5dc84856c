package dev.souk.core.access;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_CHANGES;

import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.token.IssuedToken;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Ada, who has nothing but her account, and Ben, who has a row in every table. */
public final class TwoUsers {

    static final String DEVICE = "device-1";

    public final User ada;
    public final User ben;
    public final Alert alert;
    public final long listing;
    public final long otherListing;
    public final long match;
    public final long notification;
    public final Delivery leased;
    public final long dead;
    public final long backfill;

    final IssuedToken token;

    private final DSLContext sql;

    /** Stores them, as who may see all. */
    public TwoUsers(SoukDatabase database, DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        ben = database.users().create(new UserDraft("ben", "ben@example.org", "secret hash", "Benjamin", "Bloom"));
        token = database.tokens()
                .issue(AuthTokenDraft.of(ben.id(), TokenType.SESSION, Duration.ofDays(1))
                        .withDevice(DEVICE, Map.of("model", "Nokia"))
                        .withAddress("192.0.2.7"));
        alert = database.alerts()
                .create(AlertDraft.of(ben.id(), "Ben's bikes", AlertCriteria.ANYTHING)
                        .withSettings(NotificationSettings.DEFAULT.withChannels("email", "ntfy", "push")));
        listing = listing("1");
        otherListing = listing("2");
        match = database.matches()
                .record(List.of(new NewMatch(alert.id(), listing)))
                .get(0)
                .id();
        notification = database.notifications().store(List.of(draft("first"))).get(0);
        List<Delivery> deliveries = database.deliveries().lease(Set.of("email", "ntfy"), 2, Duration.ofHours(1));
        leased = deliveries.get(0);
        dead = deliveries.get(1).id();
        database.deliveries().dead(deliveries.get(1), "Ben's mailbox is full");
        backfill =
                database.inTransaction(tx -> tx.backfills().pending(1)).get(0).id();
        change();
        sql.execute(
                "insert into souk.alerts (user_id, name, criteria, is_active)"
                        + " values (?, 'Ben''s riddle', '{\"version\": 99}', false)",
                ben.id());
        sql.execute("insert into souk.audit_log (happened_at, database_role, table_name, row_id, user_id, operation)"
                + " values ('2000-01-01', 'long_gone', 'users', 1, 1, 'update')");
    }

    /** Something to tell Ben. */
    public NotificationDraft draft(String eventKey) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alert.id(),
                "bikes",
                listing,
                "Brompton",
                URI.create("https://example.org/1"),
                Money.of(650, "EUR"),
                null,
                "Berlin",
                null);
        return new NotificationDraft(
                ben.id(), eventKey, "New", "It is there.", subject, Set.of("email", "ntfy", "push"));
    }

    /** Gives Ben what a purge is for: a notification, and a match of a listing that is sold, all of long ago. */
    void haveWhatServedItsTime() {
        long sold = listing("sold");
        sql.execute("""
                update souk.listings set is_sold = true where id = %1$d;
                insert into souk.listing_sightings values (%1$d, '2000-01-01');
                insert into souk.alert_matches (alert_id, listing_id, user_id, matched_at)
                    values (%2$d, %1$d, %3$d, '2000-01-01');
                insert into souk.notifications (user_id, type, title, content, status, created_at)
                    values (%3$d, 'match', 'Of old, for Ben', 'x', 'sent', '2000-01-01');
                """.formatted(sold, alert.id(), ben.id()));
    }

    private long listing(String externalId) {
        return sql.insertInto(LISTINGS)
                .set(LISTINGS.EXTERNAL_ID, externalId)
                .set(LISTINGS.SOURCE, "test")
                .set(LISTINGS.TITLE, "Brompton")
                .set(LISTINGS.LISTING_URL, "https://example.org/" + externalId)
                .returning(LISTINGS.ID)
                .fetchSingle(LISTINGS.ID);
    }

    private void change() {
        sql.insertInto(LISTING_CHANGES)
                .set(LISTING_CHANGES.LISTING_ID, listing)
                .set(LISTING_CHANGES.KIND, "appeared")
                .execute();
    }

    /** Of these users, Ben. */
    List<User> bensIn(List<User> users) {
        return users.stream().filter(ben::equals).toList();
    }

    /** Every row of every table, as text; by one connection, since this is asked often. */
    public List<String> everything() {
        return sql.connectionResult(connection -> {
            DSLContext one = DSL.using(connection, SQLDialect.POSTGRES);
            String everyTable = one.fetchValues("select tablename from pg_tables where schemaname = 'souk'").stream()
                    .map(table -> "select '%1$s: ' || t::text from souk.\"%1$s\" t".formatted(table))
                    .collect(Collectors.joining(" union all "));
            return one.fetchValues(everyTable + " order by 1").stream()
                    .map(Object::toString)
                    .toList();
        });
    }
}
