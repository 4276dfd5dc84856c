package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host ends at a named point, each proven to be reached, and another goes on from there. */
class EndedHostTest {

    private static final Set<End> OF_DIGESTS = EnumSet.of(End.DIGEST_WRITTEN, End.DIGEST_COMMITTED, End.DIGEST_SENT);

    /** A digest names ten in full, and may gather what is stored in each round of {@link #OF_DIGESTS}. */
    private static final int STORED_AT_ONCE = 3;

    @Test
    void nothingIsLostWhereverAHostEnds() {
        Set<End> ends = EnumSet.complementOf(EnumSet.copyOf(OF_DIGESTS));
        ends.remove(End.NOWHERE);
        int rounds = Chance.times("ends", 1, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts"))) {
            scene.wish(30);
            for (int round = 0; round < rounds; round++) {
                for (End end : ends) {
                    scene.showMore(15);
                    scene.runToItsEnd(scene.host(name(round, end)).endingAt(end));
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
        NotificationSettings later = NotificationSettings.DEFAULT.withSchedule(Schedule.of(Frequency.WEEKLY)
                .on(LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek()));
        int rounds = Chance.times("ends", 1, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts, digests"))) {
            scene.wish(15, later);
            for (int round = 0; round < rounds; round++) {
                for (End end : OF_DIGESTS) {
                    scene.storeCheap(STORED_AT_ONCE);
                    scene.match();
                    scene.endHolding();
                    scene.runToItsEnd(
                            scene.host(name(round, end)).withoutMarket().endingAt(end));
                }
                HostProcess last = scene.start(scene.host("last" + round).withoutMarket());
                scene.awaitTold();
                scene.awaitQuiet();
                last.kill();
            }

            int count = rounds * OF_DIGESTS.size();
            scene.requireAllWell("ended hosts, digests, %d ends".formatted(count), count * Scene.IN_FLIGHT);
            assertThat(scene.receiver.accepted()).anyMatch(Mail::isDigest);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.notifications WHERE held_until IS NOT NULL"))
                    .as("still held")
                    .isZero();
        }
    }

    private static String name(int round, End end) {
        return "h" + round + end.name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
