package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The mail server takes some mails in bad manners, for a long time. */
class BadReceiverTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Longer than a batch takes in which somebody is waited for. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    /** What is waited for a mail server that is silent, and some for the machine. */
    private static final Duration MOST_WAITED = HostMain.MAIL_TIMEOUT.plusSeconds(5);

    /** A user is left alone after five failures, each of which may be a silence; and some for the machine. */
    private static final Duration MOST_HELD_UP = HostMain.MAIL_TIMEOUT.multipliedBy(10);

    private static final Map<String, MailReceiver.Manner> BAD = Map.of(
            "a1@b.example", MailReceiver.Manner.ACCEPTS_AND_HANGS_UP,
            "a2@b.example", MailReceiver.Manner.ACCEPTS_AND_FALLS_SILENT,
            "a3@b.example", MailReceiver.Manner.REFUSES_FOR_NOW);

    @Test
    void whatOneRecipientsServerDoesHoldsUpNobodyElseAndEveryMailArrivesWithOneId() {
        try (Scene scene = new Scene(Chance.of("bad receiver"))) {
            AtomicBoolean better = new AtomicBoolean(true);
            scene.receiver.manners(mail -> better.get() ? MailReceiver.Manner.ACCEPTS : manner(mail));
            scene.wish(20);
            HostProcess first = scene.start(scene.host("a").withLease(LEASE));
            Duration calm = scene.calm();
            better.set(false);
            int rounds = Chance.times("roundsOfMails", 2, 20);
            long slowest = 0;
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                scene.showMore(40);
                Until.isTrue(
                        MOST_HELD_UP.plus(calm),
                        () -> scene.verdict().summary(),
                        () -> othersToTell(scene).isEmpty());
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
            tellOfOthers("bad receiver, %d rounds".formatted(rounds), scene);
            System.out.printf(
                    Locale.ROOT,
                    "the others' took %.1f s at most, and %.1f s before%n",
                    slowest / 1e9,
                    calm.toNanos() / 1e9);
            better.set(true);
            // It leaves those whom it could not reach alone for up to five minutes, which are taken for passed.
            first.tellToEnd();
            first.awaitEnd(PATIENCE);
            scene.market.forget(first.name());
            scene.tables.execute("UPDATE souk.notification_deliveries SET due_at = now() WHERE status = 'pending'");
            scene.start(scene.host("b"));
            scene.strokes.note();
            scene.awaitQuiet();

            assertThat(scene.receiver.longestWait()).as("waited for an answer").isLessThanOrEqualTo(MOST_WAITED);
            assertThat(othersRepeated(scene)).as("sent again to others").isZero();
            scene.requireAllWell("bad receiver", Integer.MAX_VALUE);
        }
    }

    @Bites
    void tellsTheOthersAgainWhereOneRefusalIsTheAnswerForABatch() {
        try (Scene scene = sceneWithMailsTo("a3@b.example", "bad receiver, one answer for a batch")) {
            scene.start(scene.host("a").withoutMarket().withLease(LEASE).with(Bug.ANSWERS_ONCE_FOR_A_BATCH));
            Until.isTrue(
                    PATIENCE,
                    () -> scene.verdict().summary(),
                    () -> othersToTell(scene).isEmpty() && othersRepeated(scene) > 0);

            tellOfOthers("bad receiver, one answer for a batch", scene);
            assertThat(othersRepeated(scene)).as("sent again to others").isPositive();
        }
    }

    @Bites
    void holdsUpTheOthersWhereASilentServerIsWaitedForWithoutALimit() {
        try (Scene scene = sceneWithMailsTo("a2@b.example", "bad receiver, no limit to its silence")) {
            scene.start(scene.host("a").withoutMarket().withLease(LEASE).with(Bug.WAITS_FOR_EVER));
            Until.isTrue(
                    PATIENCE,
                    () -> scene.verdict().summary(),
                    () -> scene.receiver.longestWait().compareTo(MOST_WAITED) > 0);

            tellOfOthers("bad receiver, no limit to its silence", scene);
            assertThat(othersToTell(scene)).as("to be told to others").isNotEmpty();
        }
    }

    private static MailReceiver.Manner manner(Mail mail) {
        return BAD.getOrDefault(mail.to(), MailReceiver.Manner.ACCEPTS);
    }

    /** Where a batch waits to be sent, five mails of which go to that bad recipient and five to each of three others. */
    private static Scene sceneWithMailsTo(String recipient, String test) {
        Scene scene = new Scene(Chance.of(test));
        scene.receiver.manners(BadReceiverTest::manner);
        scene.wish(20);
        String word = Scene.WORDS.get(Integer.parseInt(recipient.replaceAll("\\D", "")));
        List<Wares> cheap = scene.draw(5).stream()
                .map(wares -> new Wares(wares.number(), word, 50))
                .toList();
        cheap.forEach(scene::show);
        scene.store(cheap);
        scene.match();
        return scene;
    }

    /** What others than the bad recipients have still to be told. */
    private static Set<Tale> othersToTell(Scene scene) {
        Set<Tale> told = scene.arrivals.told();
        return scene.oracle.expected().stream()
                .filter(tale -> !BAD.containsKey("a%d@b.example".formatted(tale.alert())))
                .filter(tale -> !told.contains(tale))
                .collect(Collectors.toSet());
    }

    /** How many mails came once more to others than the bad recipients. */
    private static int othersRepeated(Scene scene) {
        List<String> ids = scene.receiver.accepted().stream()
                .filter(mail -> !BAD.containsKey(mail.to()))
                .map(Mail::id)
                .toList();
        return ids.size() - Set.copyOf(ids).size();
    }

    private static void tellOfOthers(String test, Scene scene) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d expected, %d not told to others, %d sent to them again, %.1f s waited at most%n",
                test,
                scene.oracle.expectedNumber(),
                othersToTell(scene).size(),
                othersRepeated(scene),
                scene.receiver.longestWait().toMillis() / 1e3);
    }
}
