package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Digest;
import dev.souk.notify.DigestWords;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of digests of any size when something happens between finding, gathering and sending, each three times, or as often as {@link Nightly} says. */
@ExtendWith(SoukPostgres.class)
class DigestByChanceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;
    private NotificationSettings daily;
    private Random random;

    static IntStream times() {
        return IntStream.rangeClosed(1, Nightly.times("digestsByChance", 3, 50));
    }

    @BeforeEach
    void open(DataSource dataSource, TestInfo test) {
        long seed = Long.getLong("souk.digests.seed", new Random().nextLong());
        System.out.println(test.getTestMethod().orElseThrow().getName() + ": -Dsouk.digests.seed=" + seed);
        random = new Random(seed);
        house = new House(dataSource);
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
        daily = NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).in(bikes.noon()));
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    @ParameterizedTest
    @MethodSource("times")
    void whatIsDeletedBeforeItIsGatheredIsInNoDigestAndADigestOfWhichAllIsDeletedBeforeItIsSentIsNotSent() {
        List<Alert> left = alerts(2 + random.nextInt(4));
        int bicycles = 2 + random.nextInt(5);
        bikes.appear(1, bicycles);
        Collections.shuffle(left, random);
        deleteAll(left, left.size() - 1 - random.nextInt(left.size() - 1));
        int gathered = left.size();

        bikes.pass(TWO_DAYS);
        bikes.serverIsDown();

        assertThat(bikes.count("notifications where digest_id is not null")).isEqualTo(gathered * bicycles);
        assertThat(bikes.count("notifications where type = 'digest'")).isEqualTo(1);
        deleteAll(left, random.nextInt(gathered));
        bikes.pass(HOUR);
        bikes.serverIsDown();
        deleteAll(left, left.size());
        bikes.pass(HOUR);
        assertThat(bikes.sent()).isEmpty();
        requireNothingWaits();
    }

    @ParameterizedTest
    @MethodSource("times")
    void aDigestOfWhichNothingIsLeftIsNotMade() {
        List<Alert> alerts = alerts(1 + random.nextInt(4));
        bikes.appear(1, 1 + random.nextInt(5));
        deleteAll(alerts, alerts.size());

        bikes.pass(TWO_DAYS);

        assertThat(bikes.sent()).isEmpty();
        assertThat(bikes.count("notifications where type = 'digest'")).isZero();
        requireNothingWaits();
    }

    @ParameterizedTest
    @MethodSource("times")
    void whatIsInADigestWithoutWordsGoesOneByOne() {
        List<Alert> alerts = alerts(1 + random.nextInt(3));
        int bicycles = 2 + random.nextInt(6);
        bikes.appear(1, bicycles);
        bikes.pass(TWO_DAYS);

        try (SoukPipeline host = house.pipeline().writer(speechless()).build()) {
            assertThat(host.dispatch().delivered()).isEqualTo(bicycles * alerts.size());
        }

        requireNothingWaits();
    }

    /** What is found before the move and after it comes at the next eight o'clock of the new place, and once. */
    @ParameterizedTest
    @MethodSource("times")
    void aMoveToAnyOtherZoneGivesOneDigest() {
        // Half an hour away from eight, as this test looks before and after.
        LocalTime there = LocalTime.of(8, 30).plusMinutes(random.nextInt(23 * 60));
        Alert alert = bikes.alert("Bikes", daily);
        int before = 1 + random.nextInt(5);
        int after = 1 + random.nextInt(5);
        bikes.appear(1, before);

        bikes.change(
                alert,
                settings -> settings.withSchedule(Schedule.of(Frequency.DAILY).in(bikes.whereItIs(there))));
        bikes.appear(100, after);
        assertThat(bikes.sent()).as("when it is %s there", there).isEmpty();
        Duration untilEight = Duration.ofMinutes(Math.floorMod(8 * 60 - there.toSecondOfDay() / 60, 24 * 60));
        bikes.pass(untilEight.minusMinutes(15));
        assertThat(bikes.sent()).as("%s before eight", untilEight).isEmpty();
        bikes.pass(HOUR);

        assertThat(bikes.sent())
                .as("after eight, when it was %s there", there)
                .containsExactly("%d messages: 'Bikes'".formatted(before + after));
        bikes.pass(TWO_DAYS);
        assertThat(bikes.sent()).isEmpty();
        requireNothingWaits();
    }

    private List<Alert> alerts(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> bikes.alert("Bikes " + number, daily))
                .toList());
    }

    /** That many of them, and of the list. */
    private void deleteAll(List<Alert> alerts, int count) {
        for (int i = 0; i < count; i++) {
            house.database.alerts().delete(alerts.remove(0).id());
        }
    }

    private void requireNothingWaits() {
        assertThat(bikes.count("notifications where held_until is not null")).isZero();
        assertThat(bikes.count("notification_deliveries where status = 'pending'"))
                .isZero();
    }

    private static NotificationWriter speechless() {
        return new EnglishWriter() {
            @Override
            public DigestWords digest(Digest digest) {
                return new DigestWords("", "");
            }
        };
    }
}
