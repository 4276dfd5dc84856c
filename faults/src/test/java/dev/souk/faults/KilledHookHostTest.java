package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.HookReceiver.Hook;
import dev.souk.faults.HookReceiver.Manner;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.notify.http.WebhookNotifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One of two hosts that tell of matches by webhooks is killed, when the server has what it sent and it does not know. */
class KilledHookHostTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Beside the time that news take in any case. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(1);

    private static final int LISTINGS = 40;

    @Test
    void nothingIsLostAndWhatIsSentOnceMoreHasTheSameId() {
        int kills = Chance.times("hookKills", 3, 50);
        AtomicReference<HookReceiver.Manners> manners = new AtomicReference<>(hook -> Manner.TAKES);
        try (Scene scene = new Scene(Chance.of("killed hosts, webhooks"));
                HookReceiver server = new HookReceiver(
                        hook -> Objects.requireNonNull(manners.get()).of(hook))) {
            scene.wish(40, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
            HostProcess doomed = scene.start(scene.host("a0").withHooksAt(server.port()));
            scene.start(scene.host("b").withHooksAt(server.port()));
            scene.showMore(LISTINGS);
            scene.awaitQuiet();
            long start = System.nanoTime();
            scene.showMore(LISTINGS);
            scene.awaitQuiet();
            Duration calm = Duration.ofNanos(System.nanoTime() - start);
            for (int kill = 1; kill <= kills; kill++) {
                HostProcess host = doomed;
                manners.set(hook -> {
                    if (hook.host().equals(host.name())) {
                        host.kill();
                    }
                    return Manner.TAKES;
                });
                scene.showMore(LISTINGS);
                Until.isTrue(PATIENCE, () -> "it sends nothing: " + host.log(), () -> {
                    scene.showMore(1);
                    Until.pause(200);
                    return !host.isAlive();
                });
                manners.set(hook -> Manner.TAKES);
                doomed = scene.replace(host, "a" + kill);
            }
            Until.isTrue(TAKEN_OVER_WITHIN.plus(calm), scene.tables::waiting, () -> isTold(scene, server));
            scene.awaitQuiet();

            requireAllWell(scene, server, kills);
        }
    }

    private static boolean isTold(Scene scene, HookReceiver server) {
        return tales(server).containsAll(scene.oracle.expected());
    }

    private static Set<Tale> tales(HookReceiver server) {
        return server.taken().stream().map(Hook::tale).collect(Collectors.toSet());
    }

    private static void requireAllWell(Scene scene, HookReceiver server, int kills) {
        List<Hook> taken = server.taken();
        Map<Tale, Set<String>> ids = taken.stream()
                .collect(Collectors.groupingBy(Hook::tale, Collectors.mapping(Hook::id, Collectors.toSet())));
        Set<Tale> lost = new HashSet<>(scene.oracle.expected());
        lost.removeAll(ids.keySet());
        Set<Tale> extra = new HashSet<>(ids.keySet());
        extra.removeAll(scene.oracle.expected());
        long otherIds = ids.values().stream().filter(each -> each.size() > 1).count();
        int repeats = taken.size() - ids.size();
        System.out.printf(
                Locale.ROOT,
                "killed hosts, webhooks, %d kills: %d expected, %d lost, %d extra, %d repeats, %d with another id%n",
                kills,
                scene.oracle.expectedNumber(),
                lost.size(),
                extra.size(),
                repeats,
                otherIds);
        assertThat(lost).as("lost").isEmpty();
        assertThat(extra).as("extra").isEmpty();
        assertThat(otherIds).as("repeated with another id").isZero();
        assertThat(taken.stream().map(Hook::id).distinct())
                .as("one id for each")
                .hasSameSizeAs(ids.keySet());
        // The one that was with the server when its host died was sent once more.
        assertThat(repeats).isBetween(kills, kills * Scene.IN_FLIGHT);
        assertThat(scene.tables.matches()).as("matches").isEqualTo(scene.pairsExpected());
    }
}
