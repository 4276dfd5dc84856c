package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.HookReceiver.Manner;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookNotifier;
import dev.souk.pipeline.RetryPolicy;
import dev.souk.pipeline.SoukPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of three servers of webhooks, one never answers. */
class BadEndpointTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SERVERS = 3;
    private static final int USERS = 60;
    private static final int AT_A_TIME = 20;

    /** Until then nobody knows that one server does not answer: two batches that wait for it, and some for the machine. */
    private static final Duration BATCH = Duration.ofSeconds(5);

    private static final Duration DELAY = BATCH.multipliedBy(2);

    /** A breaker lets one through each time. */
    private static final Duration TRIAL_EVERY = Duration.ofSeconds(30);

    private final Map<Integer, Long> storedAt = new HashMap<>();

    @Test
    void isLeftAloneAndWhatGoesToTheOthersTakesNoLonger() {
        int rounds = Chance.times("badRounds", 3, 50);
        AtomicReference<Manner> manner = new AtomicReference<>(Manner.TAKES);
        try (Scene scene = new Scene(Chance.of("bad endpoint"));
                HookReceiver bad = new HookReceiver(hook -> Objects.requireNonNull(manner.get()));
                HookReceiver one = new HookReceiver(hook -> Manner.TAKES);
                HookReceiver other = new HookReceiver(hook -> Manner.TAKES);
                HttpSender sender = sender()) {
            List<HookReceiver> servers = List.of(bad, one, other);
            scene.wish(USERS, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
            long asked;
            double calm;
            double slowest;
            try (SoukPipeline souk = souk(scene, webhooks(servers, sender))) {
                souk.start();
                storeAndAwait(scene, servers);
                calm = slowest(List.of(one, other), 0);
                manner.set(Manner.NEVER_ANSWERS);
                long start = System.nanoTime();
                for (int round = 0; round < rounds; round++) {
                    storeAndAwait(scene, List.of(one, other));
                }
                slowest = slowest(List.of(one, other), start);
                asked = bad.answered(Manner.NEVER_ANSWERS);
                // Two batches may be on their way before it is known, and then there are trials.
                assertThat(asked)
                        .as("times that one is asked who does not answer")
                        .isPositive()
                        .isLessThanOrEqualTo(
                                2 * Scene.IN_FLIGHT + 1 + (System.nanoTime() - start) / TRIAL_EVERY.toNanos());
            }
            manner.set(Manner.TAKES);
            // As if the time had passed for which it is left alone.
            scene.tables.execute("UPDATE souk.notification_deliveries SET due_at = now() WHERE status = 'pending'");
            try (SoukPipeline next = souk(scene, webhooks(servers, sender))) {
                next.start();
                Until.isTrue(PATIENCE, scene.tables::waiting, () -> "0 0 0".equals(scene.tables.waiting()));
            }

            List<Hook> taken =
                    servers.stream().flatMap(server -> server.taken().stream()).toList();
            System.out.printf(
                    Locale.ROOT,
                    "bad endpoint, %d rounds: %d expected, %d lost, %d asked of who does not answer;"
                            + " the others' took %.1f s at most, and %.1f s before%n",
                    rounds,
                    scene.oracle.expectedNumber(),
                    scene.oracle.expected().stream()
                            .filter(tale -> !tales(taken.stream()).contains(tale))
                            .count(),
                    asked,
                    slowest,
                    calm);
            assertThat(tales(taken.stream())).isEqualTo(scene.oracle.expected());
            assertThat(taken).as("each once").hasSameSizeAs(scene.oracle.expected());
            assertThat(slowest - calm).as("seconds more").isLessThanOrEqualTo((double) DELAY.toSeconds());
        }
    }

    @Bites
    void holdsUpWhatGoesToTheOthersWhereAllServersCountAsOne() {
        try (Scene scene = new Scene(Chance.of("bad endpoint, servers that count as one"));
                HookReceiver bad = new HookReceiver(hook -> Manner.NEVER_ANSWERS);
                HookReceiver one = new HookReceiver(hook -> Manner.TAKES);
                HookReceiver other = new HookReceiver(hook -> Manner.TAKES);
                HttpSender sender = sender()) {
            List<HookReceiver> servers = List.of(bad, one, other);
            scene.wish(USERS, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
            try (SoukPipeline souk = souk(scene, new OneEndpoint(webhooks(servers, sender)))) {
                souk.start();
                // Five of its users in a row, with nobody else's between.
                store(
                        scene,
                        scene.draw(AT_A_TIME).stream()
                                .map(wares -> new Wares(wares.number(), Scene.WORDS.get(0), 50))
                                .toList());
                Until.isTrue(
                        PATIENCE,
                        scene.tables::waiting,
                        () -> souk.health(Duration.ofSeconds(2)).channels().stream()
                                .anyMatch(channel -> channel.endpointsLeftAlone() > 0));
                store(scene, scene.draw(AT_A_TIME));
                long start = System.nanoTime();

                Until.isTrue(
                        DELAY.plus(BATCH),
                        scene.tables::waiting,
                        () -> System.nanoTime() - start > DELAY.toNanos()
                                && !missing(scene, List.of(one, other)).isEmpty());
                System.out.printf(
                        Locale.ROOT,
                        "bad endpoint, servers that count as one: %d expected, %d of the others' not there after %d s%n",
                        scene.oracle.expectedNumber(),
                        missing(scene, List.of(one, other)).size(),
                        DELAY.toSeconds());
            }
        }
    }

    private void storeAndAwait(Scene scene, List<HookReceiver> servers) {
        store(scene, scene.draw(AT_A_TIME));
        Until.isTrue(
                PATIENCE, scene.tables::waiting, () -> missing(scene, servers).isEmpty());
    }

    private void store(Scene scene, List<Wares> more) {
        more.forEach(wares -> {
            storedAt.put(wares.number(), System.nanoTime());
            scene.oracle.shown(wares);
        });
        scene.store(more);
    }

    /** What has not come to these servers; who waits at a server that is not asked about does not count. */
    private static Set<Tale> missing(Scene scene, List<HookReceiver> servers) {
        Set<Tale> missing = new HashSet<>(scene.oracle.expected());
        missing.removeAll(tales(servers.stream().flatMap(server -> server.taken().stream())));
        missing.removeIf(tale -> serverOf(tale.alert()) == 0 && servers.size() < SERVERS);
        return missing;
    }

    private static Set<Tale> tales(Stream<Hook> hooks) {
        return hooks.map(Hook::tale).collect(Collectors.toSet());
    }

    /** The longest, in seconds, from when a listing was stored after that time until a server was told of it. */
    private double slowest(List<HookReceiver> servers, long since) {
        List<Long> waits = new ArrayList<>();
        for (HookReceiver server : servers) {
            for (Hook hook : server.taken()) {
                long stored = storedAt.getOrDefault(hook.tale().listing(), 0L);
                if (stored - since > 0) {
                    waits.add(hook.at() - stored);
                }
            }
        }
        return waits.stream().mapToLong(Long::longValue).max().orElse(0) / 1e9;
    }

    private static HttpSender sender() {
        return HttpSender.builder()
                .allowPlainHttp()
                .allowAddresses("127.0.0.1")
                .timeout(Duration.ofSeconds(1))
                .batchTimeout(BATCH)
                .build();
    }

    /** Of a user, by number: all who have one wish have one server. */
    private static int serverOf(int user) {
        return user % Scene.WORDS.size() % SERVERS;
    }

    private static Notifier webhooks(List<HookReceiver> servers, HttpSender sender) {
        HookAddresses addresses = new HookAddresses(
                user -> servers.get(serverOf(Integer.parseInt(user.replaceAll("\\D", ""))))
                        .port(),
                "h");
        return WebhookNotifier.builder(addresses).over(sender).build();
    }

    private static SoukPipeline souk(Scene scene, Notifier webhooks) {
        return SoukPipeline.builder(scene.database)
                .notifier(webhooks)
                .pollEvery(Duration.ofMillis(100))
                .lease(Duration.ofSeconds(20))
                .retry(new RetryPolicy(1_000, Duration.ofMillis(100), Duration.ofMillis(500)))
                .build();
    }

    /** Webhooks of which nobody says that each server fails alone. */
    private record OneEndpoint(Notifier webhooks) implements Notifier {

        @Override
        public String channel() {
            return webhooks.channel();
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            return webhooks.send(delivery);
        }

        @Override
        public List<DeliveryResult> sendAll(List<Delivery> deliveries) {
            return webhooks.sendAll(deliveries);
        }
    }
}
