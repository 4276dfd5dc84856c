package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Beside what {@link TextAnalyzerTest} and {@link LatinFoldingTest} show. */
class TextFoldingTest {

    @Test
    void everyCombiningAccentIsLeftOut() {
        for (char accent = 0x0300; accent <= 0x036F; accent++) {
            assertThat(TextFolding.fold("q" + accent + "q"))
                    .as("U+%04X", (int) accent)
                    .isEqualTo("qq");
        }
    }

    @Test
    void ofARunOfMarksThirtyAreKept() {
        assertThat(TextFolding.fold("क" + "ि".repeat(30))).hasSize(31);
        assertThat(TextFolding.fold("क" + "ि".repeat(10_000) + "क")).hasSize(32);
    }
}
