package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainLineTest {

    @Test
    void isOneLine() {
        assertThat(PlainLine.of("Brompton M6L, 650 €")).isEqualTo("Brompton M6L, 650 €");
        assertThat(PlainLine.of("  two  blanks ")).isEqualTo("two blanks");
        assertThat(PlainLine.of("one\n\ntwo\tthree")).isEqualTo("one two three");
        assertThat(PlainLine.of("no\u00A0break\u2028new line\u3000wide")).isEqualTo("no break new line wide");
        assertThat(PlainLine.of("gpj.\u202Eexe")).isEqualTo("gpj.exe");
        assertThat(PlainLine.of("\u0085")).isEmpty();
        assertThat(PlainLine.of("")).isEmpty();
    }

    @Test
    void whatIsTakenForALineAtAGlanceIsOne() {
        long seed = 20261126;
        Random random = new Random(seed);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(random.nextBoolean() ? (char) random.nextInt(0x10000) : (char) random.nextInt(0x30));
            }
            String ruled = text.toString()
                    .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]+", "")
                    .replaceAll("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\p{Zs}]+", " ")
                    .strip();

            assertThat(PlainLine.of(text.toString())).as("seed %d", seed).isEqualTo(ruled);
        }
    }
}
