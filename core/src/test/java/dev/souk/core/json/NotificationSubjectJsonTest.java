package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.notification.NotificationSubject;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NotificationSubjectJsonTest {

    @Test
    void readsWhatItWrote() {
        NotificationSubject full = new NotificationSubject(
                AlertEvent.PRICE_DROP,
                7,
                "Bikes \"for\" \uD83D\uDEB2",
                9,
                "Brompton",
                URI.create("https://example.org/9?a=b&c=%20"),
                Money.of("649.5", "EUR"),
                Money.of(700, "EUR"),
                "Berlin",
                URI.create("https://example.org/9.jpg"),
                4.215,
                Locale.forLanguageTag("pt-BR"));
        NotificationSubject bare = new NotificationSubject(
                AlertEvent.SOLD, 7, "Bikes", 9, "Brompton", URI.create("x"), null, null, null, null);

        assertThat(NotificationSubjectJson.read(NotificationSubjectJson.write(full)))
                .isEqualTo(full);
        assertThat(NotificationSubjectJson.read(NotificationSubjectJson.write(bare)))
                .isEqualTo(bare);
    }

    @Test
    void passesOverWhatALaterReleaseAdds() {
        String json = "{\"event\": \"match\", \"alertId\": 1, \"alertName\": \"a\", \"listingId\": 1,"
                + " \"title\": \"t\", \"url\": \"https://example.org/1\", \"rating\": {\"stars\": 5}}";

        assertThat(NotificationSubjectJson.read(json).title()).isEqualTo("t");
    }

    @Test
    void namesTheValueThatIsWrong() {
        String json = "{\"event\": \"match\", \"alertId\": 1, \"alertName\": \"a\", \"listingId\": 1,"
                + " \"title\": \"t\", \"url\": \"not a uri\"}";

        assertThatThrownBy(() -> NotificationSubjectJson.read(json))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.path()).isEqualTo("url"));
    }
}
