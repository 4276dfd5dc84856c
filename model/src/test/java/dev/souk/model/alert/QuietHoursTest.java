package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final List<ZoneId> ZONES = List.of(
            BERLIN,
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Pacific/Auckland"));

    /** The clock goes back from 3 to 2 on 25 October 2026, and forward from 2 to 3 on 29 March. */
    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-26T20:59:00Z, 2026-11-26T20:59:00Z",
        "22:00, 07:00, 2026-11-26T21:00:00Z, 2026-11-27T06:00:00Z",
        "22:00, 07:00, 2026-11-27T05:59:59Z, 2026-11-27T06:00:00Z",
        "13:00, 14:00, 2026-11-26T12:30:00Z, 2026-11-26T13:00:00Z",
        "22:00, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z"
    })
    void endAtTheTimeOnTheWall(LocalTime from, LocalTime to, Instant time, Instant end) {
        assertThat(new QuietHours(from, to).endAfter(time, BERLIN)).isEqualTo(end);
    }

    /** Against the wall itself, minute by minute, around every change of the clock. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdUntilTheFirstMinuteThatIsNotQuietAndNoLonger(long seed) {
        Random random = new Random(seed);
        for (ZoneId zone : ZONES) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse("2025-01-01T00:00:00Z"));
            Instant around = change == null ? Instant.parse("2025-06-01T00:00:00Z") : change.getInstant();
            for (int round = 0; round < 40; round++) {
                QuietHours quiet = randomHours(random);
                Instant time = around.plus(Duration.ofMinutes(random.nextInt(2_880) - 1_440));

                Instant expected = time;
                while (quiet.isQuiet(expected, zone)) {
                    expected = expected.plusSeconds(60);
                }

                assertThat(quiet.endAfter(time, zone))
                        .as("seed %d, %s, %s at %s", seed, zone, quiet, time)
                        .isEqualTo(expected);
            }
        }
    }

    private static QuietHours randomHours(Random random) {
        int from = random.nextInt(1_440);
        int length = 1 + random.nextInt(1_380);
        return new QuietHours(wall(from), wall(from + length));
    }

    private static LocalTime wall(int minute) {
        return LocalTime.ofSecondOfDay(minute % 1_440 * 60L);
    }

    @Test
    void refusesAWholeDayAndSeconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.of(13, 0, 1)));
    }
}
