package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Far more is to be sent than can be, and a host has little memory. */
class BackPressureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int HEAP_MEGABYTES = 48;
    private static final int DIGESTS = 100;
    private static final int QUEUED_BY_FLAWED = 1_000;

    /** Until then a host is still filling what it keeps for good. */
    private static final int BEGUN_AFTER = 200;

    private static final int LOOKED_AT_AFTER = 4_200;

    /** What a host may take more afterwards: less than one that keeps each delivery, which takes five more. */
    private static final int GROWTH_MEGABYTES = 3;

    private static final int THREADS = 4;

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
            Footprint early = whenSent(scene, sentBefore + BEGUN_AFTER, host);
            Until.isTrue(
                    PATIENCE,
                    () -> "digests: %d of %d; %s".formatted(digests(scene), DIGESTS, host.log()),
                    () -> digests(scene) == DIGESTS);

            int singles = scene.receiver.accepted().size() - sentBefore - DIGESTS;
            Footprint late = whenSent(scene, sentBefore + LOOKED_AT_AFTER, host);
            System.out.printf(
                    Locale.ROOT,
                    "back-pressure: %d queued, heap of %d MB: all %d digests came after %d of the others; heap after"
                            + " collection %.1f MB at %d mails and %.1f at %d%n",
                    queued,
                    HEAP_MEGABYTES,
                    DIGESTS,
                    singles,
                    early.heapMegabytes(),
                    BEGUN_AFTER,
                    late.heapMegabytes(),
                    LOOKED_AT_AFTER);
            assertThat(host.isAlive()).isTrue();
            assertThat(late.heapMegabytes()).isLessThan(early.heapMegabytes() + GROWTH_MEGABYTES);
            assertThat(late.threads()).isLessThan(early.threads() + THREADS);
            assertThat(singles).as("others that came meanwhile").isBetween(DIGESTS / 2, queued / 2);
        }
    }

    @Bites
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

    private static Footprint whenSent(Scene scene, int mails, HostProcess host) {
        Until.isTrue(
                PATIENCE,
                () -> "mails: %d of %d; %s".formatted(scene.receiver.accepted().size(), mails, host.log()),
                () -> scene.receiver.accepted().size() >= mails);
        return host.footprint();
    }

    private static long digests(Scene scene) {
        return scene.receiver.accepted().stream().filter(Mail::isDigest).count();
    }
}
