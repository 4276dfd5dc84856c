package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.HookReceiver.Hook;
import dev.souk.faults.HookReceiver.Manner;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.notify.http.WebhookNotifier;
import java.time.Duration;
import java.util.HashSet;
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

    private final AtomicReference<HookReceiver.Manners> manners = new AtomicReference<>(hook -> Manner.TAKES);

    @Test
    void nothingIsLostAndWhatIsSentOnceMoreHasTheSameId() {
        int kills = Chance.times("hookKills", 3, 50);
        try (Scene scene = new Scene(Chance.of("killed hosts, webhooks"));
                HookReceiver server = server()) {
            Duration calm = killAndKill(scene, server, Bug.NONE, kills);
            Until.isTrue(TAKEN_OVER_WITHIN.plus(calm), scene.tables::waiting, () -> isTold(scene, server));
            scene.awaitQuiet();

            requireAllWell(scene, server, kills);
        }
    }

    @Test
    void losesWebhooksWhereTheyAreRecordedBeforeTheyAreSent() {
        try (Scene scene = new Scene(Chance.of("killed hosts that record first, webhooks"));
                HookReceiver server = server()) {
            killAndKill(scene, server, Bug.MARKS_BEFORE_SENDING, 1);
            scene.awaitQuiet();

            tell("killed hosts that record first, webhooks, 1 kill", scene, server);
            assertThat(lost(scene, server)).isNotEmpty();
        }
    }

    private HookReceiver server() {
        return new HookReceiver(hook -> Objects.requireNonNull(manners.get()).of(hook));
    }

    /** Returns how long news take while nobody is killed. */
    private Duration killAndKill(Scene scene, HookReceiver server, Bug bug, int kills) {
        scene.wish(40, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
        HostProcess doomed =
                scene.start(scene.host("a0").withHooksAt(server.port()).with(bug));
        scene.start(scene.host("b").withHooksAt(server.port()).with(bug));
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
        return calm;
    }

    private static boolean isTold(Scene scene, HookReceiver server) {
        return tales(server).containsAll(scene.oracle.expected());
    }

    private static Set<Tale> tales(HookReceiver server) {
        return server.taken().stream().map(Hook::tale).collect(Collectors.toSet());
    }

    private static Set<Tale> lost(Scene scene, HookReceiver server) {
        Set<Tale> lost = new HashSet<>(scene.oracle.expected());
        lost.removeAll(tales(server));
        return lost;
    }

    private static Set<Tale> extra(Scene scene, HookReceiver server) {
        Set<Tale> extra = new HashSet<>(tales(server));
        extra.removeAll(scene.oracle.expected());
        return extra;
    }

    private static int repeats(HookReceiver server) {
        return server.taken().size() - tales(server).size();
    }

    private static long otherIds(HookReceiver server) {
        Map<Tale, Set<String>> ids = server.taken().stream()
                .collect(Collectors.groupingBy(Hook::tale, Collectors.mapping(Hook::id, Collectors.toSet())));
        return ids.values().stream().filter(each -> each.size() > 1).count();
    }

    private static void tell(String test, Scene scene, HookReceiver server) {
        System.out.println("%s: %d expected, %d lost, %d extra, %d repeats, %d with another id"
                .formatted(
                        test,
                        scene.oracle.expectedNumber(),
                        lost(scene, server).size(),
                        extra(scene, server).size(),
                        repeats(server),
                        otherIds(server)));
    }

    private static void requireAllWell(Scene scene, HookReceiver server, int kills) {
        tell("killed hosts, webhooks, %d kills".formatted(kills), scene, server);
        assertThat(lost(scene, server)).as("lost").isEmpty();
        assertThat(extra(scene, server)).as("extra").isEmpty();
        assertThat(otherIds(server)).as("repeated with another id").isZero();
        assertThat(server.taken().stream().map(Hook::id).distinct())
                .as("one id for each")
                .hasSameSizeAs(tales(server));
        // The one that was with the server when its host died was sent once more.
        assertThat(repeats(server)).isBetween(kills, kills * Scene.IN_FLIGHT);
        assertThat(scene.tables.matches()).as("matches").isEqualTo(scene.oracle.pairs());
    }
}
