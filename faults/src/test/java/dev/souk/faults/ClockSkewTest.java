package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * The clocks of two hosts are up to two hours apart. One dies with deliveries in its hands, and the other takes over: not
 * earlier and not later than by the clock of the database.
 */
class ClockSkewTest {

    private static final int MAX_SKEW_MINUTES = 60;

    /** So far away that a host which went by its own clock would be on the wrong side of it. */
    private static final int DIGEST_MINUTES = 30;

    private static final int TOLD_AT_ONCE = 30;
    private static final int TOLD_DAILY = 5;

    /** For a machine on which a host that lives may be slow. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Of mails that were refused once. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private long held;

    @Test
    void leasesRetriesAndDigestsGoByTheClockOfTheDatabase() {
        Random random = Chance.of("clock skew");
        int skews = Chance.times("skews", 2, 20);
        try (Scene scene = new Scene(random)) {
            LocalTime now = now(scene);
            scene.wish(TOLD_AT_ONCE);
            scene.wish(TOLD_DAILY, dailyAt(now.plusMinutes(DIGEST_MINUTES)));
            scene.wish(TOLD_DAILY, dailyAt(now.minusMinutes(DIGEST_MINUTES)));
            for (int skew = 0; skew < skews; skew++) {
                int minutes = MAX_SKEW_MINUTES - (skew == 0 ? 0 : random.nextInt(MAX_SKEW_MINUTES - DIGEST_MINUTES));
                takeOver(scene, skew, Duration.ofMinutes(skew % 2 == 0 ? minutes : -minutes));
            }

            assertThat(refused).as("refused once").isNotEmpty();
            scene.requireAllWell("clock skew, %d times".formatted(skews), skews * Scene.IN_FLIGHT);
        }
    }

    @Bites
    void tellsTooEarlyWhereAHostGoesByItsOwnClock() {
        try (Scene scene = new Scene(Chance.of("clock skew, by its own clock"))) {
            scene.wish(TOLD_DAILY, dailyAt(now(scene).plusMinutes(DIGEST_MINUTES)));
            List<Wares> wares = scene.draw(30);
            wares.forEach(scene::show);
            scene.store(wares);
            scene.match();
            long due = held(scene);

            scene.start(scene.host("ahead")
                    .withoutMarket()
                    .withClockAhead(Duration.ofMinutes(MAX_SKEW_MINUTES))
                    .with(Bug.GOES_BY_ITS_OWN_CLOCK));
            scene.awaitTold();

            System.out.println("clock skew, by its own clock: %d of %d told half an hour too early"
                    .formatted(due - held(scene), due));
            assertThat(due).isPositive();
            assertThat(held(scene)).isZero();
        }
    }

    private void takeOver(Scene scene, int skew, Duration ahead) {
        HostProcess doomed = start(scene, "doomed" + skew, ahead);
        HostProcess other = start(scene, "other" + skew, ahead.negated());
        int repeats = scene.verdict().repeats();
        scene.receiver.manners(this::greylist);
        scene.showMore(15);
        scene.awaitQuiet();
        assertThat(scene.verdict().repeats())
                .as("taken over from a host that lives")
                .isEqualTo(repeats);
        tellWhatIsHeld(scene);

        scene.receiver.manners(mail -> {
            if (mail.host().equals(doomed.name())) {
                doomed.kill();
            }
            return greylist(mail);
        });
        Until.isTrue(PATIENCE, () -> "it sends nothing: " + doomed.log(), () -> {
            scene.showMore(3);
            Until.pause(500);
            return !doomed.isAlive();
        });
        scene.strokes.note();
        scene.market.forget(doomed.name());
        scene.awaitQuiet();
        tellWhatIsHeld(scene);

        other.kill();
        scene.market.forget(other.name());
    }

    private static HostProcess start(Scene scene, String name, Duration ahead) {
        return scene.start(scene.host(name).withLease(LEASE).withClockAhead(ahead));
    }

    /** By the clock of the database. */
    private static LocalTime now(Scene scene) {
        return LocalTime.parse(scene.tables.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'HH24:MI')"));
    }

    /** How many notifications wait for the next time of their digest. */
    private static long held(Scene scene) {
        return scene.tables.number("SELECT count(*) FROM souk.notifications"
                + " WHERE held_until BETWEEN created_at AND created_at + interval '1 day'");
    }

    private static NotificationSettings dailyAt(LocalTime time) {
        return NotificationSettings.DEFAULT.withSchedule(
                Schedule.of(Frequency.DAILY).at(time));
    }

    /** A mail in five is refused when it comes first; when it is tried again says the database. */
    private MailReceiver.Manner greylist(Mail mail) {
        boolean refuses = Math.floorMod(mail.id().hashCode(), 5) == 0 && refused.add(mail.id());
        return refuses ? MailReceiver.Manner.REFUSES_FOR_NOW : MailReceiver.Manner.ACCEPTS;
    }

    /** What belongs into a digest waits for its time, and is told when that has come. */
    private void tellWhatIsHeld(Scene scene) {
        held += held(scene);
        assertThat(held)
                .as("held until the next time of their digest")
                .isEqualTo(scene.oracle.expected().stream()
                        .filter(tale -> tale.alert() > TOLD_AT_ONCE)
                        .count());
        scene.endHolding();
        scene.awaitTold();
        scene.awaitQuiet();
    }
}
