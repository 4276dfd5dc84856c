package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.text.TextQuery;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages in the language of their user. */
class LanguagesTest {

    private static final GeoPoint HEIGHTS = new GeoPoint(29.79, -95.39);

    private static Alert alert(Locale language) {
        return new Alert(
                3,
                5,
                "Falträder",
                AlertCriteria.builder()
                        .near(new GeoPoint(29.7604, -95.3698), 20)
                        .build(),
                TextQuery.ANYTHING,
                true,
                NotificationSettings.DEFAULT.withLanguage(language));
    }

    private static NotificationDraft draft(AlertEvent event, Locale language) {
        return NotificationWriter.in(Languages.SHIPPED)
                .write(
                        "key",
                        event,
                        alert(language),
                        Samples.stored(Samples.brompton()
                                .price(Money.of("1550.50", "EUR"))
                                .attribute("condition", "used_like_new")
                                .point(HEIGHTS)),
                        Money.of(1_650, "EUR"));
    }

    private static Delivery delivery(AlertEvent event, Locale language) {
        return Samples.delivery(42, draft(event, language), Samples.ana());
    }

    @Test
    void aMessageIsWrittenInTheLanguageOfItsAlert() {
        NotificationDraft draft = draft(AlertEvent.PRICE_DROP, Locale.GERMAN);

        assertThat(draft.title()).isEqualTo("Jetzt 1.550,50 EUR statt 1.650 EUR: Brompton M6L");
        assertThat(draft.content()).isEqualTo("""
                        Brompton M6L
                        Jetzt 1.550,50 EUR statt 1.650 EUR, in Houston, TX, 3,8 km entfernt
                        Zustand: wie neu

                        Six gears, hardly ridden.

                        https://www.facebook.com/marketplace/item/628088039705732/

                        Sie bekommen diese Nachricht wegen Ihres Suchauftrags „Falträder“.
                        """);
    }

    @Test
    void thePageOfAMailIsInTheSameLanguage() {
        String html = MailTemplate.standard(Languages.SHIPPED, false)
                .html(delivery(AlertEvent.PRICE_DROP, Locale.GERMAN), Optional.of(Samples.URL));

        assertThat(html)
                .contains("<html lang=\"de\">", "Preis gesenkt", "1.650 EUR</s>", "3,8 km entfernt")
                .contains("Angebot ansehen", ">Foto<", "Diese E-Mails abbestellen")
                .doesNotContain("See the listing", "You are told", "Stop these");
    }

    @Test
    void aDigestIsInTheLanguageOfWhatItGathers() {
        Notification one = delivery(AlertEvent.SOLD, Locale.GERMAN).notification();
        Digest digest = new Digest(1_201, List.of(one, one));

        DigestWords words = NotificationWriter.in(Languages.SHIPPED).digest(digest);
        String html = MailTemplate.standard(Languages.SHIPPED, false)
                .html(delivery(AlertEvent.SOLD, Locale.GERMAN).gathering(digest), Optional.empty());

        assertThat(words.title()).isEqualTo("1.201 Nachrichten: „Falträder“");
        assertThat(words.content())
                .contains("- Verkauft: Brompton M6L, 1.550,50 EUR statt 1.650 EUR, Houston, TX, 3,8 km entfernt")
                .endsWith("Und 1.199 weitere.\n");
        assertThat(html).contains("Und 1.199 weitere. Sie bekommen", "Verkauft", "3,8 km entfernt");
    }

    @ParameterizedTest
    @CsvSource({"de, de", "de-AT, de", "en-GB, en", "fr, en", "und, en", "de-Latn-DE-x-custom, de"})
    void theNearestLanguageThatIsKnownIsTaken(String asked, String taken) {
        assertThat(Languages.SHIPPED.in(Locale.forLanguageTag(asked)).language())
                .isEqualTo(Locale.forLanguageTag(taken));
    }

    @Test
    void aTemplateOfTheHostAddsNoWordsOfAnotherLanguage() {
        MailTemplate own = (delivery, stop) -> "<p>Voilà</p>";
        NotificationDraft french = NotificationWriter.in(Languages.SHIPPED.and(named(Locale.FRENCH)))
                .write("key", AlertEvent.SOLD, alert(Locale.FRENCH), Samples.stored(Samples.brompton()), null);

        assertThat(own.text(Samples.delivery(42, french, Samples.ana()), Optional.of(Samples.URL)))
                .endsWith("\n" + Samples.URL + "\n")
                .doesNotContain("Stop these mails");
        assertThat(own.text(delivery(AlertEvent.SOLD, Locale.GERMAN), Optional.of(Samples.URL)))
                .contains("Diese E-Mails abbestellen: " + Samples.URL);
    }

    @Test
    void aLanguageThatCannotBeKeptWithAMessageIsRefused() {
        for (Locale language : List.of(Locale.ROOT, Locale.forLanguageTag("fr-x-" + "abcdefgh-".repeat(4) + "a"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Languages.SHIPPED.and(named(language)));
            assertThatIllegalArgumentException().isThrownBy(() -> Languages.of(named(language)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> delivery(AlertEvent.SOLD, Locale.GERMAN)
                            .notification()
                            .subject()
                            .in(language));
        }
    }

    @Test
    void aHostCanAddALanguageAndReplaceOne() {
        Phrases brazilian = named(Locale.forLanguageTag("pt-BR"));
        Phrases other = named(Locale.GERMAN);

        Languages languages = Languages.SHIPPED.and(brazilian).and(other);

        assertThat(languages.in(Locale.forLanguageTag("pt-BR"))).isSameAs(brazilian);
        assertThat(languages.in(Locale.GERMAN)).isSameAs(other);
        assertThat(NotificationWriter.in(languages)
                        .write("key", AlertEvent.SOLD, alert(Locale.GERMAN), Samples.stored(Samples.brompton()), null)
                        .title())
                .isEqualTo("what: Brompton M6L");
    }

    /** Phrases that say which they are. */
    private static Phrases named(Locale language) {
        return (Phrases) Proxy.newProxyInstance(
                LanguagesTest.class.getClassLoader(),
                new Class<?>[] {Phrases.class},
                (self, method, arguments) -> method.getName().equals("language") ? language : method.getName());
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void everyEventHasWordsOfItsOwnInBothLanguages(AlertEvent event) {
        assertThat(draft(event, Locale.GERMAN).title())
                .isNotEqualTo(draft(event, Locale.ENGLISH).title());
        assertThat(draft(event, Locale.GERMAN).subject().language()).isEqualTo(Locale.GERMAN);
        assertThat(draft(event, Locale.FRENCH).subject().language()).isEqualTo(Locale.ENGLISH);
    }
}
