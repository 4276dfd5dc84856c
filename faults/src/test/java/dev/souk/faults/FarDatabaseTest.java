package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The database is far away from hosts: a fifth of a second passes before anything is answered. */
class FarDatabaseTest {

    private static final Duration EACH_WAY = Duration.ofMillis(100);

    /** A batch is leased, sent and recorded in some round trips, which a slow machine makes slower. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void hostsFarFromTheDatabaseLoseNothingAndTakeNothingFromOneThatLives() {
        Random random = Chance.of("far database");
        int kills = Chance.times("farKills", 1, 20);
        try (Scene scene = new Scene(random);
                TcpProxy proxy = new TcpProxy(scene.postgres.port(), EACH_WAY)) {
            assertThat(roundTrip(proxy)).isGreaterThanOrEqualTo(EACH_WAY.multipliedBy(2));
            scene.wish(30);
            scene.showMore(15);
            HostSettings far = scene.host("a").withDatabasePort(proxy.port()).withLease(LEASE);
            scene.start(far);
            HostProcess doomed = scene.start(far.withName("b"));
            scene.awaitQuiet();
            assertThat(scene.verdict().repeats())
                    .as("taken over from a host that lives")
                    .isZero();
            scene.calm();
            for (int kill = 1; kill <= kills; kill++) {
                int told = scene.receiver.accepted().size();
                scene.lowerPrices(10);
                scene.showMore(20);
                scene.awaitMails(told + random.nextInt(10));
                doomed = scene.replace(doomed, "b" + kill);
                scene.strokes.note();
                scene.awaitQuiet();
            }

            scene.requireAllWell("far database, %d kills".formatted(kills), kills * Scene.IN_FLIGHT);
        }
    }

    @Bites
    void takesFromOneThatLivesWhereEachDeliveryIsRecordedByItself() {
        try (Scene scene = new Scene(Chance.of("far database, recorded one by one"));
                TcpProxy proxy = new TcpProxy(scene.postgres.port(), EACH_WAY)) {
            scene.wish(30);
            // Six alerts find each of them: one host leases all, which by itself takes it longer than its lease.
            scene.storeCheap(3);
            scene.match();
            HostSettings far = scene.host("a")
                    .withoutMarket()
                    .withDatabasePort(proxy.port())
                    .withLease(LEASE)
                    .with(Bug.RECORDS_ONE_BY_ONE);
            scene.start(far);
            scene.start(far.withName("b"));
            Until.isTrue(
                    PATIENCE,
                    () -> scene.verdict().summary(),
                    () -> scene.verdict().repeats() > 0 || "0 0 0".equals(scene.tables.waiting()));

            assertThat(scene.tell("far database, recorded one by one").repeats())
                    .as("taken over from a host that lives")
                    .isPositive();
        }
    }

    /** Of a question that the server answers at once. */
    private static Duration roundTrip(TcpProxy proxy) {
        long start = System.nanoTime();
        new Tables(FaultyPostgres.dataSource("postgres", proxy.port())).execute("SELECT 1");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
