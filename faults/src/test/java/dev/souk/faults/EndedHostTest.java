package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.notification.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A host ends at a named point, each proven to be reached, and another goes on from there. */
class EndedHostTest {

    private static final Set<End> OF_DIGESTS = EnumSet.of(End.DIGEST_WRITTEN, End.DIGEST_COMMITTED, End.DIGEST_SENT);

    /** A digest names ten in full, and may gather what is stored in each round of {@link #OF_DIGESTS}. */
    private static final int STORED_AT_ONCE = 3;

    private static final List<Wish.Ear> EARS = List.of(Wish.Ear.EVERYTHING, Wish.Ear.SALES_TOO, Wish.Ear.PRICE_ALONE);

    private static final List<Wish.Way> WEEKLY = List.of(Wish.Way.WEEKLY_MAILS, Wish.Way.WEEKLY_WEBHOOKS);

    private static final int LARGE = 5_000;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void nothingIsLostWhereverAHostEnds() {
        Set<End> ends = EnumSet.complementOf(EnumSet.copyOf(OF_DIGESTS));
        ends.remove(End.NOWHERE);
        int rounds = Chance.times("ends", 5, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts"))) {
            scene.market.showEverything();
            ShortWeeks.begin(scene.tables);
            scene.wish(60, EARS, List.of(Wish.Way.values()));
            haveHistory(scene);
            for (int round = 0; round < rounds; round++) {
                // While no host lives: one that has come to its end may keep a page in its hands.
                scene.trade.happen(new Trade.Turn(10, 10, 10, 10));
                // One starts while another comes to its end.
                List<HostSettings> hosts = new ArrayList<>();
                for (End end : ends) {
                    hosts.add(scene.host(name(round, end)).endingAt(end));
                }
                // Another is the first each time, and has what changed.
                Collections.rotate(hosts, round);
                scene.runToTheirEnds(hosts, () -> {
                    // Of more than that many some would be told by their number alone; a host that lives sends them.
                    if (scene.oracle.mostToTell(scene.arrivals.told()) < Digest.MAX_SHOWN / 2) {
                        scene.showMore(15);
                    }
                });
            }
            scene.start(scene.host("last"));
            scene.awaitQuiet();

            int count = rounds * ends.size();
            scene.requireAllWell("ended hosts, %d ends".formatted(count), count * Scene.CHANNELS * Scene.IN_FLIGHT);
            scene.coverage.requireOwnWays();
            scene.coverage.requireEachEvent(EnumSet.allOf(Wish.Way.class));
        }
    }

    /** In calm, so that each round finds wares that can fall, end and come back, however far behind the hosts are. */
    private static void haveHistory(Scene scene) {
        scene.showMore(80);
        HostProcess host = scene.start(scene.host("first"));
        scene.awaitQuiet();
        scene.trade.happen(new Trade.Turn(0, 12, 12, 0));
        scene.awaitQuiet();
        host.kill();
        scene.market.forget(host.name());
    }

