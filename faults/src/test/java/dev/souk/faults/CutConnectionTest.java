package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands between hosts and PostgreSQL cuts connections, or swallows what is sent. */
class CutConnectionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** So many are not heard of, before all connections are cut. */
    private static final int COMMITS = 7;

    /** Longer than a host waits for an answer. */
    private static final Duration HOLE = Duration.ofSeconds(7);

    /** How long a host waits for an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(HostMain.SHORTEST_TIMEOUT_SECONDS);

    /** By then whoever waits on a silent connection has given it up. */
    private static final Duration FREE_WITHIN = TIMEOUT.plusSeconds(5);

    /** Of the end of a silence, beside what news take in any case. */
    private static final Duration RESUMED_WITHIN = TIMEOUT.plusSeconds(15);

    @Test
    void nothingIsLostOrDoneTwiceWhenTheAnswerToACommitDoesNotArrive() {
        Random random = Chance.of("cut connections");
        int rounds = Chance.times("cuts", 3, 50);
        try (Scene scene = new Scene(random);
                TcpProxy proxy = new TcpProxy(scene.postgres.port())) {
            scene.wish(30);
            scene.showMore(20);
            scene.start(scene.host("a").withDatabasePort(proxy.port()));
            scene.start(scene.host("b").withDatabasePort(proxy.port()));
            for (int round = 0; round < rounds; round++) {
                scene.lowerPrices(10);
                scene.showMore(20);
                Until.pause(random.nextInt(200));
                int cuts = proxy.commitsCut() + COMMITS;
                proxy.cutAfterCommits(COMMITS);
                Until.isTrue(PATIENCE, () -> "commits cut: " + proxy.commitsCut(), () -> proxy.commitsCut() >= cuts);
                Until.pause(random.nextInt(200));
                proxy.cut();
                scene.strokes.note();
            }
            scene.awaitQuiet();

            assertThat(proxy.commitsCut()).isGreaterThanOrEqualTo(COMMITS * rounds);
            // What was sent and could not be recorded: a batch of each host when all is cut, one mail for each commit.
            int mostRepeats = rounds * (2 * Scene.IN_FLIGHT + COMMITS);
            scene.requireAllWell("cut connections, %d commits".formatted(proxy.commitsCut()), mostRepeats);
        }
    }

    /** The commit that is not heard of has to be that one, and a host makes many others. */
    @Bites
    void losesAChangeWhereItIsCommittedAfterItsListing() {
        try (Scene scene = new Scene(Chance.of("cut connections, two transactions"));
                TcpProxy proxy = new TcpProxy(scene.postgres.port())) {
            scene.wish(30);
            scene.start(scene.host("a").withDatabasePort(proxy.port()).with(Bug.COMMITS_LISTINGS_FIRST));
            List<Wares> wares = scene.draw(10).stream()
                    .map(some -> new Wares(some.number(), Scene.WORDS.get(0), 50))
                    .toList();
            proxy.cutAfterCommitsOf(wares.get(0).title(), 1);
            scene.market.change(() -> wares.forEach(scene::show));
            Until.isTrue(PATIENCE, () -> "commits cut: " + proxy.commitsCut(), () -> proxy.commitsCut() == 1);
            scene.awaitQuiet();

            scene.tell("cut connections, two transactions, 1 commit");
            assertThat(scene.verdict().lost()).isNotEmpty();
        }
    }

    @Test
    void hostsGoOnWhenTheirConnectionsFallSilentForEver() {
        Random random = Chance.of("silent connections");
        int holes = Chance.times("holes", 1, 10);
        try (Scene scene = new Scene(random);
                TcpProxy proxy = new TcpProxy(scene.postgres.port())) {
            scene.wish(30);
            scene.showMore(20);
            scene.start(scene.host("a").withDatabasePort(proxy.port()));
            scene.start(scene.host("b").withDatabasePort(proxy.port()));
            scene.awaitQuiet();
            Duration calm = scene.calm();
            for (int hole = 0; hole < holes; hole++) {
                scene.lowerPrices(10);
                scene.showMore(30);
                Until.pause(random.nextInt(200));
                scene.strokes.begin();
                proxy.swallow();
                scene.showMore(10);
                Until.pause(HOLE.toMillis());
                proxy.heal();
                scene.strokes.note();
                scene.awaitQuiet();
                Until.isTrue(
                        PATIENCE,
                        () -> "connections: " + scene.tables.connections(),
                        () -> scene.tables.connections() == 2 * HostMain.CONNECTIONS);
            }

            scene.requireAllWell(
                    "silent connections, %d holes, %.1f s waited at most"
                            .formatted(holes, proxy.longestWait().toMillis() / 1e3),
                    holes * 2 * Scene.IN_FLIGHT);
            scene.strokes.requireLoopsResumed(RESUMED_WITHIN.plus(calm));
            assertThat(proxy.longestWait()).isLessThanOrEqualTo(FREE_WITHIN);
        }
    }
}
