package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction that stores listings commits late, when changes with higher numbers have long been matched. */
class SlowWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aChangeThatIsCommittedLateIsMatchedAllTheSame() throws Exception {
        try (Scene scene = new Scene(Chance.of("slow writer"))) {
            storeSlowlyBesideAHost(scene, Bug.NONE);

            scene.requireAllWell("slow writer", 0);
        }
    }

    @Test
    void followingIdsMissesIt() {
        try (Scene scene = new Scene(Chance.of("slow writer, ids followed"))) {
            storeSlowlyBesideAHost(scene, Bug.FOLLOWS_IDS);

            System.out.println("slow writer, ids followed: " + scene.verdict().summary());
            assertThat(scene.verdict().lost()).isNotEmpty();
        }
    }

    private static void storeSlowlyBesideAHost(Scene scene, Bug bug) {
        scene.wish(30);
        scene.start(scene.host("a").with(bug));
        List<Wares> late = scene.draw(20);
        scene.database.inTransaction(tx -> {
            tx.listings().upsertAll(late.stream().map(SlowWriterTest::listing).toList());
            scene.showMore(20);
            scene.awaitTold(PATIENCE);
            // A host that follows ids has then taken note of the last.
            scene.showMore(20);
            scene.awaitTold(PATIENCE);
            return late.size();
        });
        late.forEach(scene::show);
        scene.awaitQuiet();
    }

    private static Listing listing(Wares wares) {
        String number = Integer.toString(wares.number());
        return Listing.builder(
                        new ListingKey(MarketSource.ID, number),
                        wares.title(),
                        URI.create("https://market.example/wares/" + number))
                .price(Money.of(wares.price(), "EUR"))
                .build();
    }
}
