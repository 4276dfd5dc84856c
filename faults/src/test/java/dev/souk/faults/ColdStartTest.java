package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts start, with all alerts yet to load, while listings come. */
class ColdStartTest {

    private static final int HOSTS = 5;
    private static final int ALERTS = 60;

    /** So that nobody takes over from a host that is slow because so many start. */
    private static final Duration LONGER_THAN_A_START = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void hostsThatStartWhileListingsComeMissNone() {
        int rounds = Chance.times("starts", 1, 40);
        try (Scene scene = new Scene(Chance.of("cold start"))) {
            scene.wish(ALERTS);
            for (int round = 0; round < rounds; round++) {
                startWhileListingsCome(scene, "h" + round + "x", HOSTS, Bug.NONE);
                scene.strokes.note();
                scene.awaitQuiet();
                scene.endHosts();
            }

            scene.requireAllWell("cold start, %d hosts".formatted(rounds * HOSTS), 0);
        }
    }

    @Bites
    void aHostThatMatchesBeforeItHasReadTheAlertsMissesSome() {
        try (Scene scene = new Scene(Chance.of("cold start, alerts read too late"))) {
            scene.wish(ALERTS);
            startWhileListingsCome(scene, "h", 1, Bug.MATCHES_BEFORE_ALERTS_ARE_READ);
            scene.awaitQuiet();

            Set<Tale> expected = scene.oracle.pairs();
            Set<Tale> found = scene.tables.matches();
            System.out.println("cold start, alerts read too late: %d of %d lost"
                    .formatted(expected.size() - found.size(), expected.size()));
            assertThat(expected).containsAll(found).isNotEqualTo(found);
        }
    }

    private static void startWhileListingsCome(Scene scene, String names, int number, Bug bug) {
        List<HostProcess> hosts = new ArrayList<>();
        scene.showMore(5);
        for (int host = 0; host < number; host++) {
            hosts.add(scene.start(
                    scene.host(names + host).withLease(LONGER_THAN_A_START).with(bug)));
        }
        Until.isTrue(PATIENCE, () -> "hosts that read no page: " + hosts.get(0).log(), () -> {
            scene.showMore(1);
            Until.pause(200);
            return hosts.stream().allMatch(host -> scene.market.isKnownTo(host.name()));
        });
        scene.showMore(5);
    }
}
