package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.alert.AlertFilter;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows that no release of Souk has written, or a later one, stand in the tables before everything else. */
class PoisonTest {

    private static final String HUGE = "\" || repeat('x', 5000000) || \"";

    /** Criteria of alerts. */
    private static final List<String> CRITERIA = List.of(
            "{\"keywords\": 7}",
            "{\"keywords\": {\"all\": 7}}",
            "{\"keywords\": {\"all\": [7]}}",
            "{\"keywords\": {\"all\": [\"\"]}}",
            "{\"keywords\": {\"all\": [\"*\"]}}",
            "{\"keywords\": {\"sometimes\": [\"brompton\"]}}",
            "{\"keywords\": {\"all\": [\"" + HUGE + "\"]}}",
            "{\"price\": \"cheap\"}",
            "{\"near\": 5}",
            "{\"version\": 99}",
            "{\"version\": 0}",
            "{\"fromTheFuture\": true}",
            "{\"minPhotos\": -1}",
            "{\"listedWithin\": \"soon\"}",
            "{\"suspiciousPrices\": \"maybe\"}",
            "{\"unknown\": {\"weather\": \"accept\"}}",
            "{\"sources\": [\"\"]}");

    /** Addresses of listings. */
    private static final List<String> ADDRESSES = List.of(
            "no address at all",
            "",
            "http://[",
            "http://exa mple/",
            "http://x/%zz",
            "://",
            "javascript:alert(1)",
            "/wares");

    /** What a notification tells, beside what is right. */
    private static final List<String> SUBJECTS = List.of(
            "{\"event\": []}",
            "{\"event\": \"teleported\"}",
            "{\"event\": null}",
            "{\"alertId\": \"one\"}",
            "{\"alertId\": 1.5}",
            "{\"alertId\": 1e99}",
            "{\"alertName\": {}}",
            "{\"listingId\": null}",
            "{\"listingId\": true}",
            "{\"title\": 7}",
            "{\"title\": \"" + HUGE + "\"}",
            "{\"url\": \"no address at all\"}",
            "{\"price\": \"cheap\"}",
            "{\"price\": {}}",
            "{\"previousPrice\": []}",
            "{\"image\": \"http://[\"}",
            "{\"distanceKm\": \"far\"}",
            "{\"language\": 7}");

    /** One that reads what it can has it after the first. */
    private static final int TIMES_TRIED = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String POISONED_CHANGES =
            "SELECT count(*) FROM souk.listing_changes c JOIN souk.listings l ON l.id = c.listing_id"
                    + " WHERE l.source = 'poison'";

    private static final String POISONED_DELIVERIES = "SELECT count(*) FROM souk.notification_deliveries d"
            + " JOIN souk.notifications n ON n.id = d.notification_id WHERE n.title = 'poison'";

    @Test
    void whatCannotBeReadStopsNothingElse() {
        try (Scene scene = new Scene(Chance.of("poison"))) {
            User user = scene.database.users().create(UserDraft.of("victim", "victim@b.example"));
            CRITERIA.forEach(criteria -> {
                Alert alert =
                        scene.database.alerts().create(AlertDraft.of(user.id(), "poisoned", AlertCriteria.ANYTHING));
                scene.tables.execute(
                        "UPDATE souk.alerts SET criteria = %s WHERE id = %d".formatted(json(criteria), alert.id()));
            });
            ADDRESSES.forEach(address -> poison(scene, address));
            SUBJECTS.forEach(subject -> scene.tables.execute("""
                    WITH notification AS (
                        INSERT INTO souk.notifications (user_id, type, title, content, data)
                        VALUES (%d, 'match', 'poison', 'poison', '{"event": "match", "alertId": 1, "alertName": "a",
                            "listingId": 1, "title": "t", "url": "https://b.example/"}'::jsonb || %s) RETURNING id)
                    INSERT INTO souk.notification_deliveries (notification_id, channel, tried_since, problem)
                    SELECT id, 'email', CURRENT_TIMESTAMP - INTERVAL '4 days', 'cannot be read: left to newer hosts'
                    FROM notification""".formatted(user.id(), json(subject))));
            scene.wish(20);
            scene.showMore(40);

            scene.start(scene.host("a"));
            scene.awaitQuiet();

            Verdict verdict =
                    scene.tell("poison, %d rows".formatted(CRITERIA.size() + ADDRESSES.size() + SUBJECTS.size()));
            assertThat(verdict.expected()).isPositive();
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.extra()).isEmpty();
            assertThat(verdict.repeats()).isZero();
            assertThat(scene.tables.matches())
                    .as("matches of alerts that can be read")
                    .isEqualTo(scene.oracle.pairs());
            assertThat(scene.database
                            .alerts()
                            .unreadable(AlertFilter.ALL, null, 100)
                            .items())
                    .as("alerts that are put aside")
                    .hasSize(CRITERIA.size())
                    .allSatisfy(alert -> {
                        assertThat(alert.userId()).isEqualTo(user.id());
                        assertThat(alert.name()).isEqualTo("poisoned");
                        assertThat(alert.reason()).startsWith("criteria").contains(": ");
                    });
            assertThat(scene.tables.number(POISONED_CHANGES)).isEqualTo(ADDRESSES.size());
            assertThat(scene.tables.number(POISONED_CHANGES + " AND c.matched_xid IS NOT NULL AND c.problem <> ''"))
                    .as("listings of which it is said what is wrong")
                    .isEqualTo(ADDRESSES.size());
            assertThat(scene.tables.number(POISONED_DELIVERIES)).isEqualTo(SUBJECTS.size());
            assertThat(scene.tables.number(
                            POISONED_DELIVERIES + " AND d.status = 'dead' AND d.problem LIKE 'cannot be read%'"))
                    .as("notifications that are given up for what is wrong with them")
                    .isEqualTo(SUBJECTS.size());
        }
    }

    /** That change stands before all others, and is never taken. */
    @Bites
    void findsNothingWhereOneRowThatCannotBeReadFailsTheWholeClaim() {
        try (Scene scene = new Scene(Chance.of("poison, all or none"))) {
            scene.wish(20);
            poison(scene, ADDRESSES.get(0));
            scene.showMore(40);

            HostProcess host = scene.start(scene.host("a").with(Bug.FAILS_AT_ONE_ROW));
            Until.isTrue(
                    PATIENCE,
                    host::log,
                    () -> host.log().split("match" + FlawedHost.FAILED, -1).length > TIMES_TRIED
                            && scene.tables.number("SELECT count(*) FROM souk.listings") > scene.numberShown());

            Set<Tale> expected = scene.oracle.pairs();
            Set<Tale> found = scene.tables.matches();
            System.out.println("poison, all or none, 1 row: %d of %d lost"
                    .formatted(expected.size() - found.size(), expected.size()));
            assertThat(expected).isNotEmpty();
            assertThat(found).isEmpty();
        }
    }

    /** A listing with that address, and its change. */
    private static void poison(Scene scene, String address) {
        scene.tables.execute("""
                WITH listing AS (
                    INSERT INTO souk.listings (external_id, title, listing_url, source)
                    VALUES ('%1$s.', 'brompton n0', '%1$s', 'poison') RETURNING id)
                INSERT INTO souk.listing_changes (listing_id, kind) SELECT id, 'appeared' FROM listing""".formatted(address));
    }

    /** As an expression of SQL, in which a quoted {@link #HUGE} is one. */
    private static String json(String document) {
        return "('" + document.replace(HUGE, "' || repeat('x', 5000000) || '") + "')::jsonb";
    }
}
