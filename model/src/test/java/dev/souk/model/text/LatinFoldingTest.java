package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are folded in one step, and those that must not be, beside {@link TextFolding}. */
class LatinFoldingTest {

    private static final String SEPARATOR_OF_TERMS = "|";

    private final TermReader reader = new TermReader();

    private String read(String text) {
        List<String> terms = new ArrayList<>();
        reader.read(text, (chars, from, length) -> terms.add(new String(chars, from, length)));
        return String.join(SEPARATOR_OF_TERMS, terms);
    }

    /** The same, of a text that is folded by the rules: a letter that nobody folds in one step stands at its end. */
    private String readByTheRules(String text) {
        String slow = text + " \u03C9";
        assertThat(LatinFolding.fold(slow)).isNull();
        String terms = read(slow);
        return terms.substring(0, Math.max(0, terms.length() - 2));
    }

    @Test
    void everyCharacterIsReadAsByTheRulesWhereverItStands() {
        for (char c = 0x80; c < 0x2200; c++) {
            for (String text :
                    List.of("" + c, "a" + c + "b", "A" + c, c + "Z", "7" + c + "'" + c + "8", "x" + c + c + "y")) {
                assertThat(read(text)).as("%04x in '%s'", (int) c, text).isEqualTo(readByTheRules(text));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void textsAreReadAsByTheRules(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                int kind = random.nextInt(20);
                text.append((char)
                        (kind < 8
                                ? 0x20 + random.nextInt(0x60)
                                : kind < 16
                                        ? 0x80 + random.nextInt(0x100)
                                        : kind < 19 ? 0x2000 + random.nextInt(0x100) : random.nextInt(0x3100)));
            }
            assertThat(read(text.toString()))
                    .as("seed %d, '%s'", seed, text)
                    .isEqualTo(readByTheRules(text.toString()));
        }
    }

    @Test
    void mostTextsOfEuropeAreFoldedInOneStep() {
        assertThat(LatinFolding.fold("Größe M – „wie neu“, 25 m², für 40 €"))
                .isEqualTo("Grosse M    wie neu , 25 m2, fur 40  ");
        assertThat(LatinFolding.fold("L’été à Łódź")).isEqualTo("L'ete a lodz");
        assertThat(LatinFolding.fold("ярмарка")).isNull();
        assertThat(LatinFolding.fold("e\u0301")).isNull();
    }
}
