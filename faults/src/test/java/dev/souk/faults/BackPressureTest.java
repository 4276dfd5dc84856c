package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Far more is to be sent than can be, and a host has little memory. */
class BackPressureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int HEAP_MEGABYTES = 48;
    private static final int DIGESTS = 100;
    private static final int QUEUED_BY_FLAWED = 1_000;

    @Test
    void aLongQueueTakesNoMemoryAndNeitherDigestsNorSingleMailsWaitForAllOfTheOthers() {
        int queued = Chance.times("queued", 50_000, 5_000_000);
        try (Scene scene = new Scene(Chance.of("back-pressure"))) {
            Backlog backlog = new Backlog(scene);
            backlog.tellOnce();
            int sentBefore = scene.receiver.accepted().size();
            backlog.queue(queued);
            backlog.hold(DIGESTS, 2);

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

    @Test
    void digestsWaitForAllOfTheOthersWhereThereIsOneLine() {
        try (Scene scene = new Scene(Chance.of("back-pressure, one line"))) {
            Backlog backlog = new Backlog(scene);
            backlog.tellOnce();
            int sentBefore = scene.receiver.accepted().size();
            backlog.queue(QUEUED_BY_FLAWED);
            backlog.hold(DIGESTS, 2);

            scene.start(scene.host("a").withoutMarket().with(Bug.SENDS_IN_ONE_LINE));
            scene.awaitMails(sentBefore + QUEUED_BY_FLAWED + DIGESTS - 1);

            List<Mail> sent = scene.receiver.accepted();
            int singles = (int) sent.subList(sentBefore, sent.size()).stream()
                    .takeWhile(mail -> !mail.isDigest())
                    .count();
            System.out.println("back-pressure, one line: %d queued: the first of %d digests came after %d of the others"
                    .formatted(QUEUED_BY_FLAWED, DIGESTS, singles));
            assertThat(singles).isGreaterThan(QUEUED_BY_FLAWED / 2);
        }
    }

    private static long digests(Scene scene) {
        return scene.receiver.accepted().stream().filter(Mail::isDigest).count();
    }
}
