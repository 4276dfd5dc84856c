package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host ends at a named point, each proven to be reached, and another goes on from there. */
class EndedHostTest {

    private static final Set<End> OF_DIGESTS = EnumSet.of(End.DIGEST_WRITTEN, End.DIGEST_COMMITTED, End.DIGEST_SENT);

    /** No more are shown at once, so that a digest names all that it gathers in full. */
    private static final int TOLD_IN_FULL = 10;

    @Test
    void nothingIsLostWhereverAHostEnds() {
        List<End> ends = EnumSet.complementOf(EnumSet.copyOf(OF_DIGESTS)).stream()
                .filter(end -> end != End.NOWHERE)
                .toList();
        int rounds = Chance.times("ends", 1, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts"))) {
            scene.wish(30);
            for (int round = 0; round < rounds; round++) {
                for (End end : ends) {
                    scene.showMore(20);
                    scene.runToItsEnd(
                            scene.host("h%d%s".formatted(round, letters(end))).endingAt(end));
                }
            }
            scene.start(scene.host("last"));
            scene.awaitQuiet();

            int count = rounds * ends.size();
            scene.requireAllWell("ended hosts, %d ends".formatted(count), count * Scene.IN_FLIGHT);
        }
    }

    @Test
    void eachMatchIsInOneDigestOrAloneWhereverAHostEnds() {
        NotificationSettings later = NotificationSettings.DEFAULT.withSchedule(Schedule.of(Frequency.WEEKLY));
        int rounds = Chance.times("ends", 1, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts, digests"))) {
            scene.wish(15, later);
            for (int round = 0; round < rounds; round++) {
                for (End end : OF_DIGESTS) {
                    HostProcess before = scene.start(scene.host("m%d%s".formatted(round, letters(end))));
                    scene.showCheap(TOLD_IN_FULL);
                    scene.awaitQuiet();
                    before.kill();
                    scene.market.forget(before.name());

                    letTheTimeCome(scene);
                    scene.runToItsEnd(
                            scene.host("h%d%s".formatted(round, letters(end))).endingAt(end));

                    HostProcess after = scene.start(scene.host("s%d%s".formatted(round, letters(end))));
                    scene.awaitTold();
                    scene.awaitQuiet();
                    after.kill();
                    scene.market.forget(after.name());
                }
            }

            int count = rounds * OF_DIGESTS.size();
            scene.requireAllWell("ended hosts, digests, %d ends".formatted(count), count * Scene.IN_FLIGHT);
            assertThat(scene.receiver.accepted()).anyMatch(Mail::isDigest);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.notifications WHERE held_until IS NOT NULL"))
                    .as("still held")
                    .isZero();
        }
    }

    private static void letTheTimeCome(Scene scene) {
        scene.tables.execute(
                "UPDATE souk.notifications SET held_until = clock_timestamp() WHERE held_until IS NOT NULL");
    }

    /** For the name of a host. */
    private static String letters(End end) {
        return end.name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
