package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsJsonTest {

    @Test
    void readsWhatItWrote() {
        Map<String, Integer> counts = Map.of("OK", 3, "title: \"x\"\n", 0, "größer", Integer.MAX_VALUE);

        assertThat(CountsJson.read(CountsJson.write(counts))).isEqualTo(counts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "3", "{\"OK\": \"3\"}", "{\"OK\": 1.5}", "{\"OK\": 3000000000}", "{\"OK\": null}"})
    void refusesWhatIsNoCount(String json) {
        assertThatThrownBy(() -> CountsJson.read(json)).isInstanceOf(InvalidDocumentException.class);
    }
}
