package dev.souk.pipeline;

import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.notify.DeliveryResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Bromptons that come and change, without a marketplace in between. */
final class Bikes {

    private static final int DAY = 86_400;

    private final House house;
    private final SoukPipeline souk;
    private final DSLContext sql;

    Bikes(House house, SoukPipeline souk, DataSource dataSource) {
        this.house = house;
        this.souk = souk;
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    Alert alert(String name, NotificationSettings settings) {
        return alert(name, House.bromptons(), settings);
    }

    Alert alert(String name, AlertCriteria criteria, NotificationSettings settings) {
        return house.database
                .alerts()
                .create(AlertDraft.of(house.ada.id(), name, criteria).withSettings(settings));
    }

    static Listing bike(int number, long euros, ListingStatus status) {
        return Listing.builder(
                        new ListingKey(new SourceId("test"), "n" + number),
                        "Brompton " + number,
                        URI.create("https://market.example/" + number))
                .price(Money.of(euros, "EUR"))
                .status(status)
                .build();
    }

    /** One listing is seen at that price. */
    void seen(int number, long euros) {
        seen(number, euros, ListingStatus.AVAILABLE);
    }

    void seen(int number, long euros, ListingStatus status) {
        house.database.listings().upsertAll(List.of(bike(number, euros, status)));
        souk.match();
    }

    /** One listing is seen, listed so long ago. */
    void seenListed(int number, long euros, Duration ago) {
        Instant listed = sql.fetchSingle("select clock_timestamp() - cast(? as interval)", ago.toString())
                .get(0, Instant.class);
        house.database
                .listings()
                .upsertAll(List.of(bike(number, euros, ListingStatus.AVAILABLE).toBuilder()
                        .listedAt(listed)
                        .build()));
        souk.match();
    }

    static AlertCriteria called(String word) {
        return AlertCriteria.builder().allOf(word).build();
    }

    /** Another listing of that title is seen. */
    void appears(String title, int number) {
        house.database
                .listings()
                .upsertAll(List.of(bike(number, 650, ListingStatus.AVAILABLE).toBuilder()
                        .title(title)
                        .build()));
        souk.match();
    }

    /** New listings, seen all at once, that were listed an hour after each other, in this order. */
    void listedInTurn(int... numbers) {
        Instant first =
                sql.fetchSingle("select clock_timestamp() - interval '1 day'").get(0, Instant.class);
        house.database
                .listings()
                .upsertAll(IntStream.range(0, numbers.length)
                        .mapToObj(i -> bike(numbers[i], 650, ListingStatus.AVAILABLE).toBuilder()
                                .listedAt(first.plus(Duration.ofHours(i)))
                                .build())
                        .toList());
        souk.match();
    }

    /** New listings from that number on, all at once. */
    void appear(int first, int count) {
        house.database
                .listings()
                .upsertAll(IntStream.range(first, first + count)
                        .mapToObj(i -> bike(i, 650, ListingStatus.AVAILABLE))
                        .toList());
        souk.match();
    }

    /** From now on the database fails whoever records a match of that alert. */
    void refuseMatchesOf(Alert alert) {
        sql.execute("ALTER TABLE souk.alert_matches ADD CONSTRAINT refused CHECK (alert_id <> " + alert.id() + ")");
    }

    /** From now on the database fails whoever is done with what an alert missed. */
    void refuseThatAnythingIsMadeUpFor() {
        sql.execute("""
                CREATE FUNCTION souk.refuse() RETURNS TRIGGER LANGUAGE plpgsql
                AS 'BEGIN RAISE EXCEPTION ''refused''; END'""");
        sql.execute("CREATE TRIGGER refuse BEFORE DELETE ON souk.alert_backfills EXECUTE FUNCTION souk.refuse()");
    }

    /** That is over, and what was put off is tried now. */
    void refuseNothingMore() {
        sql.execute("DROP TRIGGER refuse ON souk.alert_backfills");
        waitNoMore();
    }

    /** What was put off is tried now. */
    void waitNoMore() {
        sql.execute("UPDATE souk.alert_backfills SET due_at = clock_timestamp() WHERE due_at IS NOT NULL");
    }

    /** Somebody else does what this alert waits for. */
    void anotherHostLooksBackFor(Alert alert) {
        sql.execute("DELETE FROM souk.alert_backfills WHERE alert_id = ?", alert.id());
    }

    /** From now on the database fails whoever records a match while there are so many. */
    void refuseMoreMatchesThan(int count) {
        sql.execute("""
                CREATE FUNCTION souk.enough() RETURNS TRIGGER LANGUAGE plpgsql
                AS 'BEGIN IF (SELECT count(*) FROM souk.alert_matches) > %d THEN RAISE EXCEPTION ''refused''; END IF;
                RETURN NULL; END'""".formatted(count));
        sql.execute("CREATE TRIGGER enough AFTER INSERT ON souk.alert_matches EXECUTE FUNCTION souk.enough()");
    }

    /** From now on the database has memory to record so many matches at once. */
    void haveMemoryForMatchesAtOnce(int count) {
        sql.execute("""
                CREATE FUNCTION souk.scarce() RETURNS TRIGGER LANGUAGE plpgsql
                AS 'BEGIN IF (SELECT count(*) FROM fresh) > %d THEN RAISE out_of_memory; END IF;
                RETURN NULL; END'""".formatted(count));
        sql.execute("CREATE TRIGGER scarce AFTER INSERT ON souk.alert_matches REFERENCING NEW TABLE AS fresh"
                + " EXECUTE FUNCTION souk.scarce()");
    }

    void refuseNoMoreMatches() {
        sql.execute("DROP TRIGGER enough ON souk.alert_matches");
    }

    /** From now on the database takes an hour to record a match of that alert. */
    void dawdleWithMatchesOf(Alert alert) {
        dawdleWithMatchesOf(alert, Duration.ofHours(1));
    }

    /** From now on the database takes so long to record a match of that alert. */
    void dawdleWithMatchesOf(Alert alert, Duration time) {
        sql.execute("""
                CREATE FUNCTION souk.dawdle() RETURNS TRIGGER LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_sleep(%s); RETURN NEW; END'""".formatted(time.toMillis() / 1000.0));
        sql.execute("CREATE TRIGGER dawdle BEFORE INSERT ON souk.alert_matches FOR EACH ROW WHEN (NEW.alert_id = "
                + alert.id() + ") EXECUTE FUNCTION souk.dawdle()");
    }

    /** That is over, and what was put off is tried now. */
    void dawdleNoMore() {
        sql.execute("DROP TRIGGER dawdle ON souk.alert_matches");
        waitNoMore();
    }

    /** New listings from that number on, matched by somebody who has not heard of the newest alerts. */
    void areMissed(int first, int count) {
        house.database
                .listings()
                .upsertAll(IntStream.range(first, first + count)
                        .mapToObj(i -> bike(i, 650, ListingStatus.AVAILABLE))
                        .toList());
        house.database.inTransaction(tx -> {
            tx.listingChanges()
                    .markMatched(tx.listingChanges().claim(count).stream()
                            .map(ClaimedChange::id)
                            .toList());
            return count;
        });
    }

    /** So many more changes of a listing were matched long ago. */
    void wereMatched(int count) {
        matchedBy("'3'::xid8", count);
    }

    /** So many more changes of a listing come and are matched. */
    void areMatched(int count) {
        matchedBy("pg_current_xact_id()", count);
    }

    private void matchedBy(String transaction, int count) {
        sql.execute("INSERT INTO souk.listing_changes (listing_id, kind, matched_at, matched_xid)"
                + " SELECT (SELECT max(id) FROM souk.listings), 'revised', current_timestamp, " + transaction
                + " FROM generate_series(1, " + count + ")");
    }

    /** How often what an alert waits for has failed. */
    int failures() {
        return sql.fetchSingle("SELECT max(failures) FROM souk.alert_backfills").get(0, Integer.class);
    }

    /** What is held so far is to go by that channel. */
    void allIsHeldFor(String channel) {
        sql.execute("UPDATE souk.notifications SET held_channels = ARRAY[?] WHERE held_until IS NOT NULL", channel);
    }

    /** In place of waiting: so much time passes for what is stored, held and put off. */
    void pass(Duration time) {
        sql.execute(
                "UPDATE souk.notifications SET held_until = held_until - passed, created_at = created_at - passed"
                        + " FROM (SELECT cast(? as interval) AS passed) AS time",
                time.toString());
        sql.execute("UPDATE souk.daily_digests SET due_at = due_at - cast(? as interval)", time.toString());
        sql.execute("UPDATE souk.notification_deliveries SET due_at = due_at - cast(? as interval)", time.toString());
    }

    /** The same, and the clock on the wall of each alert's place goes on, up to a whole number of days. */
    void passOnTheWall(Duration time) {
        pass(time);
        // The user changes nothing, so nothing is reckoned anew.
        sql.execute("ALTER TABLE souk.alerts DISABLE TRIGGER alerts_review_held");
        sql.fetch("SELECT id, notification_settings->>'zone' FROM souk.alerts").forEach(alert -> {
            int offset = ZoneOffset.of(alert.get(1, String.class)).getTotalSeconds();
            sql.execute(
                    "UPDATE souk.alerts SET notification_settings = notification_settings || jsonb_build_object('zone', ?) WHERE id = ?",
                    normal(offset + (int) (time.toSeconds() % DAY)).getId(),
                    alert.get(0, Long.class));
        });
        sql.execute("ALTER TABLE souk.alerts ENABLE TRIGGER alerts_review_held");
    }

    private static ZoneOffset normal(int offset) {
        return ZoneOffset.ofTotalSeconds(Math.floorMod(offset + DAY / 2, DAY) - DAY / 2);
    }

    /** What is sent now, by title. */
    List<String> sent() {
        house.email.clear();
        souk.dispatch();
        return house.email.titles();
    }

    /** What is not sent now, since the server is down. */
    void serverIsDown() {
        house.email.failNext(DeliveryResult.tryAgain("server is down"), 1);
        souk.dispatch();
    }

    /** A place where it is half past twelve, so that no day and no hour ends while a test runs. */
    ZoneId noon() {
        return whereItIs(LocalTime.of(12, 30));
    }

    /** A place where it is that late. */
    ZoneId whereItIs(LocalTime time) {
        int second = sql.fetchSingle("select extract(epoch from clock_timestamp() at time zone 'UTC')::bigint % 86400")
                .get(0, Integer.class);
        return normal(time.toSecondOfDay() - second);
    }

    /** The user of the alert wants something else from now on. */
    void change(Alert alert, UnaryOperator<NotificationSettings> change) {
        house.database.alerts().edit(alert.id(), draft -> draft.withSettings(change.apply(draft.settings())));
    }

    int count(String sqlCount) {
        return sql.fetchSingle("select count(*) from souk." + sqlCount).get(0, Integer.class);
    }
}
