package dev.souk.scraper.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

    private static final SourceId EBAY = new SourceId("ebay");

    @Test
    void noticesAFieldThatIsMissing() {
        Baseline usual = after(10, run(5, 100, 97));

        assertThat(drifts(usual.with(run(5, 100, 4)))).singleElement().satisfies(drift -> {
            assertThat(drift.measure()).isEqualTo(Measure.PRICE);
            assertThat(drift).hasToString("ebay, lists: price 97 % before, 4 % now");
        });
    }

    @Test
    void noticesThatThereIsMuchLessOnAPage() {
        Baseline usual = after(10, run(5, 120, 120));

        assertThat(drifts(usual.with(run(5, 12, 12))))
                .singleElement()
                .satisfies(
                        drift -> assertThat(drift).hasToString("ebay, lists: listings on a page 24.0 before, 2.4 now"));
    }

    @Test
    void noticesThatPagesAreNotUnderstood() {
        Baseline usual = after(10, run(10, 100, 100));

        Baseline now = usual.with(Map.of(Measure.PAGES_UNDERSTOOD, new Sample(1, 10)));

        assertThat(drifts(now)).extracting(Drift::measure).containsExactly(Measure.PAGES_UNDERSTOOD);
    }

    @Test
    void isNewsOnceUntilItIsOver() {
        Baseline usual = after(10, run(5, 100, 97));
        List<Drift> begun = new ArrayList<>();
        List<Drift> over = new ArrayList<>();
        for (int priced : new int[] {97, 4, 0, 60, 3, 80, 97, 96}) {
            Baseline now = usual.with(run(5, 100, priced));
            begun.addAll(now.driftsSince(usual, EBAY, PageRequest.Kind.LIST));
            over.addAll(usual.driftsSince(now, EBAY, PageRequest.Kind.LIST));
            usual = now;
        }

        assertThat(begun).extracting(Drift::now).containsExactly(0.04);
        assertThat(over).as("how little it was last").extracting(Drift::now).containsExactly(0.03);
    }

    @Test
    void whatHasFallenDoesNotBecomeUsualAndTheRestIsLearntOn() {
        Baseline usual = after(10, run(5, 100, 97));

        for (int i = 0; i < 200; i++) {
            usual = usual.with(run(5, 150, 4));
        }

        assertThat(drifts(usual)).extracting(Drift::before).singleElement().isEqualTo(0.97);
        assertThat(usual.measures()
                        .getOrDefault(Measure.LISTINGS_ON_A_PAGE, Usual.UNKNOWN)
                        .mean())
                .isBetween(29.9, 30.1);
    }

    @Test
    void whatChangesSlowlyBecomesUsual() {
        Baseline usual = after(10, run(5, 100, 97));

        for (int priced = 97; priced > 20; priced--) {
            usual = usual.with(run(5, 100, priced));
        }

        assertThat(drifts(usual)).isEmpty();
    }

    @Test
    void smallRunsAreAddedUpUntilTheySaySomething() {
        Baseline usual = after(10, run(5, 100, 97));

        for (int i = 0; i < 6; i++) {
            usual = usual.with(run(1, 3, 0));
            assertThat(drifts(usual)).extracting(Drift::measure).doesNotContain(Measure.PRICE);
        }
        usual = usual.with(run(1, 3, 0));

        assertThat(drifts(usual)).extracting(Drift::measure).contains(Measure.PRICE);
    }

    @Test
    void saysNothingWhileItKnowsLittle() {
        assertThat(drifts(after(Usual.LEAST_SAMPLES - 1, run(5, 100, 97)).with(run(5, 100, 0))))
                .isEmpty();
        assertThat(drifts(after(Usual.LEAST_SAMPLES, run(5, 100, 97)).with(run(5, 100, 0))))
                .hasSize(1);
    }

    @Test
    void doesNotMissWhatWasRare() {
        assertThat(drifts(after(10, run(5, 100, 10)).with(run(5, 100, 0)))).isEmpty();
    }

    @Test
    void searchesThatDifferAreNoDrift() {
        Baseline usual = Baseline.NONE;
        for (int i = 0; i < 100; i++) {
            usual = usual.with(run(5, 100, i % 2 == 0 ? 100 : 0));
            assertThat(drifts(usual)).isEmpty();
        }
    }

    /** A site that has not changed, in runs of few listings and many, with pages that fail now and then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void chanceIsNoDrift(long seed) {
        Random random = new Random(seed);
        Baseline usual = Baseline.NONE;
        for (int i = 0; i < 1_000; i++) {
            int pages = 1 + random.nextInt(5);
            int listings = pages * (12 + random.nextInt(13));
            usual = usual.with(Map.of(
                    Measure.PAGES_UNDERSTOOD, new Sample(hits(random, 0.97, pages), pages),
                    Measure.LISTINGS_ON_A_PAGE, new Sample(listings, pages),
                    Measure.PRICE, new Sample(hits(random, 0.9, listings), listings),
                    Measure.DESCRIPTION, new Sample(hits(random, 0.5, listings), listings),
                    Measure.POINT, new Sample(hits(random, 0.25, listings), listings)));
            assertThat(drifts(usual)).as("seed %d, run %d", seed, i).isEmpty();
        }
    }

    private static int hits(Random random, double probability, int size) {
        int hits = 0;
        for (int i = 0; i < size; i++) {
            hits += random.nextDouble() < probability ? 1 : 0;
        }
        return hits;
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThatThrownBy(() -> new Sample(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sample(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMeasureIsFoundByItsKeyAndAnUnknownOneIsNot() {
        for (Measure measure : Measure.values()) {
            assertThat(Measure.of(measure.key())).contains(measure);
            assertThat(measure.key().length()).isLessThanOrEqualTo(30);
        }
        assertThat(Measure.of("colour")).isEmpty();
    }

    private static List<Drift> drifts(Baseline baseline) {
        return baseline.drifts(EBAY, PageRequest.Kind.LIST);
    }

    private static Baseline after(int runs, Map<Measure, Sample> each) {
        Baseline baseline = Baseline.NONE;
        for (int i = 0; i < runs; i++) {
            baseline = baseline.with(each);
        }
        return baseline;
    }

    private static Map<Measure, Sample> run(int pages, int listings, int priced) {
        return Map.of(
                Measure.PAGES_UNDERSTOOD, new Sample(pages, pages),
                Measure.LISTINGS_ON_A_PAGE, new Sample(listings, pages),
                Measure.PRICE, new Sample(priced, listings));
    }
}
