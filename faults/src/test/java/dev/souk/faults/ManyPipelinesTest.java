package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Many pipelines share few connections, in two processes of which one is killed. */
class ManyPipelinesTest {

    private static final int PROCESSES = 2;

    /** What a host may take more at the end than after its first kill. */
    private static final int HEAP_MEGABYTES = 16;

    private static final int THREADS = 8;

    /** A host holds the page that it reads, which shall not be what grows; then prices alone are news. */
    private static final int MOST_SHOWN = 1_000;

    /** So that nobody takes over from one that waits for a connection. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void manyPipelinesOnPoolsOfTenConnectionsLoseNothingAndDoNotGrow() {
        Random random = Chance.of("many pipelines");
        int pipelines = Chance.times("pipelines", 20, 100);
        int atLeast = Chance.times("killsOfMany", 1, 50);
        int seconds = Chance.times("secondsOfMany", 0, 3_600);
        int kills = 0;
        try (Scene scene = new Scene(random)) {
            TableSizes sizes = new TableSizes(scene.tables);
            sizes.setAutovacuum();
            scene.wish(60);
            scene.showMore(40);
            HostSettings many =
                    scene.host("steady").withPipelines(pipelines / PROCESSES).withLease(LEASE);
            HostProcess steady = scene.start(many);
            HostProcess other = scene.start(many.withName("other"));
            scene.awaitQuiet();
            scene.calm();
            assertThat(scene.verdict().repeats())
                    .as("taken over from a pipeline that lives")
                    .isZero();
            Footprint first = steady.footprint();
            long start = System.nanoTime();
            while (kills < atLeast || System.nanoTime() - start < seconds * 1_000_000_000L) {
                kills++;
                scene.lowerPrices(10);
                if (scene.numberShown() < MOST_SHOWN) {
                    scene.showMore(10);
                }
                scene.awaitOnTheirWay(random.nextInt(1 + scene.onTheirWay()));
                other = scene.replace(other, "other" + kills);
                scene.strokes.note();
                scene.awaitQuiet();
            }
            long most = (long) PROCESSES * HostMain.CONNECTIONS_OF_MANY;
            Until.isTrue(
                    PATIENCE,
                    () -> "connections: " + scene.tables.connections(),
                    () -> scene.tables.connections() <= most);
            Footprint last = steady.footprint();

            scene.requireAllWell(
                    "many pipelines, %d in %d processes, %d kills in %d s, first %s, then %s"
                            .formatted(
                                    pipelines,
                                    PROCESSES,
                                    kills,
                                    Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                                    first.line(),
                                    last.line()),
                    kills * pipelines / PROCESSES * Scene.IN_FLIGHT);
            assertThat(last.heapMegabytes()).isLessThan(first.heapMegabytes() + HEAP_MEGABYTES);
            assertThat(last.threads()).isLessThan(first.threads() + THREADS);
            scene.endHosts();
            sizes.requireVacuumKeptUp("many pipelines");
        }
    }

    /** With one in a process nobody sees it, since there are connections to spare. */
    @Bites
    void nothingArrivesWhereEachOfManyPipelinesKeepsAConnectionOfThePool() {
        int pipelines = HostMain.CONNECTIONS_OF_MANY;
        try (Scene scene = new Scene(Chance.of("many pipelines, each keeps a connection"))) {
            scene.wish(60);
            HostSettings one = scene.host("one").with(Bug.KEEPS_A_CONNECTION);
            scene.start(one);
            scene.showMore(10);
            scene.awaitQuiet();
            scene.requireAllWell("one pipeline keeps a connection", 0);
            scene.endHosts();
            HostProcess many = scene.start(one.withName("many").withPipelines(pipelines));
            Until.isTrue(PATIENCE, many::log, () -> times(many, FlawedHost.KEPT) == pipelines);
            int told = scene.arrivals.toldNumber();
            int failures = times(many, "match" + FlawedHost.FAILED);
            scene.showMore(10);
            Until.isTrue(PATIENCE, many::log, () -> times(many, "match" + FlawedHost.FAILED) > failures);

            Verdict verdict =
                    scene.tell("many pipelines, %d in a process, each keeps a connection".formatted(pipelines));
            assertThat(many.isAlive()).isTrue();
            assertThat(verdict.lost()).hasSize(verdict.expected() - told).isNotEmpty();
        }
    }

    @Bites
    void pipelinesOfAProcessSendTheSameWhereALeaseIsThatOfTheProcess() {
        try (Scene scene = new Scene(Chance.of("many pipelines, leases by process"))) {
            // A batch takes longer than the next of ten pipelines needs to look for one.
            scene.receiver.manners(mail -> {
                Until.pause(20);
                return MailReceiver.Manner.ACCEPTS;
            });
            scene.wish(60);
            scene.showCheap(10);
            scene.start(scene.host("many")
                    .withLease(LEASE)
                    .withPipelines(HostMain.CONNECTIONS_OF_MANY)
                    .with(Bug.LEASES_BY_PROCESS));
            // One more than there are, so one of them came twice.
            scene.awaitMails(scene.oracle.expectedNumber());

            Verdict verdict = scene.tell("many pipelines, leases by process, nobody died");
            assertThat(verdict.repeats()).as("repeats").isPositive();
        }
    }

    /** How often it has logged that. */
    private static int times(HostProcess host, String words) {
        return host.log().split(Pattern.quote(words), -1).length - 1;
    }
}
