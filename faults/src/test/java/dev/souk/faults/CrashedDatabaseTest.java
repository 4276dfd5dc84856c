package dev.souk.faults;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL crashes under hosts that are at work, and comes back. */
class CrashedDatabaseTest {

    /** Of the end of its recovery, beside what news take in any case. */
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(15);

    @Test
    void nothingIsLostWhenPostgresCrashesWhileHostsReadMatchAndSend() {
        Random random = Chance.of("crashed database");
        int crashes = Chance.times("crashes", 3, 30);
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            scene.showMore(40);
            scene.start(scene.host("a"));
            scene.start(scene.host("b"));
            scene.awaitQuiet();
            Duration calm = scene.calm();
            for (int crash = 0; crash < crashes; crash++) {
                scene.lowerPrices(10);
                scene.showMore(40);
                Until.pause(random.nextInt(400));
                scene.strokes.begin();
                if (crash % 2 == 0) {
                    scene.postgres.stopImmediately();
                } else {
                    scene.postgres.kill();
                }
                scene.showMore(10);
                scene.postgres.restart();
                scene.strokes.note();
                scene.awaitQuiet();
            }

            // Each host may have sent what it could not record any more.
            scene.requireAllWell("crashed database, %d crashes".formatted(crashes), crashes * 2 * Scene.IN_FLIGHT);
            scene.strokes.requireLoopsResumed(RESUMED_WITHIN.plus(calm));
        }
    }
}
