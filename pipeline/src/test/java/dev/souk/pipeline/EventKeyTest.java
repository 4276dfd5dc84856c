package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertEvent;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventKeyTest {

    /** Or hosts of different languages would each tell of it. */
    @Test
    void isTheSameOnAMachineThatWritesOtherDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            assertThat(EventKey.match(7, 42)).isEqualTo("match:7:42");
            assertThat(EventKey.of(AlertEvent.SOLD, 7, 42, 9)).isEqualTo("sold:7:42:9");
        } finally {
            Locale.setDefault(before);
        }
    }
}
