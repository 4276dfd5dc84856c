package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.http.Listed.Group;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListedTest {

    private static final Listed HEAD = line("head");
    private static final List<Listed> LINES = List.of(line("one"), line("two"), line("three"));

    private static Listed line(String text) {
        return new Listed(text, text.length());
    }

    private static List<Group> alone(List<Listed> lines) {
        return List.of(new Group(Optional.empty(), lines));
    }

    private static final List<Group> GROUPS = List.of(
            new Group(Optional.of(line("Bikes")), LINES),
            new Group(Optional.of(line("Lamps")), List.of(line("four"), line("five"))));

    @Test
    void listsEachGroupUnderItsHeading() {
        assertThat(Listed.together(HEAD, GROUPS, 0, 200))
                .isEqualTo("head\n\nBikes\none\ntwo\nthree\n\nLamps\nfour\nfive");
        assertThat(Listed.together(line(""), GROUPS, 0, 200)).startsWith("Bikes\none\n");
    }

    @Test
    void aBusyGroupHidesNoOther() {
        assertThat(Listed.together(HEAD, GROUPS, 0, 4 + 16 + 11 + 12 + 4))
                .isEqualTo("head\n\nBikes\none\ntwo\n\nLamps\nfour\n+ 2");
    }

    @Test
    void aHeadingUnderWhichNothingFitsIsLeftOut() {
        assertThat(Listed.together(HEAD, GROUPS, 0, 4 + 16 + 11 + 11)).isEqualTo("head\n\nBikes\none\n+ 4");
    }

    @Test
    void listsAllThatFit() {
        assertThat(Listed.together(HEAD, alone(LINES), 0, 100)).isEqualTo("head\none\ntwo\nthree");
    }

    @Test
    void beginsWithoutABreakWhereThereIsNoFirstLine() {
        assertThat(Listed.together(line(""), alone(LINES), 0, 100)).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void countsWhatDoesNotFitTogetherWithTheRest() {
        assertThat(Listed.together(HEAD, alone(LINES), 7, 28)).isEqualTo("head\none\ntwo\n+ 8");
        assertThat(Listed.together(HEAD, alone(LINES), 7, 100)).isEqualTo("head\none\ntwo\nthree\n+ 7");
    }

    @Test
    void neverGrowsBeyondItsLimit() {
        for (int max = 20; max < 60; max++) {
            assertThat(Listed.together(HEAD, alone(LINES), 1_234_567_890L, max).length())
                    .isLessThanOrEqualTo(max);
            assertThat(Listed.together(HEAD, GROUPS, 1_234_567_890L, max).length())
                    .isLessThanOrEqualTo(max);
        }
    }
}
