package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FrequenciesTest {

    private static final Offset<Double> ALMOST = Offset.offset(0.001);
    private static final long OFTEN = key("often");
    private static final long HALF = key("half");
    private static final long NEVER = key("never");

    private final Frequencies frequencies = new Frequencies();

    private static long key(String word) {
        return TermKey.of(Term.Kind.WORD, word.toCharArray(), 0, word.length());
    }

    private void learn(int listings) {
        for (int i = 0; i < listings; i++) {
            frequencies.learn(new long[] {0, OFTEN, HALF}, 2 + i % 2);
        }
    }

    @Test
    void aShareIsGuessedUntilListingsTellIt() {
        assertThat(frequencies.share(OFTEN, 0.1)).isEqualTo(0.1);

        learn(50);
        assertThat(frequencies.share(OFTEN, 0.1)).isEqualTo(0.55, ALMOST);
        assertThat(frequencies.share(NEVER, 0.1)).isEqualTo(0.05, ALMOST);

        learn(9_950);
        assertThat(frequencies.share(OFTEN, 0.1)).isEqualTo(0.9955, ALMOST);
        assertThat(frequencies.share(HALF, 0.1)).isEqualTo(0.498, ALMOST);
        assertThat(frequencies.share(NEVER, 0.1)).isEqualTo(0.0005, ALMOST);
    }

    /** What was long ago weighs half, and half again. */
    @Test
    void sharesStayWhatTheyAreWhenOldListingsAreForgotten() {
        learn((1 << 16) - 1);
        double before = frequencies.share(HALF, 0.1);

        learn(1);
        assertThat(frequencies.share(HALF, 0.1)).isEqualTo(before, ALMOST);
        learn(1 << 16);

        assertThat(frequencies.share(OFTEN, 0.1)).isEqualTo(1, Offset.offset(0.002));
        assertThat(frequencies.share(HALF, 0.1)).isEqualTo(0.5, Offset.offset(0.002));
    }

    /** One text as a word, a category, a place: which of them is rare decides where alerts are filed. */
    @Test
    void termsOfOneTextAreCountedByTheirKinds() {
        for (Term.Kind seen : Term.Kind.values()) {
            Frequencies fresh = new Frequencies();
            char[] text = "bikes".toCharArray();
            for (int i = 0; i < 1_000; i++) {
                fresh.learn(new long[] {TermKey.of(seen, text, 0, text.length)}, 1);
            }
            for (Term.Kind other : Term.Kind.values()) {
                boolean isSeen = fresh.share(TermKey.of(other, text, 0, text.length), 0) > 0;
                assertThat(isSeen).as("%s after %s", other, seen).isEqualTo(other == seen);
            }
        }
    }

    @Test
    void frequentTermsAreCountedAsNeighboursInTheirOrder() {
        learn(10_000);

        assertThat(frequencies.share(Frequencies.pair(OFTEN, HALF), 0.1)).isEqualTo(0.5, Offset.offset(0.01));
        assertThat(frequencies.share(Frequencies.pair(HALF, OFTEN), 0.1)).isEqualTo(0.0005, ALMOST);
        assertThat(frequencies.share(Frequencies.pair(0, OFTEN), 0.1)).isEqualTo(0.0005, ALMOST);
    }

    @Test
    void everyListingIsLearntUntilThereAreManyAndThenEveryEighth() {
        learn(2_047);
        assertThat(IntStream.range(0, 16)).allMatch(frequencies::isDue);

        learn(1);
        assertThat(IntStream.range(0, 17).filter(frequencies::isDue)).containsExactly(0, 8, 16);
    }

    @Test
    void whatIsKnownIsTheSameWhenItWasSavedAndLoaded() throws IOException {
        learn(3_000);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        frequencies.save(new DataOutputStream(saved));
        Frequencies loaded = new Frequencies();

        loaded.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

        for (long key : new long[] {OFTEN, HALF, NEVER}) {
            assertThat(loaded.share(key, 0.1)).isEqualTo(frequencies.share(key, 0.1));
        }
        assertThat(loaded.isDue(1)).isFalse();
    }
}
