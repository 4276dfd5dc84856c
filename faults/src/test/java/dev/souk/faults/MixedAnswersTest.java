package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.faults.HookReceiver.Manner;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookNotifier;
import dev.souk.pipeline.RetryPolicy;
import dev.souk.pipeline.SoukPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The servers of webhooks answer in every manner there is. */
class MixedAnswersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int USERS = 80;
    private static final int AT_A_TIME = 30;

    /** So many percent of the answers are no plain "taken". */
    private static final int TROUBLE = 35;

    private static final Pattern WHY = Pattern.compile(
            "given up after 6 attempts: .+" + "|the webhook answered 410|the user has no address for webhook");

    @Test
    void everyNotificationArrivesOrIsDeadForAReason() {
        Random random = Chance.of("mixed answers");
        int answers = Chance.times("answers", 200, 10_000);
        int ofEach = Chance.times("answersOfEach", 20, 100);
        Moods moods = new Moods(random.nextLong());
        try (Scene scene = new Scene(random);
                HookReceiver server = new HookReceiver(moods);
                HttpSender sender = sender();
                SoukPipeline souk = souk(scene, webhooks(server, sender))) {
            scene.wish(USERS, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
            souk.start();
            while (server.answered() < answers || server.rarest(Moods.TROUBLES) < ofEach) {
                List<Wares> more = scene.draw(AT_A_TIME);
                more.forEach(scene.oracle::shown);
                scene.store(more);
                Until.isTrue(PATIENCE, scene.tables::waiting, () -> isNearlyDone(scene));
            }
            // A user whose last message fails each time is left alone for minutes.
            moods.calm();
            Until.isTrue(PATIENCE, scene.tables::waiting, () -> "0 0 0".equals(scene.tables.waiting()));

            requireTold(scene, server);
        }
    }

    @Bites
    void whoFollowsRedirectsOrAsksAgainWhoIsGoneIsFoundOut() {
        HookReceiver.Manners manners = hook -> hook.tale().alert() % 2 == 0 ? Manner.GONE : Manner.REDIRECTS;
        try (Scene scene = new Scene(Chance.of("mixed answers, careless"));
                HookReceiver server = new HookReceiver(manners);
                SoukPipeline souk = souk(scene, new CarelessWebhooks(new HookAddresses(user -> server.port(), "h")))) {
            scene.wish(10, NotificationSettings.DEFAULT.withChannels(WebhookNotifier.CHANNEL));
            List<Wares> more = scene.draw(AT_A_TIME);
            more.forEach(scene.oracle::shown);
            scene.store(more);

            souk.start();
            Until.isTrue(PATIENCE, server::answers, () -> server.isTrapped() && server.mostGone() > 1);

            System.out.println("mixed answers, careless: followed a redirect, and asked %d times who is gone (%s)"
                    .formatted(server.mostGone(), server.answers()));
        }
    }

    private static HttpSender sender() {
        return HttpSender.builder()
                .allowPlainHttp()
                .allowAddresses("127.0.0.1")
                .timeout(Duration.ofMillis(400))
                .batchTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static Notifier webhooks(HookReceiver server, HttpSender sender) {
        return WebhookNotifier.builder(new HookAddresses(user -> server.port(), "h"))
                .over(sender)
                .build();
    }

    private static SoukPipeline souk(Scene scene, Notifier webhooks) {
        return SoukPipeline.builder(scene.database)
                .notifier(webhooks)
                .pollEvery(Duration.ofMillis(100))
                .lease(Duration.ofSeconds(10))
                .retry(new RetryPolicy(6, Duration.ofMillis(100), Duration.ofMillis(500)))
                .build();
    }

    private static boolean isNearlyDone(Scene scene) {
        String[] waiting = scene.tables.waiting().split(" ");
        return waiting[0].equals("0") && Integer.parseInt(waiting[2]) < AT_A_TIME;
    }

    private static void requireTold(Scene scene, HookReceiver server) {
        Set<Tale> expected = scene.oracle.expected();
        Set<Tale> arrived = server.taken().stream().map(Hook::tale).collect(Collectors.toSet());
        Set<String> ids = server.taken().stream().map(Hook::id).collect(Collectors.toSet());
        Map<Tale, String> dead = scene.tables.deliveries("dead");
        Set<Tale> told = new HashSet<>(arrived);
        told.addAll(dead.keySet());
        System.out.printf(
                Locale.ROOT,
                "mixed answers, %d answers: %d expected, %d arrived, %d dead for a reason, %d lost, %d repeats (%s)%n",
                server.answered(),
                expected.size(),
                arrived.size(),
                dead.size(),
                expected.stream().filter(tale -> !told.contains(tale)).count(),
                server.taken().size() - ids.size(),
                server.answers());

        assertThat(told).as("arrived or dead").isEqualTo(expected);
        assertThat(arrived)
                .as("what is recorded as sent")
                .containsAll(scene.tables.deliveries("sent").keySet());
        assertThat(dead.values())
                .as("reasons")
                .allMatch(reason -> WHY.matcher(reason).matches());
        assertThat(ids).as("one id for each").hasSameSizeAs(arrived);
        assertThat(server.isTrapped()).as("followed a redirect").isFalse();
        assertThat(server.mostGone()).as("times that one is asked who is gone").isEqualTo(1);
        assertThat(scene.tables.matches()).as("matches").isEqualTo(expected);
    }

    /**
     * Takes most; answers some in every other manner, by turns; breaks at a message of some each time; some users are gone
     * soon.
     */
    private static final class Moods implements HookReceiver.Manners {

        private static final Pattern GONE_SOON = Pattern.compile("/h/a\\d*[058]@.*");
        private static final List<Manner> TROUBLES =
                List.copyOf(EnumSet.complementOf(EnumSet.of(Manner.TAKES, Manner.GONE, Manner.NEVER_ANSWERS)));

        private final Random random;
        private final List<Manner> toCome = new ArrayList<>();
        private final Map<String, Integer> posts = new HashMap<>();
        private final Map<String, String> breaks = new HashMap<>();
        private boolean isCalm;

        Moods(long seed) {
            random = new Random(seed);
        }

        @Override
        public synchronized Manner of(Hook hook) {
            if (posts.merge(hook.path(), 1, Integer::sum) > 1
                    && GONE_SOON.matcher(hook.path()).matches()) {
                return Manner.GONE;
            }
            if (isCalm) {
                return Manner.TAKES;
            }
            if (random.nextInt(100) == 0) {
                breaks.putIfAbsent(hook.path(), hook.id());
            }
            if (hook.id().equals(breaks.get(hook.path()))) {
                return Manner.BROKEN;
            }
            return random.nextInt(100) < TROUBLE ? nextTrouble() : Manner.TAKES;
        }

        /** From now on everything is taken but for those who are gone. */
        synchronized void calm() {
            isCalm = true;
        }

        /** Each once, by chance, before one comes again. */
        private Manner nextTrouble() {
            if (toCome.isEmpty()) {
                toCome.addAll(TROUBLES);
                Collections.shuffle(toCome, random);
            }
            return toCome.remove(0);
        }
    }
}