    @Test
    void eachEventIsInOneDigestOrAloneWhereverAHostEnds() {
        int rounds = Chance.times("digestEnds", 3, 50);
        try (Scene scene = new Scene(Chance.of("ended hosts, digests"))) {
            scene.wish(30, EARS, WEEKLY);
            haveTold(scene, scene.draw(60));
            for (int round = 0; round < rounds; round++) {
                for (End end : OF_DIGESTS) {
                    scene.store(scene.trade.happen(new Trade.Turn(6, 3, 3, 3)));
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
            scene.requireAllWell(
                    "ended hosts, digests, %d ends".formatted(count), count * Scene.CHANNELS * Scene.IN_FLIGHT);
            scene.coverage.requireOwnWays();
            if (rounds > 1) {
                // What is back was gone, and told of, in an earlier one.
                scene.coverage.requireEachEventInEachWay(EnumSet.copyOf(WEEKLY));
            }
            assertThat(scene.receiver.accepted()).anyMatch(Mail::isDigest);
            assertThat(scene.hooks.taken()).anyMatch(Hook::isDigest);
            assertThat(stillHeld(scene)).as("still held").isZero();
        }
    }

    @Bites
    void losesADigestWhereItIsCommittedBeforeItIsToBeSent() {
        try (Scene scene = new Scene(Chance.of("ended hosts, digests in two transactions"))) {
            endAtADigest(scene, End.DIGEST_WRITTEN, Bug.COMMITS_DIGESTS_FIRST);

            Verdict verdict = scene.tell("ended hosts, digests in two transactions, 1 end");
            assertThat(verdict.lost())
                    .isNotEmpty()
                    .noneMatch(tale -> tale.kind().equals("match"));
        }
    }

    @Bites
    void tellsTheSameInTwoDigestsWhereItIsHeldUntilItsDigestIsSent() {
        try (Scene scene = new Scene(Chance.of("ended hosts, digests that hold until they are sent"))) {
            endAtADigest(scene, End.DIGEST_SENT, Bug.HOLDS_UNTIL_DIGESTS_ARE_SENT);

            Verdict verdict = scene.tell("ended hosts, digests that hold until they are sent, 1 end");
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.otherIds()).isNotEmpty();
        }
    }

    @Test
    void aDigestOfThousandsIsOneMessageWhereverAHostEnds() {
        int rounds = Chance.times("largeDigests", 1, 10);
        try (Scene scene = new Scene(Chance.of("ended hosts, large digests"))) {
            Backlog backlog = new Backlog(scene);
            backlog.tellOnce();
            for (int round = 0; round < rounds; round++) {
                for (End end : OF_DIGESTS) {
                    backlog.hold(1, LARGE);
                    scene.runToItsEnd(
                            scene.host(name(round, end)).withoutMarket().endingAt(end));
                }
                HostProcess last = scene.start(scene.host("last" + round).withoutMarket());
                // What is still held does not wait yet.
                Until.isTrue(PATIENCE, last::log, () -> stillHeld(scene) == 0);
                scene.awaitQuiet();
                last.kill();
            }

            int count = rounds * OF_DIGESTS.size();
            Map<String, Set<String>> digests = scene.receiver.accepted().stream()
                    .filter(Mail::isDigest)
                    .collect(Collectors.groupingBy(Mail::to, Collectors.mapping(Mail::id, Collectors.toSet())));
            System.out.println("ended hosts, %d digests of %d: in %s mails with one id each, %d notifications in none"
                    .formatted(count, LARGE, digests.size(), inNoDigest(scene)));
            assertThat(digests).hasSize(count);
            assertThat(digests.values()).allMatch(ids -> ids.size() == 1);
            assertThat(scene.receiver.accepted())
                    .filteredOn(Mail::isDigest)
                    .allMatch(mail -> mail.subject().startsWith(String.format(Locale.ROOT, "%,d messages", LARGE)));
            assertThat(inNoDigest(scene)).isZero();
        }
    }

    /** A host with that mistake ends there, with falls, sales and removals to tell, and another goes on. */
    private static void endAtADigest(Scene scene, End end, Bug bug) {
        scene.wish(30, EARS, WEEKLY);
        // All of one word, so that there is somebody to tell of several.
        haveTold(scene, scene.drawCheap(20));
        scene.store(scene.trade.happen(new Trade.Turn(5, 5, 5, 0)));
        scene.match();
        scene.endHolding();
        scene.runToItsEnd(scene.host("a").withoutMarket().endingAt(end).with(bug));
        // Of its alerts, another has told of what was still held.
        HostProcess other = scene.start(scene.host("b").withoutMarket());
        Until.isTrue(PATIENCE, other::log, () -> stillHeld(scene) == 0);
        scene.awaitQuiet();
    }

    /** Puts wares on the market, stored, of which all is told by a host that is gone afterwards. */
    private static void haveTold(Scene scene, List<Wares> wares) {
        wares.forEach(scene::show);
        scene.store(wares);
        scene.match();
        scene.endHolding();
        HostProcess host = scene.start(scene.host("first").withoutMarket());
        scene.awaitTold();
        scene.awaitQuiet();
        host.kill();
    }

    private static long stillHeld(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.notifications WHERE held_until IS NOT NULL");
    }

    private static long inNoDigest(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.notifications WHERE event_key LIKE 'held %'"
                + " AND (digest_id IS NULL OR status <> 'sent')");
    }

    private static String name(int round, End end) {
        return "h" + round + end.name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
