package dev.souk.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ShownTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvFileSource(resources = "/shown-times.csv", numLinesToSkip = 1)
    void readsWhatPeopleAreShown(String text, String zone, String expected) {
        Optional<Instant> read = ShownTime.of(text, NOW, ZoneId.of(zone));

        assertThat(read).isEqualTo("none".equals(expected) ? Optional.empty() : Optional.of(Instant.parse(expected)));
    }

    @Test
    void readsTheMonthFirstWhereItIsToldTo() {
        ZoneId newYork = ZoneId.of("America/New_York");

        assertThat(ShownTime.ofMonthFirst("6/9", NOW, newYork)).contains(Instant.parse("2026-06-09T04:00:00Z"));
        assertThat(ShownTime.ofMonthFirst("12/24/2025", NOW, newYork)).contains(Instant.parse("2025-12-24T05:00:00Z"));
    }

    @Test
    void takesADayThatIsNotInEveryYearForTheLastOneThatWas() {
        assertThat(ShownTime.of("29 February", NOW, ZoneId.of("UTC"))).contains(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(ShownTime.of("29.2.", Instant.parse("2024-02-01T12:00:00Z"), ZoneId.of("UTC")))
                .contains(Instant.parse("2020-02-29T00:00:00Z"));
        assertThat(ShownTime.of("30 February", NOW, ZoneId.of("UTC"))).isEmpty();
    }

    @Test
    void takesNothingForATimeThatIsLongOrNoText() {
        assertThat(ShownTime.of(null, NOW, ZoneId.of("UTC"))).isEmpty();
        assertThat(ShownTime.of("1 day ago ".repeat(50), NOW, ZoneId.of("UTC"))).isEmpty();
    }
}
