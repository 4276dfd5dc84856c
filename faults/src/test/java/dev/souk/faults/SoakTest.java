package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts are under load for a long time, and every fault comes again and again: what they take does not grow. */
class SoakTest {

    /** What a host may take more at the end than after its first fault. A leak of a listing a second is more in an hour. */
    private static final int HEAP_MEGABYTES = 8;

    /** A host holds the page that it reads, which shall not be what grows; then prices alone are news. */
    private static final int MOST_SHOWN = 1_000;

    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Random random = Chance.of("soak");
    private final List<Footprint> footprints = new ArrayList<>();
    private final List<Blow> toCome = new ArrayList<>();

    /** After each fault, the most milliseconds until all was quiet. */
    private final Map<Blow, Long> slowest = new EnumMap<>(Blow.class);

    private int blows;
    private int mostReadWhileFrozen;

    @Test
    void hostsLoseNothingAndDoNotGrow() {
        int seconds = Chance.times("soak", 10, 3_600);
        try (Scene scene = new Scene(random)) {
            TableSizes sizes = new TableSizes(scene.tables);
            sizes.setAutovacuum();
            scene.wish(30);
            scene.showMore(40);
            HostProcess steady = scene.start(scene.host("steady"));
            HostProcess other = scene.start(scene.host("other"));
            scene.awaitQuiet();
            scene.calm();
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            // Each fault at least once, however short the time is.
            while (System.nanoTime() < end || blows < Blow.values().length) {
                giveNews(scene);
                Until.pause(random.nextInt(400));
                Blow blow = nextBlow();
                other = strike(blow, scene, steady, other);
                scene.strokes.note();
                long struckAt = System.nanoTime();
                scene.awaitQuiet();
                slowest.merge(blow, (System.nanoTime() - struckAt) / 1_000_000, Math::max);
                lookAt(scene, steady);
            }

            scene.requireAllWell(summary(seconds), blows * 2 * Scene.IN_FLIGHT);
            assertThat(footprints).hasSizeGreaterThanOrEqualTo(Blow.values().length);
            Footprint first = footprints.get(0);
            Footprint last = last();
            assertThat(last.heapMegabytes()).as("%s", footprints).isLessThan(first.heapMegabytes() + HEAP_MEGABYTES);
            requireThreadsEnd(scene, steady, first.threads() + THREADS);
            scene.endHosts();
            sizes.heldWhile(mostReadWhileFrozen);
            sizes.requireVacuumKeptUp(
                    "soak, %d pages read at most while a host was frozen".formatted(mostReadWhileFrozen));
        }
    }

    /** Threads that were there for a moment, as to connect again, end by themselves; what leaks does not. */
    private void requireThreadsEnd(Scene scene, HostProcess steady, int most) {
        Until.isTrue(PATIENCE, footprints::toString, () -> {
            boolean isBelow = last().threads() < most;
            if (!isBelow) {
                lookAt(scene, steady);
            }
            return isBelow;
        });
    }

    /** It reads as many as there may be, since a soak has hours for what this one has seconds for. */
    @Bites
    void theHeapOfAHostGrowsThatRemembersAllItHasRead() {
        try (Scene scene = new Scene(random)) {
            scene.showMore(MOST_SHOWN);
            HostProcess host = scene.start(scene.host("steady").with(Bug.REMEMBERS_ALL_IT_READ));
            scene.awaitQuiet();
            footprints.add(host.footprint());
            int readBefore = scene.market.pages();

            // Three times in a row: a page that is being read takes some megabytes, too, and gives them back.
            Until.isTrue(PATIENCE, footprints::toString, () -> {
                Until.pause(250);
                footprints.add(host.footprint());
                return footprints.size() > 3
                        && footprints.subList(footprints.size() - 3, footprints.size()).stream()
                                .allMatch(each -> each.heapMegabytes()
                                        >= footprints.get(0).heapMegabytes() + HEAP_MEGABYTES);
            });
            System.out.println("soak, remembers all: %d pages of %d listings, first %s, then %s"
                    .formatted(
                            scene.market.pages() - readBefore,
                            MOST_SHOWN,
                            footprints.get(0).line(),
                            last().line()));
        }
    }

