package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.NotificationSettings.Frequency;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest {

    @Test
    void theDefaultIsThatOfTheOriginal() {
        assertThat(NotificationSettings.DEFAULT.channels()).containsExactly("email");
        assertThat(NotificationSettings.DEFAULT.frequency()).isEqualTo(Frequency.INSTANT);
        assertThat(NotificationSettings.DEFAULT.events())
                .containsExactlyInAnyOrder(AlertEvent.MATCH, AlertEvent.PRICE_DROP);
    }

    @Test
    void refusesAChannelWhoseNameIsNoName() {
        for (String bad : new String[] {"", "E-Mail", "1st", "a b", "e\u0000", "a".repeat(33)}) {
            assertThatThrownBy(() -> NotificationSettings.DEFAULT.withChannels("email", bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + bad + "'");
        }
        assertThat(NotificationSettings.DEFAULT.withChannels("a".repeat(32)).channels())
                .hasSize(1);
    }

    @Test
    void canBeSilent() {
        NotificationSettings silent =
                NotificationSettings.DEFAULT.withChannels().withEvents();

        assertThat(silent.channels()).isEmpty();
        assertThat(silent.events()).isEmpty();
        assertThatThrownBy(() -> silent.events().add(AlertEvent.SOLD))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void frequenciesAndEventsAreFoundByTheirCodes() {
        for (Frequency frequency : Frequency.values()) {
            assertThat(Frequency.ofCode(frequency.code())).contains(frequency);
        }
        for (AlertEvent event : AlertEvent.values()) {
            assertThat(AlertEvent.ofCode(event.code())).contains(event);
        }
        assertThat(Frequency.ofCode("INSTANT")).isEmpty();
        assertThat(AlertEvent.ofCode("nonsense")).isEmpty();
    }
}
