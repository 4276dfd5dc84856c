package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One of two hosts is killed, again and again, wherever it is. */
class KilledHostTest {

    private static final int KILLS = 25;
    private static final int KILLS_OF_FLAWED = 3;

    /** So many that a listing is told to three dozen of them: many messages for each page, which is what costs a host little. */
    private static final int ALERTS = 300;

    /** With more kills there are enough messages without so many of each. */
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
            scene.wish(Chance.times("killAlerts", ALERTS, ALERTS_OF_A_NIGHT), EARS, List.of(Wish.Way.values()));
            killAndKill(scene, Bug.NONE, List.of(Point.values()), kills, random);
            scene.calm();

            scene.requireAllWell("killed hosts, %d kills".formatted(kills), kills * Scene.CHANNELS * Scene.IN_FLIGHT);
            scene.coverage.requireOwnWays();
            scene.coverage.requireEachEventInEachWay(EnumSet.allOf(Wish.Way.class));
            if (kills >= Point.values().length) {
                // The one that was with its server when its host died was sent once more.
                assertThat(repeats(scene.receiver.accepted())).as("mails again").isPositive();
                assertThat(repeats(scene.hooks.taken())).as("webhooks again").isPositive();
            }
        }
    }

    @Bites
    void losesMailsWhereTheyAreRecordedBeforeTheyAreSent() {
        Random random = Chance.of("killed hosts that record first");
        try (Scene scene = new Scene(random)) {
            scene.wish(ALERTS_OF_FLAWED, EARS, List.of(Wish.Way.MAILS));
            List<Point> points = List.of(Point.AFTER_A_MAIL, Point.ANYWHERE, Point.READING);
            killAndKill(scene, Bug.MARKS_BEFORE_SENDING, points, KILLS_OF_FLAWED, random);

            Verdict verdict = scene.tell("killed hosts that record first, %d kills".formatted(KILLS_OF_FLAWED));
            assertThat(verdict.lost()).isNotEmpty();
        }
    }

    @Bites
    void losesWebhooksAndDigestsWhereTheyAreRecordedBeforeTheyAreSent() {
        Random random = Chance.of("killed hosts that record webhooks and digests first");
        try (Scene scene = new Scene(random)) {
            // Mails of a batch go one after the other, so that the others of its digests do not arrive.
            List<Wish.Way> ways = List.of(Wish.Way.WEBHOOKS, Wish.Way.WEEKLY_MAILS);
            scene.wish(ALERTS_OF_FLAWED, EARS, ways);
            List<Point> points = List.of(Point.AFTER_A_DIGEST, Point.AFTER_A_WEBHOOK);
            int kills = 2 * points.size();
            killAndKill(scene, Bug.MARKS_BEFORE_SENDING, points, kills, random);

            Verdict verdict =
                    scene.tell("killed hosts that record webhooks and digests first, %d kills".formatted(kills));
            System.out.println("of what is lost: " + scene.coverage.ways(verdict.lost()));
            assertThat(scene.coverage.ways(verdict.lost())).containsExactlyElementsOf(ways);
        }
    }

    private static int repeats(List<? extends Message> messages) {
        return messages.size()
                - (int) messages.stream().map(Message::id).distinct().count();
    }

    private static void killAndKill(Scene scene, Bug bug, List<Point> points, int kills, Random random) {
        ShortWeeks.begin(scene.tables);
        scene.market.showEverything();
        scene.showMore(LISTINGS);
        List<HostProcess> hosts = new ArrayList<>(List.of(
                scene.start(scene.host("a0").with(bug)),
                scene.start(scene.host("b0").with(bug))));
        for (int kill = 1; kill <= kills; kill++) {
            Point point = points.get(kill % points.size());
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
        AFTER_A_MAIL,
        /** When a webhook has. */
        AFTER_A_WEBHOOK,
        /** When a digest has, by whichever of them. */
        AFTER_A_DIGEST,
        /** When a page is on its way to it, or just arrived. */
        READING;

        void prepare(Scene scene, Consumer<String> kill) {
            switch (this) {
                case AFTER_A_MAIL -> whenSent(scene, message -> message instanceof Mail, kill);
                case AFTER_A_WEBHOOK -> whenSent(scene, message -> message instanceof Hook, kill);
                case AFTER_A_DIGEST -> whenSent(scene, Message::isDigest, kill);
                case READING -> scene.market.onNextPage(kill);
                default -> {}
            }
        }

        private static void whenSent(Scene scene, Predicate<Message> which, Consumer<String> kill) {
            Consumer<Message> sent = message -> {
                if (which.test(message)) {
                    kill.accept(message.host());
                }
            };
            scene.receiver.manners(mail -> {
                sent.accept(mail);
                return MailReceiver.Manner.ACCEPTS;
            });
            scene.hooks.manners(hook -> {
                sent.accept(hook);
                return HookReceiver.Manner.TAKES;
            });
        }

        void forget(Scene scene) {
            whenSent(scene, message -> false, host -> {});
        }
    }
}
