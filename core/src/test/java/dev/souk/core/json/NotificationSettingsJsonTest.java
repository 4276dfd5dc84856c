package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationSettingsJsonTest {

    @Test
    void readsTheDefaultOfTheOriginal() {
        NotificationSettings settings =
                NotificationSettingsJson.read("{\"email\": true, \"push\": false, \"frequency\": \"instant\"}");

        assertThat(settings).isEqualTo(NotificationSettings.DEFAULT);
    }

    @Test
    void readsWhatItWrote() {
        NotificationSettings settings = NotificationSettings.DEFAULT
                .withChannels("webhook", "ntfy")
                .withEvents(AlertEvent.SOLD, AlertEvent.RELISTED);

        assertThat(NotificationSettingsJson.read(NotificationSettingsJson.write(settings)))
                .isEqualTo(settings);
    }

    @Test
    void tellsNoEventsFromEventsNotSaid() {
        NotificationSettings silent = NotificationSettings.DEFAULT.withEvents();

        assertThat(NotificationSettingsJson.read(NotificationSettingsJson.write(silent))
                        .events())
                .isEmpty();
        assertThat(NotificationSettingsJson.read("{}").events()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "yes"}                 | email
            {"email": 1}                     | email
            {"E-Mail": true}                 | E-Mail
            {"E-Mail": false}                | E-Mail
            {"frequency": "sometimes"}       | frequency
            {"frequency": true}              | frequency
            {"events": "match"}              | events
            {"events": ["match", "burnt"]}   | events[1]
            {"events": [null]}               | events[0]
            """)
    void namesTheValueThatIsWrong(String json, String path) {
        assertThatThrownBy(() -> NotificationSettingsJson.read(json))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.path()).isEqualTo(path));
    }

    @Test
    void refusesAChannelThatTheDocumentCouldNotTellFromAKey() {
        NotificationSettings settings = NotificationSettings.DEFAULT.withChannels("frequency");

        assertThatThrownBy(() -> NotificationSettingsJson.write(settings)).isInstanceOf(InvalidDocumentException.class);
    }
}
