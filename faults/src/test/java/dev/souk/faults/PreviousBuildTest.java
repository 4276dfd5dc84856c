package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts of an earlier build stand beside those of this one, on the tables of this one, as while hosts are renewed. */
class PreviousBuildTest {

    /** Where the earlier build was compiled, which {@code .ci/previous-build} does. */
    private static final String FOLDER = System.getProperty("souk.faults.previous", "");

    /** One of each build, twice. */
    private static final int KILLS = 4;

    /** A digest names ten in full. */
    private static final int STORED_AT_ONCE = 3;

    /** So many that each of two hosts has read some. */
    private static final int PAGES = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @BeforeEach
    void needsAnEarlierBuild() {
        if (FOLDER.isBlank()) {
            System.out.println(
                    "hosts of an earlier build beside this one's: did not run, .ci/previous-build runs them");
        }
        Assumptions.assumeFalse(FOLDER.isBlank(), "an earlier build is needed");
    }

    @Test
    void nothingIsLostBetweenHostsOfAnEarlierBuildAndOfThisOne() {
        Random random = Chance.of("previous build");
        int kills = Chance.times("previousKills", KILLS, 50);
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            scene.showMore(20);
            HostProcess old = scene.start(scene.host("old0"), HostImage.ofBuild(Path.of(FOLDER)));
            // Alone on the newer tables, before anybody helps it.
            scene.awaitQuiet();
            List<HostProcess> hosts = new ArrayList<>(List.of(old, scene.start(scene.host("new0"))));
            for (int kill = 1; kill <= kills; kill++) {
                awaitMailsOf(hosts, scene, () -> scene.showMore(5));
                scene.lowerPrices(10);
                scene.showMore(20);
                Until.pause(random.nextInt(300));
                replaceOne(hosts, kill, scene);
                scene.awaitQuiet();
            }
            awaitMailsOf(hosts, scene, () -> scene.showMore(5));
            requireEachLeavesWhatTheOtherStored(scene);

            scene.requireAllWell("previous build, %d kills".formatted(kills), kills * Scene.IN_FLIGHT);
            assertThat(hosts).allMatch(HostProcess::isAlive);
        }
    }

    @Test
    void eachMatchIsInOneDigestOrAloneWhicheverOfThemGathersIt() {
        NotificationSettings later = NotificationSettings.DEFAULT.withSchedule(Schedule.of(Frequency.WEEKLY)
                .on(LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek()));
        Random random = Chance.of("previous build, digests");
        int kills = Chance.times("previousKills", KILLS, 50);
        try (Scene scene = new Scene(random)) {
            scene.wish(15, later);
            List<HostProcess> hosts = new ArrayList<>(List.of(
                    scene.start(scene.host("old0").withoutMarket(), HostImage.ofBuild(Path.of(FOLDER))),
                    scene.start(scene.host("new0").withoutMarket())));
            for (int kill = 1; kill <= kills; kill++) {
                awaitMailsOf(hosts, scene, () -> hold(scene));
                hold(scene);
                Until.pause(random.nextInt(300));
                replaceOne(hosts, kill, scene);
                scene.awaitTold();
                scene.awaitQuiet();
            }
            awaitMailsOf(hosts, scene, () -> hold(scene));

            scene.requireAllWell("previous build, digests, %d kills".formatted(kills), kills * Scene.IN_FLIGHT);
            assertThat(scene.receiver.accepted()).anyMatch(Mail::isDigest);
            assertThat(hosts).allMatch(HostProcess::isAlive);
        }
    }

    /** They read a page that both have stored, some times more. */
    private static void requireEachLeavesWhatTheOtherStored(Scene scene) {
        String newest = "SELECT max(xmin::text::bigint) FROM souk.listings";
        long before = scene.tables.number(newest);
        int pages = scene.market.pages() + PAGES;
        Until.isTrue(PATIENCE, () -> "pages read: " + scene.market.pages(), () -> scene.market.pages() >= pages);
        assertThat(scene.tables.number(newest))
                .as("the last transaction that wrote a listing")
                .isEqualTo(before);
        assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE kind = 'appeared'"))
                .isEqualTo(scene.numberShown());
    }

    /** Lets either of them match something that is held until its time, and the time come. */
    private static void hold(Scene scene) {
        Set<Tale> told = scene.arrivals.told();
        scene.storeCheap(STORED_AT_ONCE);
        scene.awaitQuiet();
        assertThat(scene.arrivals.told()).as("told before its time").isEqualTo(told);
        scene.endHolding();
    }

    /** Who sends is chance; here each has. */
    private static void awaitMailsOf(List<HostProcess> hosts, Scene scene, Runnable more) {
        for (HostProcess host : hosts) {
            Until.isTrue(PATIENCE, () -> "sends nothing: " + host.log(), () -> {
                if (scene.receiver.accepted().stream()
                        .anyMatch(mail -> mail.host().equals(host.name()))) {
                    return true;
                }
                more.run();
                scene.awaitTold();
                scene.awaitQuiet();
                return false;
            });
        }
    }

    /** By turns one of this build, and one of the earlier. */
    private static void replaceOne(List<HostProcess> hosts, int kill, Scene scene) {
        int which = kill % hosts.size();
        hosts.set(which, scene.replace(hosts.get(which), (which == 0 ? "old" : "new") + kill));
        scene.strokes.note();
    }
}
