package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {

    private static final String BICYCLE = "\uD83D\uDEB2";

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\uD83Db", "a\uDEB2b"})
    void refusesAndRepairsWhatPostgresCannotHold(String text) {
        assertThatThrownBy(() -> StorableText.require("the field", text, 10)).hasMessageContaining("the field");
        assertThat(StorableText.repair(text, 10)).isEqualTo("ab");
    }

    @Test
    void repairNeverLeavesASurrogateAloneNorJoinsTwoThatStoodApart() {
        assertThat(StorableText.repair("\uD83D\u0000\uDEB2", 10)).isEmpty();
        assertThat(StorableText.repair(BICYCLE + BICYCLE, 3)).isEqualTo(BICYCLE);
        assertThat(StorableText.repair(BICYCLE, 1)).isEmpty();
        assertThat(StorableText.repair("abc", 3)).isEqualTo("abc");
    }

    @Test
    void nothingCanBeKeptInNoPlace() {
        assertThat(StorableText.repair("abc", 0)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongAndNamesTheField() {
        assertThat(StorableText.require("title", BICYCLE, 2)).isEqualTo(BICYCLE);
        assertThatThrownBy(() -> StorableText.require("title", "abc", 2))
                .hasMessageContaining("title")
                .hasMessageContaining("3");
        assertThat(StorableText.requireNullable("title", null, 2)).isNull();
    }
}
