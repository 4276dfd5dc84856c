package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One of two hosts is killed, again and again, wherever it is. */
class KilledHostTest {

    private static final int KILLS = 25;
    private static final int KILLS_OF_FLAWED = 3;

    /** So many that a listing is told to three dozen of them: many mails for each page, which is what costs a host little. */
    private static final int ALERTS = 400;

    /** With more kills there are enough mails without so many of each. */
    private static final int ALERTS_OF_A_NIGHT = 150;

    /** As many as fill a batch. */
    private static final int ALERTS_OF_FLAWED = 60;

    /** Of each kill. */
    private static final int LISTINGS = 15;

    /** Of those that there are of a word. */
    private static final List<Wish.Ear> EARS = List.of(
            Wish.Ear.SALES_TOO, Wish.Ear.EVERYTHING, Wish.Ear.SALES_TOO, Wish.Ear.SALES_TOO, Wish.Ear.PRICE_ALONE);

    /** So many are never done when the next kill comes, and no more: what lags behind is not what is tried. */
    private static final int ON_THEIR_WAY = 300;

    @Test
    void nothingIsLostWhenOneOfTwoHostsIsKilledWhileItReadsMatchesOrSends() {
        Random random = Chance.of("killed hosts");
        int kills = Chance.times("kills", KILLS, 200);
        try (Scene scene = new Scene(random)) {
            scene.wish(Chance.times("killAlerts", ALERTS, ALERTS_OF_A_NIGHT), EARS);
            killAndKill(scene, Bug.NONE, kills, random);
            scene.calm();

            scene.requireAllWell("killed hosts, %d kills".formatted(kills), kills * Scene.IN_FLIGHT);
            scene.requireEachEvent();
        }
    }

    @Test
    void losesMailsWhereTheyAreRecordedBeforeTheyAreSent() {
        Random random = Chance.of("killed hosts that record first");
        try (Scene scene = new Scene(random)) {
            scene.wish(ALERTS_OF_FLAWED, EARS);
            killAndKill(scene, Bug.MARKS_BEFORE_SENDING, KILLS_OF_FLAWED, random);

            Verdict verdict = scene.tell("killed hosts that record first, %d kills".formatted(KILLS_OF_FLAWED));
            assertThat(verdict.lost()).isNotEmpty();
        }
    }

    private static void killAndKill(Scene scene, Bug bug, int kills, Random random) {
        scene.market.showEverything();
        scene.showMore(LISTINGS);
        List<HostProcess> hosts = new ArrayList<>(List.of(
                scene.start(scene.host("a0").with(bug)),
                scene.start(scene.host("b0").with(bug))));
        for (int kill = 1; kill <= kills; kill++) {
            Point point = Point.values()[kill % Point.values().length];
            AtomicBoolean struck = new AtomicBoolean();
            CountDownLatch reached = new CountDownLatch(1);
            // Before the point is set: a host that is killed with a page in its hands would never give it back.
            scene.awaitOnTheirWay(ON_THEIR_WAY);
            scene.trade.happen(new Trade.Turn(4, 2, 2, 2));
            scene.showMore(LISTINGS);
            point.prepare(scene, host -> {
                if (struck.compareAndSet(false, true)) {
                    hosts.stream().filter(one -> one.name().equals(host)).forEach(HostProcess::kill);
                    reached.countDown();
                }
            });
            if (point == Point.ANYWHERE) {
                Until.pause(random.nextInt(300));
                hosts.get(random.nextInt(2)).kill();
            } else {
                requireReached(point, reached);
            }
            scene.strokes.note();
            point.forget(scene);
            for (int i = 0; i < hosts.size(); i++) {
                if (!hosts.get(i).isAlive()) {
                    hosts.set(i, scene.replace(hosts.get(i), (i == 0 ? "a" : "b") + kill));
                }
            }
        }
        scene.awaitQuiet();
    }

    private static void requireReached(Point point, CountDownLatch reached) {
        try {
            assertThat(reached.await(240, TimeUnit.SECONDS))
                    .as("a host came to %s", point)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Where a host is killed. */
    private enum Point {
        /** At any moment. */
        ANYWHERE,
        /** When a mail has arrived and the host does not know yet. */
        AFTER_SENDING,
        /** When a page is on its way to it, or just arrived. */
        READING;

        void prepare(Scene scene, Consumer<String> kill) {
            switch (this) {
                case AFTER_SENDING ->
                    scene.receiver.manners(mail -> {
                        kill.accept(mail.host());
                        return MailReceiver.Manner.ACCEPTS;
                    });
                case READING -> scene.market.onNextPage(kill);
                default -> {}
            }
        }

        void forget(Scene scene) {
            scene.receiver.manners(mail -> MailReceiver.Manner.ACCEPTS);
        }
    }
}
