package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL crashes under hosts that are at work, and comes back. */
class CrashedDatabaseTest {

    /** Of the end of its recovery, beside what news take in any case. */
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(15);

    private static final List<Wish.Ear> EARS = List.of(Wish.Ear.EVERYTHING, Wish.Ear.USUAL, Wish.Ear.PRICE_ALONE);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void nothingIsLostWhenPostgresCrashesWhileHostsReadMatchAndSend() {
        Random random = Chance.of("crashed database");
        int crashes = Chance.times("crashes", 3, 30);
        try (Scene scene = new Scene(random)) {
            scene.market.showEverything();
            ShortWeeks.begin(scene.tables);
            scene.wish(30, EARS, List.of(Wish.Way.values()));
            scene.showMore(40);
            scene.start(scene.host("a"));
            scene.start(scene.host("b"));
            scene.awaitQuiet();
            Duration calm = scene.calm();
            for (int crash = 0; crash < crashes; crash++) {
                scene.trade.happen(new Trade.Turn(15, 8, 8, 8));
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
            scene.requireAllWell(
                    "crashed database, %d crashes".formatted(crashes), crashes * 2 * Scene.CHANNELS * Scene.IN_FLIGHT);
            scene.coverage.requireOwnWays();
            if (crashes > 1) {
                // What is back was gone before an earlier crash.
                scene.coverage.requireEachEvent(EnumSet.allOf(Wish.Way.class));
            }
            scene.strokes.requireLoopsResumed(RESUMED_WITHIN.plus(calm));
        }
    }

    @Bites
    void losesWhatComesAfterACrashWhereALoopEndsAtAnError() {
        try (Scene scene = new Scene(Chance.of("crashed database, loops that end"))) {
            ShortWeeks.begin(scene.tables);
            scene.wish(30, EARS, List.of(Wish.Way.values()));
            scene.showMore(40);
            HostProcess host = scene.start(scene.host("a").with(Bug.STOPS_AT_AN_ERROR));
            scene.awaitQuiet();
            scene.postgres.stopImmediately();
            // Nothing of it is left that could tell of what is shown now.
            host.awaitLogged(PATIENCE, "match" + FlawedHost.STOPPED, "dispatch" + FlawedHost.STOPPED);
            scene.showMore(10);
            scene.postgres.restart();
            scene.trade.happen(new Trade.Turn(8, 8, 8, 0));

            Verdict verdict = scene.tell("crashed database, loops that end, 1 crash");
            assertThat(host.isAlive()).isTrue();
            assertThat(scene.coverage.ways(verdict.lost())).containsExactlyInAnyOrder(Wish.Way.values());
            assertThat(Coverage.kinds(verdict.lost())).containsKeys("match", "drop", "sold", "removed");
        }
    }
}