    @Bites
    void theThreadsAndConnectionsOfAHostGrowThatWatchesTheServerFromEachErrorOn() {
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            scene.showMore(10);
            HostProcess host = scene.start(scene.host("steady").with(Bug.WATCHES_FROM_EACH_ERROR_ON));
            scene.awaitQuiet();
            footprints.add(host.footprint());

            Until.isTrue(PATIENCE, () -> footprints + ", connections: " + scene.tables.connections(), () -> {
                giveNews(scene);
                // What is cut while nobody uses it is no error; what cannot write is.
                strike(Blow.READ_ONLY, scene, host, host);
                scene.awaitQuiet();
                footprints.add(host.footprint());
                return last().threads() >= footprints.get(0).threads() + THREADS
                        && scene.tables.connections() > HostMain.CONNECTIONS;
            });
            Verdict verdict = scene.tell("soak, watches, %d times read-only".formatted(blows));
            System.out.println("soak, watches, %d times read-only: threads %d and then %d, connections %d"
                    .formatted(blows, footprints.get(0).threads(), last().threads(), scene.tables.connections()));
            assertThat(verdict.lost()).as("lost").isEmpty();
        }
    }

    private Footprint last() {
        return footprints.get(footprints.size() - 1);
    }

    private static void giveNews(Scene scene) {
        scene.lowerPrices(10);
        if (scene.numberShown() < MOST_SHOWN) {
            scene.showMore(10);
        }
    }

    /** Each once, by chance, before one comes again. */
    private Blow nextBlow() {
        if (toCome.isEmpty()) {
            toCome.addAll(EnumSet.allOf(Blow.class));
            Collections.shuffle(toCome, random);
        }
        return toCome.remove(0);
    }

    /** Returns the host that stands beside the steady one afterwards. */
    private HostProcess strike(Blow blow, Scene scene, HostProcess steady, HostProcess other) {
        blows++;
        switch (blow) {
            case KILL -> {
                return scene.replace(other, "other" + blows);
            }
            case FREEZE -> {
                int pages = scene.market.pages();
                steady.freeze();
                scene.awaitQuiet();
                mostReadWhileFrozen = Math.max(mostReadWhileFrozen, scene.market.pages() - pages);
                steady.thaw();
            }
            case CRASH -> {
                scene.postgres.stopImmediately();
                scene.postgres.restart();
                // As its manual says: a crash takes the numbers by which autovacuum goes.
                scene.tables.execute("ANALYZE");
            }
            case CUT ->
                scene.postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = '%s'".formatted(HostMain.APPLICATION));
            case READ_ONLY -> {
                scene.postgres.set("default_transaction_read_only = on");
                Until.pause(1_000);
                scene.postgres.resetSettings();
            }
            case REFUSED_MAIL -> refuseEachOnce(scene);
        }
        return other;
    }

    private static void refuseEachOnce(Scene scene) {
        OnceRefused refused = new OnceRefused();
        scene.receiver.manners(
                mail -> refused.refuses(mail) ? MailReceiver.Manner.REFUSES_FOR_NOW : MailReceiver.Manner.ACCEPTS);
        giveNews(scene);
    }

    /**
     * A third of all mails, each once, but by chance no five in a row: then a host leaves the server or the user alone for half
     * a minute, which is longer than anything else here. Thread-safe.
     */
    private static final class OnceRefused {

        private static final int EVERY = 3;
        private static final int MOST_IN_A_ROW = 2;

        private final Set<String> refused = new HashSet<>();
        private final Map<String, Integer> mails = new HashMap<>();
        private final Map<List<String>, Integer> inARow = new HashMap<>();

        synchronized boolean refuses(Mail mail) {
            boolean isTurn = mails.merge(mail.host(), 1, Integer::sum) % EVERY == 0;
            List<String> user = List.of(mail.host(), mail.to());
            boolean refuses = isTurn && inARow.getOrDefault(user, 0) < MOST_IN_A_ROW && refused.add(mail.id());
            inARow.put(user, refuses ? inARow.getOrDefault(user, 0) + 1 : 0);
            return refuses;
        }
    }

    private void lookAt(Scene scene, HostProcess steady) {
        Until.isTrue(
                PATIENCE,
                () -> "connections: " + scene.tables.connections(),
                () -> scene.tables.connections() <= 2 * HostMain.CONNECTIONS);
        footprints.add(steady.footprint());
    }

    private String summary(int seconds) {
        Footprint first = footprints.get(0);
        Footprint last = last();
        return String.format(
                Locale.ROOT,
                "soak, %d s, %d faults, heap after collection %.1f and then %.1f MB, threads %d and then %d,"
                        + " quiet again after at most %s ms",
                seconds,
                blows,
                first.heapMegabytes(),
                last.heapMegabytes(),
                first.threads(),
                last.threads(),
                slowest);
    }

    /** What comes over hosts. */
    private enum Blow {
        KILL,
        FREEZE,
        CRASH,
        CUT,
        READ_ONLY,
        REFUSED_MAIL
    }
}
