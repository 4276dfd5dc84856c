package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A transaction that stores listings commits late, when changes with higher numbers have long been matched. */
class SlowWriterTest {

    /** The host misses nothing if the late changes come between its note of the last and its look. */
    private static final int TRIES = 5;

    @Test
    void aChangeThatIsCommittedLateIsMatchedAllTheSame() {
        try (Scene scene = new Scene(Chance.of("slow writer"))) {
            storeSlowlyBesideAHost(scene, Bug.NONE);

            scene.requireAllWell("slow writer", 0);
        }
    }

    @Test
    void followingIdsMissesIt() {
        assertThat(IntStream.range(0, TRIES).anyMatch(tried -> missesAChangeByFollowingIds()))
                .isTrue();
    }

    private static boolean missesAChangeByFollowingIds() {
        try (Scene scene = new Scene(Chance.of("slow writer, ids followed"))) {
            storeSlowlyBesideAHost(scene, Bug.FOLLOWS_IDS);

            scene.tell("slow writer, ids followed");
            return !scene.verdict().lost().isEmpty();
        }
    }

    private static void storeSlowlyBesideAHost(Scene scene, Bug bug) {
        scene.wish(30);
        scene.start(scene.host("a").with(bug));
        List<Wares> late = scene.draw(20);
        scene.database.inTransaction(tx -> {
            tx.listings().upsertAll(late.stream().map(Wares::listing).toList());
            scene.showMore(20);
            scene.awaitTold();
            // A host that follows ids has then taken note of the last.
            scene.showMore(20);
            scene.awaitTold();
            return late.size();
        });
        late.forEach(scene::show);
        scene.awaitQuiet();
    }
}
