package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import org.junit.jupiter.api.Test;

/** Rows that no release of Souk has written stand in the tables. */
class PoisonTest {

    @Test
    void anAlertAListingAndANotificationThatCannotBeReadStopNothingElse() {
        try (Scene scene = new Scene(Chance.of("poison"))) {
            User user = scene.database.users().create(UserDraft.of("victim", "victim@b.example"));
            Alert alert = scene.database.alerts().create(AlertDraft.of(user.id(), "poisoned", AlertCriteria.ANYTHING));
            scene.tables.execute("UPDATE souk.alerts SET criteria = '{\"keywords\": 7}' WHERE id = " + alert.id());
            scene.tables.execute("""
                    WITH listing AS (
                        INSERT INTO souk.listings (external_id, title, listing_url, source)
                        VALUES ('poison', 'brompton n0', 'no address at all', 'poison') RETURNING id)
                    INSERT INTO souk.listing_changes (listing_id, kind) SELECT id, 'appeared' FROM listing""");
            scene.tables.execute("""
                    WITH notification AS (
                        INSERT INTO souk.notifications (user_id, type, title, content, data)
                        VALUES (%d, 'match', 'poison', 'poison', '{"event": []}') RETURNING id)
                    INSERT INTO souk.notification_deliveries (notification_id, channel, tried_since)
                    SELECT id, 'email', CURRENT_TIMESTAMP - INTERVAL '4 days' FROM notification""".formatted(user.id()));
            scene.wish(20);
            scene.showMore(40);

            scene.start(scene.host("a"));
            scene.awaitQuiet();

            Verdict verdict = scene.tell("poison");
            assertThat(verdict.expected()).isPositive();
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.extra()).isEmpty();
            assertThat(verdict.repeats()).isZero();
            assertThat(scene.tables.value("SELECT c.problem FROM souk.listing_changes c JOIN souk.listings l"
                            + " ON l.id = c.listing_id WHERE l.source = 'poison'"))
                    .as("what is wrong with the listing")
                    .isNotBlank();
            assertThat(scene.tables.value("SELECT d.status || ': ' || d.problem FROM souk.notification_deliveries d"
                            + " JOIN souk.notifications n ON n.id = d.notification_id WHERE n.title = 'poison'"))
                    .startsWith("dead: cannot be read");
        }
    }
}
