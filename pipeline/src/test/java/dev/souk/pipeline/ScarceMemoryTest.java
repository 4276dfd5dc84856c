package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import dev.souk.testkit.SoukPostgres;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a look back holds in memory, and what becomes of one for which there is not enough. */
@ExtendWith(SoukPostgres.class)
class ScarceMemoryTest {

    private static final int PART = 200;

    private WatchedDatabase watched;
    private House house;
    private SoukPipeline souk;
    private Bikes bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        watched = new WatchedDatabase(dataSource);
        house = new House(watched.dataSource());
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    @Test
    void whatWasMissedIsInMemoryAPartAtATime() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 1_000);
        Listings listings = new Listings(1_000);

        assertThat(matchedBy(listings).notifications()).isEqualTo(1_000);

        assertThat(listings.inMemory).isBetween(1, PART);
        assertThat(bikes.sent()).containsExactly("1,000 messages: 'Bikes'");
    }

    @Test
    void whatWasThereIsInMemoryAPartAtATime() {
        bikes.appear(1, 1_000);
        bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.SUMMARY));
        Listings listings = new Listings(1_000);

        assertThat(matchedBy(listings).notifications()).isEqualTo(1_000);

        assertThat(listings.inMemory).isBetween(1, PART);
    }

    @Test
    void oneForWhichThereIsNoMemoryIsDoneAQuarterAtATime() {
        Alert alert = bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 300);
        Memory memory = new Memory(100);
        watched.onStatement(statement -> {
            if (statement.contains("for update of b skip locked")) {
                memory.isFreed();
            }
        });

        int rounds = 0;
        while (rounds < 20 && bikes.count("alert_backfills") > 0) {
            rounds++;
            try {
                matchedBy(memory);
            } catch (OutOfMemoryError e) {
                bikes.waitNoMore();
            }
        }

        assertThat(bikes.count("alert_backfills")).isZero();
        assertThat(house.database.matches().ofAlert(alert.id(), 0, 1).total().count())
                .isEqualTo(300);
        assertThat(rounds).as("2,000, 500 and 125 at once are too many").isLessThan(5);
    }

    /** So the driver says, too, where this process has no memory for what it reads. */
    @Test
    void oneForWhichTheDatabaseHasNoMemoryIsDoneAQuarterAtATime() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 300);
        bikes.haveMemoryForMatchesAtOnce(30);

        MatchReport first = souk.match();
        bikes.waitNoMore();
        MatchReport second = souk.match();

        assertThat(first).as("200 at once, and 50").isEqualTo(new MatchReport(0, 0, 0, 1));
        assertThat(second.matches()).isEqualTo(300);
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    @Test
    void oneForWhichThereIsNoMemoryForAMomentIsDoneAtOnce() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 3);

        MatchReport report = matchedBy(new Memory(2).freedWhenFull());

        assertThat(report).isEqualTo(new MatchReport(0, 3, 3, 1));
        assertThat(bikes.count("alert_backfills")).isZero();
    }

    /** Whoever runs the loop hears of it: there is no memory for anything else either. */
    @Test
    void oneForWhichThereIsNoMemoryTwiceIsHeardOfAndHoldsUpNoOther() {
        Alert hopeless = bikes.alert("Hopeless", NotificationSettings.DEFAULT);
        bikes.areMissed(1, 3);
        Memory none = new Memory(0);

        assertThatThrownBy(() -> matchedBy(none)).isSameAs(none.error);

        assertThat(house.database.backfills().stats().failed()).isEqualTo(1);
        Alert other = bikes.alert("Bikes", NotificationSettings.DEFAULT.withFirstRun(FirstRun.RECORD));
        assertThat(matchedBy(none).matches()).isEqualTo(3);
        assertThat(house.database.matches().ofAlert(other.id(), 0, 1).total().count())
                .isEqualTo(3);
        bikes.waitNoMore();
        assertThat(souk.match().matches()).isEqualTo(3);
        assertThat(house.database.matches().ofAlert(hopeless.id(), 0, 1).total().count())
                .isEqualTo(3);
    }

    private MatchReport matchedBy(NotificationWriter writer) {
        try (SoukPipeline host = house.pipeline().writer(writer).build()) {
            return host.match();
        }
    }

    /** Counts the listings that can be reached when the last of so many is put into words. */
    private static final class Listings implements NotificationWriter {

        private final List<WeakReference<StoredListing>> written = new ArrayList<>();
        private final int last;
        private int inMemory;

        Listings(int last) {
            this.last = last;
        }

        @Override
        public NotificationDraft write(
                String eventKey, AlertEvent event, Alert alert, StoredListing listing, @Nullable Money previousPrice) {
            written.add(new WeakReference<>(listing));
            if (written.size() == last) {
                System.gc();
                inMemory = (int) written.stream()
                        .filter(reference -> !reference.refersTo(null))
                        .count();
            }
            return NotificationWriter.english().write(eventKey, event, alert, listing, previousPrice);
        }
    }

    /** Is enough for so many messages. */
    private static final class Memory implements NotificationWriter {

        private final OutOfMemoryError error = new OutOfMemoryError("as if there were none");
        private final AtomicInteger left = new AtomicInteger();
        private final int size;
        private boolean isFreedWhenFull;

        Memory(int size) {
            this.size = size;
            isFreed();
        }

        Memory freedWhenFull() {
            isFreedWhenFull = true;
            return this;
        }

        void isFreed() {
            left.set(size);
        }

        @Override
        public NotificationDraft write(
                String eventKey, AlertEvent event, Alert alert, StoredListing listing, @Nullable Money previousPrice) {
            if (left.getAndDecrement() <= 0) {
                if (isFreedWhenFull) {
                    left.set(Integer.MAX_VALUE);
                }
                throw error;
            }
            return NotificationWriter.english().write(eventKey, event, alert, listing, previousPrice);
        }
    }
}
