package dev.souk.core.notification;

import static dev.souk.core.notification.Drafts.about;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestLimits;
import dev.souk.model.notification.Notification;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class HeldNotificationsTest {

    private static final Schedule WEEKLY = Schedule.of(Frequency.WEEKLY);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private SoukDatabase database;
    private DSLContext sql;
    private User ann;
    private DataSource dataSource;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        ann = database.users().create(UserDraft.of("ann", "ann@example.org"));
        new Accounts(dataSource).alert(ann, "bikes");
    }

    private List<HeldGroup> claim() {
        return database.heldNotifications().claim().orElse(List.of());
    }

    private void hold(int first, int count, String... channels) {
        for (int i = first; i < first + count; i++) {
            database.notifications()
                    .store(List.of(about(ann.id(), "match:" + i, 1, i, channels).on(WEEKLY)));
        }
    }

    private void letItBeDue() {
        sql.execute("update souk.notifications set held_until = clock_timestamp() where held_until is not null");
    }

    @Test
    void areNotDeliveredBeforeTheirTime() {
        hold(1, 2, "email");

        assertThat(claim()).isEmpty();
        assertThat(database.deliveries().stats().pending()).isZero();
        assertThat(database.notifications().ofUser(ann.id(), 0, 10).items()).hasSize(2);
    }

    @Test
    void areCountedWhileTheyWait() {
        assertThat(database.heldNotifications().stats()).isEqualTo(new HeldStats(0, 0, Optional.empty(), false));
        hold(1, 3, "email");
        assertThat(database.heldNotifications().stats()).isEqualTo(new HeldStats(3, 0, Optional.empty(), false));
        Instant since = Instant.parse("2026-01-01T00:00:00Z");

        sql.execute("update souk.notifications set held_until = '2026-01-01T00:00:00Z' where event_key <> 'match:1'");
        sql.execute("update souk.notifications set held_until = 'epoch' where event_key = 'match:3'");

        assertThat(database.heldNotifications().stats()).isEqualTo(new HeldStats(3, 2, Optional.of(since), false));
        assertThat(database.heldNotifications().stats(4))
                .isEqualTo(database.heldNotifications().stats());
    }

    @Test
    void noMoreAreCountedThanACheckAsksForAndTheOldestIsFoundAllTheSame() {
        hold(1, 5, "email");
        sql.execute("update souk.notifications set held_until = 'epoch' where event_key in ('match:1', 'match:2')");
        sql.execute("update souk.notifications set held_until = '2026-01-01T00:00:00Z' where event_key = 'match:3'");
        Instant since = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(database.heldNotifications().stats(1)).isEqualTo(new HeldStats(1, 1, Optional.of(since), true));
        assertThat(database.heldNotifications().stats(4)).isEqualTo(new HeldStats(4, 3, Optional.of(since), true));
        assertThatThrownBy(() -> database.heldNotifications().stats(0)).hasMessageContaining("most must be positive");
    }

    @Test
    void goTogetherByTheChannelsThatTheyGoBy() {
        hold(1, 60, "email", "ntfy");
        hold(100, 2, "email");
        letItBeDue();

        List<HeldGroup> groups = claim();

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).channels()).containsExactly("email");
        assertThat(groups.get(0).digest().count()).isEqualTo(2);
        assertThat(groups.get(1).digest().count()).isEqualTo(60);
        assertThat(groups.get(1).digest().rest()).isEqualTo(50);
        assertThat(groups.get(1).digest().newest())
                .hasSize(Digest.MAX_OF_ALERT)
                .extracting(Notification::id)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aDigestIsLeasedWithWhatItGathersInALineOfItsOwn() {
        hold(1, 60, "email");
        letItBeDue();
        HeldGroup group = claim().get(0);

        assertThat(database.heldNotifications().gather(group, "60 messages", "All of them."))
                .isPresent();

        assertThat(claim()).isEmpty();
        assertThat(database.deliveries().lease("email", DeliveryLane.SINGLE, 10, MINUTE))
                .isEmpty();
        assertThat(database.deliveries().lease("email", DeliveryLane.DIGEST, 10, MINUTE))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.notification().title()).isEqualTo("60 messages");
                    assertThat(delivery.digest().orElseThrow().count()).isEqualTo(60);
                    assertThat(delivery.digest().orElseThrow().newest()).hasSize(Digest.MAX_OF_ALERT);
                });
    }

    /** So each attempt reads 50 rows of 50,000. */
    @Test
    void aLeaseReadsNothingOfADigestButWhatItShows() {
        hold(1, 60, "email");
        letItBeDue();
        Digest made = claimAndGather();
        sql.execute("delete from souk.notifications where digest_id is not null and id not in (select"
                + " jsonb_array_elements_text(part->'shown')::bigint from souk.notifications d,"
                + " jsonb_array_elements(d.digest_parts) part)");

        Digest leased = database.deliveries()
                .lease("email", DeliveryLane.DIGEST, 10, MINUTE)
                .get(0)
                .digest()
                .orElseThrow();

        assertThat(leased.count()).isEqualTo(60);
        assertThat(leased.alerts()).isEqualTo(made.alerts());
        assertThat(leased.newest())
                .extracting(Notification::id)
                .isEqualTo(made.newest().stream().map(Notification::id).toList());
    }

    @Test
    void aDigestOfAnOlderReleaseIsReadWhole() {
        hold(1, 60, "email");
        letItBeDue();
        claimAndGather();
        sql.execute("update souk.notifications set digest_parts = null");

        assertThat(database.deliveries().lease("email", DeliveryLane.DIGEST, 10, MINUTE))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.digest().orElseThrow().count()).isEqualTo(60);
                    assertThat(delivery.digest().orElseThrow().newest()).hasSize(Digest.MAX_OF_ALERT);
                });
    }

    @Test
    void digestsShowAsMuchAsIsSet() {
        hold(1, 60, "email");
        letItBeDue();

        HeldGroup group = database.heldNotifications()
                .claim(new DigestLimits(3, 50))
                .orElseThrow()
                .get(0);

        assertThat(group.digest().newest()).hasSize(3);
        assertThat(group.digest().rest()).isEqualTo(57);
    }

    private Digest claimAndGather() {
        return database.inTransaction(tx -> {
            HeldGroup group = tx.heldNotifications().claim().orElseThrow().get(0);
            tx.heldNotifications().gather(group, "60 messages", "All of them.");
            return group.digest();
        });
    }

    @Test
    void oneThatCannotBeReadHoldsUpNoOther() {
        hold(1, 2, "email");
        sql.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.DATA, JSONB.valueOf("{}"))
                .where(NOTIFICATIONS.EVENT_KEY.eq("match:1"))
                .execute();
        letItBeDue();

        HeldGroup group = claim().get(0);

        assertThat(group.digest().newest()).hasSize(1);
        assertThat(database.heldNotifications().release(group)).isEqualTo(2);
        assertThat(database.deliveries().lease("email", DeliveryLane.SINGLE, 10, MINUTE))
                .hasSize(1);
        assertThat(database.deliveries().stats()).returns(2L, DeliveryStats::pending);
    }

    @Test
    void aDigestThatGathersWhatCannotBeReadIsRecordedAllTheSame() {
        hold(1, 3, "email");
        sql.update(NOTIFICATIONS)
                .set(NOTIFICATIONS.DATA, JSONB.valueOf("{\"alertId\": \"none\", \"listingId\": 1.5}"))
                .where(NOTIFICATIONS.EVENT_KEY.eq("match:1"))
                .execute();
        letItBeDue();
        database.heldNotifications().gather(claim().get(0), "3 messages", "All of them.");
        Delivery digest = database.deliveries()
                .lease("email", DeliveryLane.DIGEST, 10, MINUTE)
                .get(0);

        assertThat(database.deliveries().delivered(digest)).isTrue();
    }

    /** Or else they would count as told with what was due, and nobody would ever see them. */
    @Test
    void whatAnotherAlertHoldsIsInNoGroupThoughItsSettingsChangeMeanwhile() {
        Alert boats = new Accounts(dataSource).alert(ann, "boats");
        hold(1, 2, "email");
        letItBeDue();
        database.notifications()
                .store(List.of(
                        about(ann.id(), "match:100", boats.id(), 100, "email").on(WEEKLY)));

        int released = database.inTransaction(tx -> {
            HeldGroup group = tx.heldNotifications().claim().orElseThrow().get(0);
            setWeekly(boats);
            return tx.heldNotifications().release(group);
        });

        assertThat(released).isEqualTo(2);
        assertThat(held("match:100")).isEqualTo(Instant.EPOCH);
        assertThat(claim()).isEmpty();
        assertThat(held("match:100"))
                .isAfter(sql.fetchSingle("select clock_timestamp()").get(0, Instant.class));
        assertThat(sql.fetchCount(NOTIFICATIONS, NOTIFICATIONS.DIGEST_ID.isNotNull()))
                .isZero();
    }

    @Test
    void nobodyChangesAnAlertThatWasAskedBeforeWhatItHoldsHasGoneOn() {
        String changeable = "select id from souk.alerts where id = 1 for no key update skip locked";
        hold(1, 1, "email");
        letItBeDue();

        database.inTransaction(tx -> {
            tx.heldNotifications().claim();
            assertThat(sql.fetch(changeable)).isEmpty();
            return null;
        });

        assertThat(sql.fetch(changeable)).hasSize(1);
    }

    @Test
    void anAlertWhoseEndHasComeTellsWhatItFoundBefore() {
        hold(1, 2, "email");
        database.notifications().store(List.of(about(ann.id(), "match:3", 1, 3, "email")));
        letItBeDue();
        database.alerts().setExpiry(1, Instant.parse("2020-02-29T12:00:00Z"));
        assertThat(database.alerts().switchOffExpired(10)).isEqualTo(1);

        database.heldNotifications().gather(claim().get(0), "2 messages", "Both of them.");

        assertThat(database.deliveries().lease("email", DeliveryLane.DIGEST, 10, MINUTE))
                .hasSize(1);
        assertThat(database.deliveries().lease("email", DeliveryLane.SINGLE, 10, MINUTE))
                .hasSize(1);
    }

    private void setWeekly(Alert alert) {
        database.alerts()
                .edit(alert.id(), draft -> draft.withSettings(draft.settings().withSchedule(WEEKLY)));
    }

    private Instant held(String eventKey) {
        return sql.select(NOTIFICATIONS.HELD_UNTIL)
                .from(NOTIFICATIONS)
                .where(NOTIFICATIONS.EVENT_KEY.eq(eventKey))
                .fetchSingle(NOTIFICATIONS.HELD_UNTIL);
    }

    /** Or else it would come alone, after the digest of its day. */
    @Test
    void whoGathersWaitsForWhatIsBeingStored() throws Exception {
        hold(1, 1, "email");
        letItBeDue();
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Void> storing = CompletableFuture.runAsync(
                () -> database.inTransaction(tx -> {
                    tx.notifications()
                            .store(List.of(
                                    about(ann.id(), "match:2", 1, 2, "email").inSummary()));
                    stored.countDown();
                    await(looked);
                    return null;
                }),
                task -> new Thread(task).start());
        await(stored);
        assertThat(claim()).isEmpty();
        looked.countDown();
        storing.get();

        assertThat(claim())
                .singleElement()
                .satisfies(group -> assertThat(group.digest().count()).isEqualTo(2));
    }

    /** The time is taken once the user is held: what waited for who gathers is not due with what was gathered. */
    @Test
    void whatIsStoredAfterADigestIsHeldForTheNext() {
        CountDownLatch gathering = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        hold(1, 1, "email");
        letItBeDue();
        Instant gathered = database.inTransaction(tx -> {
            HeldGroup group = tx.heldNotifications().claim().orElseThrow().get(0);
            new Thread(() -> {
                        gathering.countDown();
                        database.notifications()
                                .store(List.of(about(ann.id(), "match:2", 1, 2, "email")
                                        .inSummary()));
                        stored.countDown();
                    })
                    .start();
            await(gathering);
            tx.heldNotifications().release(group);
            return group.until();
        });
        await(stored);

        assertThat(held("match:2")).isAfter(gathered);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
