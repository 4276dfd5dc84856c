package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceRange;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However much a new alert has to look back at, no transaction is open for long, and no match is lost. */
@ExtendWith(SoukPostgres.class)
class LooksBackTest {

    private static final NotificationSettings RECORD = NotificationSettings.DEFAULT.withFirstRun(FirstRun.RECORD);

    private static final Pattern PIECE = Pattern.compile("\\[1 : (\\d+)]");

    private WatchedDatabase watched;
    private House house;
    private SoukPipeline souk;
    private Bikes bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        watched = new WatchedDatabase(dataSource);
        house = new House(watched.dataSource());
        souk = house.pipeline().backfillLimit(Duration.ofSeconds(2)).build();
        bikes = new Bikes(house, souk, dataSource);
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    private long matchesOf(Alert alert) {
        return house.database.matches().ofAlert(alert.id(), 0, 1).total().count();
    }

    @Test
    void whatWasThereIsLeftOutWhereTheSearchForItTakesTooLong() {
        bikes.appear(1, 3);
        Alert slow = bikes.alert("Slow", RECORD);
        Alert other = bikes.alert(
                "Cheap",
                AlertCriteria.builder()
                        .price(PriceRange.upTo(Money.of(700, "EUR")))
                        .build(),
                RECORD);
        watched.slow(WatchedDatabase::isSearchForWords);
        List<Long> leftOut = new ArrayList<>();

        try (SoukPipeline heard = house.pipeline()
                .backfillLimit(Duration.ofSeconds(2))
                .listener(new PipelineListener() {
                    @Override
                    public void firstRunLeftOut(long alertId, Duration limit) {
                        leftOut.add(alertId);
                    }
                })
                .build()) {
            assertThat(heard.match().problems()).isEqualTo(1);
        }

        assertThat(leftOut).containsExactly(slow.id());
        watched.slow(statement -> false);
        assertThat(matchesOf(slow)).isZero();
        assertThat(matchesOf(other)).isEqualTo(3);
        bikes.waitNoMore();
        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);
    }

    /** A search that takes too long is not made again, however many changes there are to walk past. */
    @Test
    void whatTakesTooLongToBeLookedForIsLookedForOnce() {
        bikes.appear(1, 3);
        bikes.wereMatched(6_000);
        Alert slow = bikes.alert("Slow", RECORD);
        bikes.areMissed(10, 2);
        AtomicInteger searches = new AtomicInteger();
        watched.slow(statement -> {
            boolean isSearch = WatchedDatabase.isSearchForWords(statement);
            searches.addAndGet(isSearch ? 1 : 0);
            return isSearch;
        });

        assertThat(souk.match().problems()).isEqualTo(1);

        assertThat(searches).hasValue(1);
        assertThat(matchesOf(slow)).isEqualTo(2);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    /** What comes meanwhile is matched by who sees the alert, and is nothing for it to look back at. */
    @Test
    void whatCannotBeRecordedIsTriedLessAndLessOftenWhateverComesMeanwhile() {
        bikes.appear(1, 3);
        Alert alert = bikes.alert("Bikes", RECORD);
        bikes.areMissed(10, 2);
        bikes.refuseMoreMatchesThan(2);
        List<Integer> failures = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            bikes.waitNoMore();
            assertThat(souk.match().problems()).isEqualTo(1);
            failures.add(bikes.failures());
            bikes.areMatched(40);
        }

        assertThat(failures).containsExactly(1, 2, 3, 4, 5);
        bikes.refuseNoMoreMatches();
        bikes.waitNoMore();
        assertThat(souk.match().matches()).isEqualTo(3);
        assertThat(matchesOf(alert)).isEqualTo(5);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    @Test
    void whatWasThereIsTriedAgainWhereAnythingElseTakesTooLong() {
        bikes.appear(1, 3);
        Alert slow = bikes.alert("Slow", RECORD);
        Alert other = bikes.alert("Bikes", RECORD);
        bikes.areMissed(10, 2);
        bikes.dawdleWithMatchesOf(slow);

        assertThat(souk.match().problems()).isEqualTo(1);

        assertThat(matchesOf(slow)).isZero();
        assertThat(matchesOf(other)).isEqualTo(5);
        assertThat(souk.match()).as("it waits").isEqualTo(MatchReport.NOTHING);
        bikes.dawdleNoMore();
        assertThat(souk.match().matches()).isEqualTo(5);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    /** What was there already is recorded after what was missed. */
    @Test
    void whatWasMissedStaysWhereWhatWasThereFails() {
        bikes.appear(1, 3);
        Alert alert = bikes.alert("Bikes", RECORD);
        bikes.areMissed(10, 2);
        bikes.refuseMoreMatchesThan(2);

        assertThat(souk.match().problems()).isEqualTo(1);

        assertThat(matchesOf(alert)).isEqualTo(2);
        bikes.refuseNoMoreMatches();
        bikes.waitNoMore();
        assertThat(souk.match().matches()).isEqualTo(3);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    @Test
    void whatAnAlertMissedIsLookedForAgainWhereItTakesTooLong() {
        Alert slow = bikes.alert("Slow", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 3);
        bikes.dawdleWithMatchesOf(slow);
        assertThat(souk.match().problems()).isEqualTo(1);
        assertThat(souk.match()).isEqualTo(MatchReport.NOTHING);

        bikes.dawdleNoMore();

        assertThat(souk.match().matches()).isEqualTo(3);
        assertThat(bikes.sent()).containsExactly("3 messages: 'Slow'");
    }

    @Test
    void whatAnAlertMissedIsLookedAtInPiecesOfWhichEachStays() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 4_400);
        bikes.refuseThatAnythingIsMadeUpFor();

        try (SoukPipeline patient = house.pipeline().build()) {
            assertThat(patient.match().matches()).isEqualTo(4_000);

            assertThat(matchesOf(alert)).isEqualTo(4_000);
            assertThat(bikes.count("alert_backfills where looked_at > 0")).isEqualTo(1);
            bikes.refuseNothingMore();
            assertThat(patient.match().matches()).isEqualTo(400);
        }
        assertThat(matchesOf(alert)).isEqualTo(4_400);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    /** What takes long grows with what is done at once, so there is a size for which the limit is enough. */
    @Test
    void whatIsMissedGetsThroughHoweverLongItsMatchesTake() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 300);
        bikes.dawdleWithMatchesOf(alert, Duration.ofMillis(5));

        matchUntilNothingIsLeft();

        assertThat(matchesOf(alert)).isEqualTo(300);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    @Test
    void whatIsMissedIsFoundHoweverLongALookAtAllOfItTakes() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 300);
        List<String> looks = new CopyOnWriteArrayList<>();
        watched.onStatement(statement -> {
            if (statement.contains("\"missed\"") || PIECE.matcher(statement).find()) {
                looks.add(statement);
            }
        });
        watched.slow(statement -> statement.contains("\"missed\"") || pieceOf(statement) > 130);

        matchUntilNothingIsLeft();

        assertThat(matchesOf(alert)).isEqualTo(300);
        assertThat(bikes.count("alert_backfills")).isZero();
        assertThat(looks.stream().filter(look -> look.contains("\"missed\""))).hasSize(1);
        assertThat(looks).hasSizeLessThan(15);
    }

    private void matchUntilNothingIsLeft() {
        try (SoukPipeline hasty =
                house.pipeline().backfillLimit(Duration.ofMillis(300)).build()) {
            for (int round = 0; round < 20 && bikes.count("alert_backfills") > 0; round++) {
                hasty.match();
                bikes.waitNoMore();
            }
        }
    }

    private static int pieceOf(String statement) {
        Matcher piece = PIECE.matcher(statement);
        return piece.find() ? Integer.parseInt(piece.group(1)) : 0;
    }

    @Test
    void oneThatHasLittleToLookAtIsNotBehindOneThatHasMuch() {
        Alert much = bikes.alert("Much", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 4_500);
        Alert little = bikes.alert("Little", Bikes.called("17"), RECORD);
        List<Long> before = new CopyOnWriteArrayList<>();
        watched.onStatement(statement -> {
            if (statement.startsWith("delete from \"souk\".\"alert_backfills\"")) {
                before.add(matchesOf(much));
            }
        });

        try (SoukPipeline patient = house.pipeline().build()) {
            patient.match();
        }

        assertThat(before).as("when the one was done, and the other").containsExactly(2_000L, 4_000L);
        assertThat(matchesOf(much)).isEqualTo(4_500);
        assertThat(matchesOf(little)).isEqualTo(1);
    }

    /** What failed may be done by another host before it is tried again, and what comes in its place has not failed. */
    @Test
    void whatComesInPlaceOfOneThatAnotherHostTookIsDoneWhole() {
        bikes.appear(1, 3);
        Alert failing = bikes.alert("Failing", RECORD);
        Alert next = bikes.alert("Next", RECORD);
        bikes.refuseMatchesOf(failing);
        AtomicBoolean failed = new AtomicBoolean();
        watched.onStatement(statement -> failed.compareAndSet(false, statement.contains("alert_matches")));
        watched.beforeConnection(() -> {
            if (failed.get()) {
                watched.beforeConnection(() -> {});
                bikes.anotherHostLooksBackFor(failing);
            }
        });

        assertThat(souk.match().matches()).isEqualTo(3);

        assertThat(matchesOf(next)).isEqualTo(3);
        assertThat(bikes.count("alert_backfills")).isZero();
    }
}
