package dev.souk.faults;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Hosts start, with all alerts yet to load, while listings come. */
class ColdStartTest {

    private static final int HOSTS = 5;
    private static final int ALERTS = 100;

    /** So that nobody takes over from a host that is slow because so many start. */
    private static final Duration LONGER_THAN_A_START = Duration.ofSeconds(60);

    @Test
    void hostsThatStartWhileListingsComeMissNone() {
        int rounds = Chance.times("starts", 1, 40);
        try (Scene scene = new Scene(Chance.of("cold start"))) {
            scene.wish(ALERTS);
            for (int round = 0; round < rounds; round++) {
                scene.strokes.note();
                for (int host = 0; host < HOSTS; host++) {
                    scene.start(scene.host("h%dx%d".formatted(round, host)).withLease(LONGER_THAN_A_START));
                    for (int i = 0; i < 5; i++) {
                        scene.showMore(1);
                        Until.pause(20);
                    }
                }
                scene.awaitQuiet();
                scene.endHosts();
            }

            scene.requireAllWell("cold start, %d hosts".formatted(rounds * HOSTS), 0);
        }
    }
}
