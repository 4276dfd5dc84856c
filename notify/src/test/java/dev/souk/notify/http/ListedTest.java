package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {

    private static final Listed HEAD = line("head");
    private static final List<Listed> LINES = List.of(line("one"), line("two"), line("three"));

    private static Listed line(String text) {
        return new Listed(text, text.length());
    }

    @Test
    void listsAllThatFit() {
        assertThat(Listed.together(HEAD, LINES, 0, 100)).isEqualTo("head\none\ntwo\nthree");
    }

    @Test
    void beginsWithoutABreakWhereThereIsNoFirstLine() {
        assertThat(Listed.together(line(""), LINES, 0, 100)).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void countsWhatDoesNotFitTogetherWithTheRest() {
        assertThat(Listed.together(HEAD, LINES, 7, 28)).isEqualTo("head\none\ntwo\n+ 8");
        assertThat(Listed.together(HEAD, LINES, 7, 100)).isEqualTo("head\none\ntwo\nthree\n+ 7");
    }

    @Test
    void neverGrowsBeyondItsLimit() {
        for (int max = 20; max < 60; max++) {
            assertThat(Listed.together(HEAD, LINES, 1_234_567_890L, max).length())
                    .isLessThanOrEqualTo(max);
        }
    }
}
