package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.alert.Schedule;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
    void readsAllThatCanBeSaid() {
        String json = """
                {"email": true, "telegram": true, "frequency": "weekly", "at": "18:30", "weekday": "friday",
                 "zone": "Europe/Berlin", "quiet_hours": {"from": "22:00", "to": "07:00"}, "max_per_hour": 5,
                 "events": ["match", "target_price"], "price_drop": {"percent": 5, "amount": 10.5},
                 "target_price": {"amount": 500, "currency": "EUR"}, "first_run": "summary", "language": "pt-BR"}""";

        NotificationSettings settings = NotificationSettingsJson.read(json);

        assertThat(settings)
                .isEqualTo(NotificationSettings.DEFAULT
                        .withChannels("email", "telegram")
                        .withSchedule(Schedule.of(Frequency.WEEKLY)
                                .at(LocalTime.of(18, 30))
                                .on(DayOfWeek.FRIDAY)
                                .in(ZoneId.of("Europe/Berlin"))
                                .quiet(LocalTime.of(22, 0), LocalTime.of(7, 0))
                                .atMostPerHour(5))
                        .withEvents(AlertEvent.MATCH, AlertEvent.TARGET_PRICE)
                        .withPrices(new PriceRule(5, new BigDecimal("10.5"), Money.of(500, "EUR")))
                        .withFirstRun(FirstRun.SUMMARY)
                        .withLanguage(Locale.forLanguageTag("pt-BR")));
        assertThat(NotificationSettingsJson.read(NotificationSettingsJson.write(settings)))
                .isEqualTo(settings);
    }

    @Test
    void readsWhatItWroteOfAFallByShareOrByAmountAndOfTheFewestAndMostThatThereMayBe() {
        NotificationSettings standard = NotificationSettings.DEFAULT;
        Schedule atOnce = Schedule.INSTANT;
        for (NotificationSettings settings : List.of(
                standard.withPrices(PriceRule.byPercent(1)),
                standard.withPrices(PriceRule.byPercent(100)),
                standard.withPrices(PriceRule.byAmount(BigDecimal.TEN)),
                standard.withSchedule(atOnce.atMostPerHour(1)),
                standard.withSchedule(atOnce.atMostPerHour(Schedule.HIGHEST_CAP)),
                standard.withChannels(channels(100)))) {
            assertThat(NotificationSettingsJson.read(NotificationSettingsJson.write(settings)))
                    .isEqualTo(settings);
        }
        assertThat(NotificationSettingsJson.write(standard)).doesNotContain("price_drop\":");
    }

    @Test
    void refusesMoreChannelsThanAHundred() {
        assertThatThrownBy(
                        () -> NotificationSettingsJson.write(NotificationSettings.DEFAULT.withChannels(channels(101))))
                .isInstanceOf(InvalidDocumentException.class);
    }

    private static String[] channels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "channel" + i).toArray(String[]::new);
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
            {"at": "8:00"}                   | at
            {"at": "08:00:00"}               | at
            {"weekday": "Monday"}            | weekday
            {"zone": "Berlin"}               | zone
            {"quiet_hours": "22:00"}         | quiet_hours
            {"quiet_hours": {"from": "22:00"}} | quiet_hours.to
            {"quiet_hours": {"from": "22:00", "to": "22:00"}} | quiet_hours
            {"max_per_hour": 0}              | max_per_hour
            {"max_per_hour": 1001}           | max_per_hour
            {"max_per_hour": 1.5}            | max_per_hour
            {"price_drop": 5}                | price_drop
            {"price_drop": {"percent": 0}}   | price_drop.percent
            {"price_drop": {"percent": 101}} | price_drop.percent
            {"price_drop": {"amount": -1}}   | price_drop
            {"target_price": {"amount": 5}}  | target_price.currency
            {"first_run": "flood"}           | first_run
            {"language": "de_DE"}            | language
            """)
    void namesTheValueThatIsWrong(String json, String path) {
        assertThatThrownBy(() -> NotificationSettingsJson.read(json))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.path()).isEqualTo(path));
    }

    @Test
    void refusesAChannelThatTheDocumentCouldNotTellFromAKey() {
        for (String key : new String[] {"frequency", "zone", "target_price", "language"}) {
            NotificationSettings settings = NotificationSettings.DEFAULT.withChannels(key);

            assertThatThrownBy(() -> NotificationSettingsJson.write(settings))
                    .isInstanceOf(InvalidDocumentException.class);
        }
    }
}
