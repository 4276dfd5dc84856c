package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
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
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCodeTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anAlertIsReadAsItWasWritten(long seed) {
        SmallWorld world = new SmallWorld(new Random(seed));
        for (long id = 1; id <= 3_000; id++) {
            Alert alert = world.alert(id * 1_000_003);

            assertThat(AlertCode.read(AlertCode.write(alert)))
                    .as("seed %d", seed)
                    .isEqualTo(alert);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1})
    void settingsAndGreatIdsAreKept(long id) {
        Alert alert = new SmallWorld(new Random(id)).alert(id);
        Alert told = new Alert(
                id,
                Long.MAX_VALUE,
                "Zürich 自行车 \uD83D\uDEB2",
                alert.criteria(),
                alert.query(),
                false,
                NotificationSettings.DEFAULT
                        .withChannels("push", "webhook")
                        .withEvents(AlertEvent.SOLD)
                        .withSchedule(Schedule.of(Frequency.WEEKLY)
                                .in(ZoneId.of("Europe/Zurich"))
                                .at(LocalTime.of(23, 59))
                                .on(DayOfWeek.SUNDAY)
                                .quiet(LocalTime.of(22, 0), LocalTime.MIDNIGHT)
                                .atMostPerHour(3))
                        .withPrices(new PriceRule(5, new BigDecimal("100"), Money.of(2_500, "CHF")))
                        .withFirstRun(FirstRun.SUMMARY)
                        .withLanguage(Locale.forLanguageTag("de-CH")));

        assertThat(AlertCode.read(AlertCode.write(told))).isEqualTo(told);
    }

    @Test
    void aTextIsKeptThatIsLongerThanAllBeforeIt() {
        String words = "自行车 ".repeat(25).strip();
        Alert alert = Alert.of(
                1, 1, words, AlertCriteria.builder().location(words + words).build(), words + " OR " + words);

        assertThat(AlertCode.read(AlertCode.write(alert))).isEqualTo(alert);
    }
}
