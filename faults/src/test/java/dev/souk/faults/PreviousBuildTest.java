package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Hosts of an earlier build stand beside those of this one, on the tables of this one, as while hosts are renewed. */
class PreviousBuildTest {

    /** Where the earlier build was compiled, which {@code .ci/previous-build} does. */
    private static final String FOLDER = System.getProperty("souk.faults.previous", "");

    @Test
    void nothingIsLostBetweenHostsOfAnEarlierBuildAndOfThisOne() {
        if (FOLDER.isBlank()) {
            System.out.println("previous build beside this one: did not run, .ci/previous-build runs it");
        }
        Assumptions.assumeFalse(FOLDER.isBlank(), "an earlier build is needed");
        Random random = Chance.of("previous build");
        int kills = Chance.times("previousKills", 4, 50);
        try (Scene scene = new Scene(random)) {
            scene.wish(30);
            scene.showMore(20);
            HostProcess[] hosts = {
                scene.start(scene.host("old0"), HostImage.ofBuild(Path.of(FOLDER))), scene.start(scene.host("new0"))
            };
            scene.awaitQuiet();
            for (int kill = 1; kill <= kills; kill++) {
                awaitMailsOfBoth(scene, hosts);
                scene.lowerPrices(10);
                scene.showMore(20);
                Until.pause(random.nextInt(300));
                int which = kill % 2;
                hosts[which] = scene.replace(hosts[which], (which == 0 ? "old" : "new") + kill);
                scene.strokes.note();
                scene.awaitQuiet();
            }
            awaitMailsOfBoth(scene, hosts);

            scene.requireAllWell("previous build beside this one, %d kills".formatted(kills), kills * Scene.IN_FLIGHT);
            assertThat(hosts).allMatch(HostProcess::isAlive);
        }
    }

    /** Who sends is chance; here both have. */
    private static void awaitMailsOfBoth(Scene scene, HostProcess... hosts) {
        for (HostProcess host : hosts) {
            while (scene.receiver.accepted().stream().noneMatch(mail -> mail.host().equals(host.name()))) {
                assertThat(host.isAlive()).as("%s", host.log()).isTrue();
                scene.showMore(5);
                scene.awaitQuiet();
            }
        }
    }
}
