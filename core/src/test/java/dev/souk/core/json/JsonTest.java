package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final int FRAME = "{\"a\":\"\"}".length();

    private static ObjectNode ofLength(int length) {
        return Json.newObject().put("a", "x".repeat(length - FRAME));
    }

    @Test
    void theLongestDocumentIsWrittenAndOneLongerIsNot() {
        assertThat(Json.write(ofLength(Json.MAX_WRITTEN_LENGTH))).hasSize(Json.MAX_WRITTEN_LENGTH);
        assertThatThrownBy(() -> Json.write(ofLength(Json.MAX_WRITTEN_LENGTH + 1)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("longer than " + Json.MAX_WRITTEN_LENGTH);
    }

    @Test
    void theLongestDocumentIsReadAndOneLongerIsNot() {
        String document = "{\"a\":1}";
        String longest = document + " ".repeat(Json.MAX_LENGTH - document.length());

        assertThat(Json.read(longest).require("a").whole()).isEqualTo(1);
        assertThatThrownBy(() -> Json.read(longest + " "))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("longer than " + Json.MAX_LENGTH);
    }

    @Test
    void aRefusalSaysWhatIsNoJson() {
        assertThatThrownBy(() -> Json.read("{\"a\": tru}")).hasMessageContaining("Unrecognized token 'tru'");
    }

    @Test
    void aRefusalNamesThePathAndCutsALongKey() {
        assertThatThrownBy(() -> Json.read("{}").require("price")).hasMessageContaining("price: is missing");
        String longest = "k".repeat(100);
        assertThatThrownBy(() -> Json.read("{}").require(longest))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.path()).isEqualTo(longest));
        assertThatThrownBy(() -> Json.read("{}").require(longest + "k"))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.path()).isEqualTo(longest + "..."));
    }
}
