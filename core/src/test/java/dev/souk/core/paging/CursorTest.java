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

    private static final String LIST = "alerts";

    @Test
    void readsWhatItWrote() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-23T14:45:44.123456789Z"), Long.MAX_VALUE);

        Cursor read = Cursor.decode(cursor.encode(LIST), LIST);

        assertThat(read).isEqualTo(cursor);
        assertThat(read.at()).isEqualTo(Instant.parse("2026-11-23T14:45:44.123456Z"));
    }

    @Test
    void writesTimesBeforeTheEpoch() {
        Cursor cursor = new Cursor(Instant.parse("1901-05-06T07:08:09.000001Z"), 1);

        assertThat(Cursor.decode(cursor.encode(LIST), LIST)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "________________________________",
                "' or 1=1 --"
            })
    void refusesWhatNoSliceGaveOut(String text) {
        assertThatThrownBy(() -> Cursor.decode(text, LIST))
                .isInstanceOfSatisfying(
                        InvalidCursorException.class,
                        e -> assertThat(e.cursor()).isEqualTo(text));
    }

    @Test
    void refusesEveryCursorOfWhichOneSignWasExchanged() {
        String given = new Cursor(Instant.parse("2026-11-23T14:45:44Z"), 4_711).encode(LIST);
        for (int i = 0; i < given.length(); i++) {
            char other = given.charAt(i) == 'B' ? 'C' : 'B';
            String edited = given.substring(0, i) + other + given.substring(i + 1);

            assertThatThrownBy(() -> Cursor.decode(edited, LIST)).isInstanceOf(InvalidCursorException.class);
        }
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String given = new Cursor(Instant.parse("2026-11-23T14:45:44Z"), 4_711).encode(LIST);

        assertThatThrownBy(() -> Cursor.decode(given, "users")).isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void aRefusalShowsNoControlCharacters() {
        String hostile = "a\r\nERROR all is lost\u001b[2J\u202e\0" + "x".repeat(200);

        assertThatThrownBy(() -> Cursor.decode(hostile, LIST))
                .isInstanceOfSatisfying(InvalidCursorException.class, e -> {
                    assertThat(e.cursor()).isEqualTo(hostile);
                    assertThat(e).hasMessageContaining("a??ERROR all is lost?[2J??x");
                    assertThat(e.getMessage()).hasSizeLessThan(200);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameTextBackOrRefusesIt(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[24];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            try {
                assertThat(Cursor.decode(text, LIST).encode(LIST)).isEqualTo(text);
            } catch (InvalidCursorException e) {
                assertThat(e.cursor()).isEqualTo(text);
            }
        }
    }
}
