package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.user.UserDraft;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Far more is to be sent than can be, and a host has little memory. */
class BackPressureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int HEAP_MEGABYTES = 48;
    private static final int DIGESTS = 100;

    @Test
    void aLongQueueTakesNoMemoryAndNeitherDigestsNorSingleMailsWaitForAllOfTheOthers() {
        int queued = Chance.times("queued", 50_000, 500_000);
        try (Scene scene = new Scene(Chance.of("back-pressure"))) {
            tellOnce(scene);
            int sentBefore = scene.receiver.accepted().size();
            queue(scene, queued);
            hold(scene, DIGESTS);

            HostProcess host = scene.startSmall(scene.host("small").withoutMarket(), HEAP_MEGABYTES);
            scene.strokes.note();
            Until.isTrue(
                    PATIENCE,
                    () -> "digests: %d of %d; %s".formatted(digests(scene), DIGESTS, host.log()),
                    () -> digests(scene) == DIGESTS);

            int singles = scene.receiver.accepted().size() - sentBefore - DIGESTS;
            System.out.println("back-pressure: %d queued, heap of %d MB: all %d digests came after %d of the others"
                    .formatted(queued, HEAP_MEGABYTES, DIGESTS, singles));
            assertThat(host.isAlive()).isTrue();
            assertThat(singles).as("others that came meanwhile").isBetween(DIGESTS / 2, queued / 2);
        }
    }

    /** A notification and its delivery, as Souk writes them. */
    private static void tellOnce(Scene scene) {
        scene.wish(1);
        while (scene.oracle.expected().isEmpty()) {
            scene.showMore(1);
        }
        HostProcess host = scene.start(scene.host("first"));
        scene.awaitQuiet();
        host.kill();
    }

    /** More of the same, all due. */
    private static void queue(Scene scene, int number) {
        scene.tables.execute("""
                WITH like_it AS (
                    INSERT INTO souk.notifications (user_id, event_key, type, title, content, data)
                    SELECT user_id, 'queued ' || number, type, title, content, data
                    FROM (SELECT * FROM souk.notifications ORDER BY id LIMIT 1) model, generate_series(1, %d) number
                    RETURNING id)
                INSERT INTO souk.notification_deliveries (notification_id, channel) SELECT id, 'email' FROM like_it""".formatted(number));
    }

    /** Users for whom two are held each, which becomes a digest. */
    private static void hold(Scene scene, int users) {
        for (int user = 0; user < users; user++) {
            scene.database.users().create(UserDraft.of("held" + user, "a%d@b.example".formatted(1000 + user)));
        }
        scene.tables.execute("""
                INSERT INTO souk.notifications
                    (user_id, event_key, type, title, content, data, held_until, held_channels)
                SELECT u.id, concat('held ', u.id, ' ', number), type, title, content,
                    jsonb_set(data, '{listingId}', to_jsonb(number)), clock_timestamp(), '{email}'
                FROM (SELECT * FROM souk.notifications ORDER BY id LIMIT 1) model, generate_series(1, 2) number,
                    souk.users u WHERE u.username LIKE 'held%'""");
    }

    private static long digests(Scene scene) {
        return scene.receiver.accepted().stream().filter(Mail::isDigest).count();
    }
}
