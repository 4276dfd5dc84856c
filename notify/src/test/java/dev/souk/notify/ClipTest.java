package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest {

    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    private static final String FLAG = "\uD83C\uDDE7\uD83C\uDDE9";

    @ParameterizedTest
    @CsvSource({
        "Brompton, 8, Brompton",
        "Brompton, 7, Brompt…",
        "Brompton, 1, …",
        "Brompton, 0, ''",
        "a bc, 3, a…",
        "'', 0, ''"
    })
    void shortensWhatIsTooLongAndSaysSo(String text, int max, String shortened) {
        assertThat(Clip.toLength(text, max)).isEqualTo(shortened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDEB2", "e\u0301\u0323", FAMILY, FLAG, "\r\n", "각", "क्षि"})
    void neverCutsWhatAReaderSeesAsOneCharacter(String character) {
        String text = character.repeat(20);

        for (int max = 0; max < text.length(); max++) {
            String kept = Clip.toLength(text, max).replace("…", "");

            assertThat(kept.length()).isLessThanOrEqualTo(max);
            assertThat(character.repeat(20)).startsWith(kept);
            assertThat(kept.length() % character.length() == 0 || kept.isBlank() || character.equals("क्षि"))
                    .as("%d units of %s", max, character)
                    .isTrue();
        }
    }

    @Test
    void measuresBytesWhereBytesCount() {
        String clipped = Clip.to("ü".repeat(3_000), 4_096, piece -> piece.getBytes(StandardCharsets.UTF_8).length);

        assertThat(clipped.getBytes(StandardCharsets.UTF_8)).hasSize(4_095);
        assertThat(clipped).endsWith("ü…");
    }

    @Test
    void isAsFastForAPileOfAccentsAsForText() {
        String pile = "a" + "\u0301".repeat(100_000);

        assertThat(Clip.toLength("bike " + pile, 50)).isEqualTo("bike…");
    }

    @Test
    void neverGivesMoreThanThereIsRoomFor() {
        long seed = 20261126;
        Random random = new Random(seed);
        String[] bits = {"a", " ", FAMILY, FLAG, "e\u0301", "\uD83D\uDEB2", "&", "\n", "\u200B", "字"};
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(bits[random.nextInt(bits.length)]);
            }
            int max = random.nextInt(60);

            String clipped = Clip.toLength(text.toString(), max);

            assertThat(clipped.length()).as("seed %d", seed).isLessThanOrEqualTo(max);
            assertThat(clipped)
                    .as("the same as by a walk from its beginning, seed %d", seed)
                    .isEqualTo(Clip.to(text.toString(), max, String::length));
            assertThat(clipped.equals(text.toString()) || clipped.endsWith("…") || clipped.isEmpty())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }
}
