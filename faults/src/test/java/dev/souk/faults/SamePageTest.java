package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several hosts read the same page over and over. */
class SamePageTest {

    private static final int HOSTS = 4;

    /** Until one more is read. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void eachListingAppearsOnceAndEachPriceIsOneEventHoweverOftenItIsRead() {
        int pages = Chance.times("pages", 100, 10_000);
        try (Scene scene = new Scene(Chance.of("same page"))) {
            scene.wish(30);
            scene.showMore(60);
            for (int host = 0; host < HOSTS; host++) {
                scene.start(scene.host("h" + host).withLease(Duration.ofSeconds(20)));
            }
            scene.awaitQuiet();
            scene.lowerPrices(20);
            while (scene.market.pages() < pages) {
                int read = scene.market.pages();
                Until.isTrue(PATIENCE, () -> "pages read: " + read, () -> scene.market.pages() > read);
            }
            scene.awaitQuiet();

            scene.requireAllWell("same page, read %d times by %d hosts".formatted(scene.market.pages(), HOSTS), 0);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE kind = 'appeared'"))
                    .isEqualTo(60);
            assertThat(scene.tables.number("SELECT count(*) FROM souk.listing_prices"))
                    .as("prices in the history: the first of each, and each fall")
                    .isEqualTo(60
                            + scene.tables.number("SELECT count(*) FROM souk.listing_changes WHERE kind = 'repriced'"));
        }
    }

    @Bites
    void tellsOfAListingOnceForEachHostWhereItsIdIsNotItsOwn() {
        try (Scene scene = new Scene(Chance.of("same page, ids of a visit"))) {
            scene.wish(30);
            scene.showMore(20);
            scene.start(scene.host("h0").with(Bug.KEYS_BY_VISITOR));
            scene.start(scene.host("h1").with(Bug.KEYS_BY_VISITOR));
            Until.isTrue(PATIENCE, () -> "listings: " + listings(scene), () -> listings(scene) == 2 * 20);
            scene.awaitQuiet();

            Verdict verdict = scene.tell("same page, ids of a visit, 2 hosts");
            assertThat(verdict.otherIds()).isNotEmpty();
        }
    }

    private static long listings(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.listings");
    }
}
