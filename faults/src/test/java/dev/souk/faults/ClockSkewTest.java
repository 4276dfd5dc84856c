package dev.souk.faults;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The clocks of two hosts are two hours apart, and one of them is killed with deliveries in its hands. */
class ClockSkewTest {

    private static final int MAX_SKEW_MINUTES = 60;

    @Test
    void leasesAndRetriesGoByTheDatabasesClockAndNobodyIsToldTwiceOrNotAtAll() {
        Random random = Chance.of("clock skew");
        int skews = Chance.times("skews", 2, 20);
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            for (int skew = 0; skew < skews; skew++) {
                Duration ahead =
                        Duration.ofMinutes(skew == 0 ? MAX_SKEW_MINUTES : random.nextInt(MAX_SKEW_MINUTES) + 1L);
                scene.showMore(30);
                scene.lowerPrices(5);
                HostProcess early = scene.start(scene.host("e" + skew).withClockAhead(ahead));
                HostProcess late = scene.start(scene.host("l" + skew).withClockAhead(ahead.negated()));
                refuseSome(scene, random);
                HostProcess killed = random.nextBoolean() ? early : late;
                Until.pause(500 + random.nextInt(500));
                killed.kill();
                scene.strokes.note();
                scene.market.forget(killed.name());
                scene.receiver.manners(mail -> MailReceiver.Manner.ACCEPTS);
                scene.awaitQuiet();
                HostProcess other = killed == early ? late : early;
                other.kill();
                scene.market.forget(other.name());
            }

            scene.requireAllWell("clock skew, %d times up to an hour".formatted(skews), skews * Scene.IN_FLIGHT);
        }
    }

    /** Every fifth mail comes again: a retry is due when the database says so. */
    private static void refuseSome(Scene scene, Random random) {
        int which = random.nextInt(5);
        scene.receiver.manners(mail -> Math.floorMod(mail.messageId().hashCode(), 5) == which
                ? MailReceiver.Manner.REFUSES_FOR_NOW
                : MailReceiver.Manner.ACCEPTS);
    }
}
