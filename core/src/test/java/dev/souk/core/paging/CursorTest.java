package dev.souk.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void readsWhatItWrote() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-23T14:45:44.123456789Z"), Long.MAX_VALUE);

        Cursor read = Cursor.decode(cursor.encode());

        assertThat(read).isEqualTo(cursor);
        assertThat(read.at()).isEqualTo(Instant.parse("2026-11-23T14:45:44.123456Z"));
    }

    @Test
    void writesTimesBeforeTheEpoch() {
        Cursor cursor = new Cursor(Instant.parse("1901-05-06T07:08:09.000001Z"), 1);

        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "!!!!!!!!!!!!!!!!!!!!!!",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "_____________________w",
                "' or 1=1 --"
            })
    void refusesWhatNoSliceGaveOut(String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOfSatisfying(
                        InvalidCursorException.class,
                        e -> assertThat(e.cursor()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameTextBackOrRefusesIt(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            try {
                assertThat(Cursor.decode(text).encode()).isEqualTo(text);
            } catch (InvalidCursorException e) {
                assertThat(e.cursor()).isEqualTo(text);
            }
        }
    }
}
