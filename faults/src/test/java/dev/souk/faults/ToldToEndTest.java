package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A host gets SIGTERM while it has much to do, and while PostgreSQL does not answer. */
class ToldToEndTest {

    /** What a JVM ends with that was ended by SIGTERM. */
    private static final int SIGTERM = 143;

    /** For a host to be in the middle of it when it is told. */
    private static final int ENOUGH = 150;

    /** So many lose the database at once, and are told. */
    private static final int AT_ONCE = 3;

    /**
     * After the deadline {@code close} has two seconds for what it interrupts and three for last words to a database that does
     * not answer; the rest is for a busy machine to end a JVM.
     */
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    @Test
    void aHostThatIsToldToEndLeavesNothingLeasedAndNothingIsSentTwice() {
        int rounds = Chance.times("stops", 3, 50);
        Random random = Chance.of("told to end");
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            for (int round = 0; round < rounds; round++) {
                scene.receiver.manners(mail -> {
                    Until.pause(10);
                    return MailReceiver.Manner.ACCEPTS;
                });
                int told = scene.receiver.accepted().size();
                // Hosts that end so soon leave most of it to the next, and the last shall not have to send all of a
                // night's.
                if (scene.onTheirWay() < ENOUGH) {
                    scene.showMore(60);
                }
                HostProcess host = scene.start(scene.host("h" + round).withLease(Duration.ofSeconds(20)));
                scene.awaitMails(told + random.nextInt(10));

                host.tellToEnd();
                scene.strokes.note();

                assertThat(host.awaitEnd(HostMain.TO_END_WITHIN.plus(LAST_WORDS)))
                        .isEqualTo(SIGTERM);
                assertThat(leased(scene)).as("leased, and nobody is there").isZero();
                scene.market.forget(host.name());
            }
            scene.start(scene.host("last"));
            scene.awaitQuiet();

            scene.requireAllWell("told to end, %d times".formatted(rounds), 0);
        }
    }

    @Bites
    void leavesItsLeasesWhereAHostDoesNotHear() {
        try (Scene scene = new Scene(Chance.of("told to end, and does not hear"))) {
            scene.wish(30);
            scene.showMore(20);
            CountDownLatch over = new CountDownLatch(1);
            CountDownLatch sending = new CountDownLatch(1);
            scene.receiver.manners(mail -> {
                sending.countDown();
                await(over);
                return MailReceiver.Manner.ACCEPTS;
            });
            HostProcess host = scene.start(
                    scene.host("deaf").withLease(Duration.ofSeconds(20)).with(Bug.IGNORES_SIGTERM));
            await(sending);

            host.tellToEnd();

            assertThat(host.awaitEnd(HostMain.TO_END_WITHIN.plus(LAST_WORDS))).isEqualTo(SIGTERM);
            over.countDown();
            System.out.println("told to end, and does not hear: %d leased".formatted(leased(scene)));
            assertThat(leased(scene)).isPositive();
        }
    }

    @Test
    void itEndsInTimeAlsoWhileTheDatabaseDoesNotAnswer() {
        int rounds = Chance.times("stopsInOutage", 1, 17);
        try (Scene scene = new Scene(Chance.of("told to end in an outage"))) {
            scene.wish(30);
            for (int round = 0; round < rounds; round++) {
                try (TcpProxy proxy = new TcpProxy(scene.postgres.port())) {
                    int told = scene.receiver.accepted().size();
                    scene.showMore(60);
                    List<HostProcess> hosts = startSome(scene, round, proxy);
                    scene.showMore(20);
                    scene.awaitMails(told);
                    proxy.swallow();

                    hosts.forEach(HostProcess::tellToEnd);
                    scene.strokes.note();

                    long toldAt = System.nanoTime();
                    for (HostProcess host : hosts) {
                        Duration since = Duration.ofNanos(System.nanoTime() - toldAt);
                        assertThat(host.awaitEnd(
                                        HostMain.TO_END_WITHIN.plus(LAST_WORDS).minus(since)))
                                .isEqualTo(SIGTERM);
                        scene.market.forget(host.name());
                    }
                }
            }
            scene.start(scene.host("last"));
            scene.awaitQuiet();

            scene.requireAllWell(
                    "told to end in an outage, %d times".formatted(rounds * AT_ONCE),
                    rounds * AT_ONCE * Scene.IN_FLIGHT);
        }
    }

    /** When each has read the market, all are at work. */
    private static List<HostProcess> startSome(Scene scene, int round, TcpProxy proxy) {
        List<HostProcess> hosts = new ArrayList<>();
        for (int host = 0; host < AT_ONCE; host++) {
            hosts.add(scene.start(scene.host("h" + round + "x" + host).withDatabasePort(proxy.port())));
        }
        for (HostProcess host : hosts) {
            Until.isTrue(
                    Duration.ofMinutes(4),
                    () -> "reads nothing: " + host.log(),
                    () -> scene.market.isKnownTo(host.name()));
        }
        return hosts;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(4, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static long leased(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.notification_deliveries"
                + " WHERE status = 'pending' AND lease_token IS NOT NULL");
    }
}
