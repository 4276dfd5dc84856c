package dev.souk.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.Accounts;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.Total;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts by filter, and changed in part. */
@ExtendWith(MigratedPostgres.class)
class AlertListsTest {

    private Accounts accounts;
    private AlertRepository alerts;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        alerts = new AlertRepository(accounts.transactions());
        ann = accounts.user("ann");
    }

    @Test
    void listsByUserStateAndPartOfTheName() {
        User bob = accounts.user("bob");
        Alert bikes = accounts.alert(ann, "Folding BIKES");
        Alert chairs = accounts.alert(ann, "Chairs");
        Alert ofBob = accounts.alert(bob, "Bikes too");
        alerts.setActive(chairs.id(), false);

        assertThat(ids(AlertFilter.ALL)).containsExactly(ofBob.id(), chairs.id(), bikes.id());
        assertThat(ids(AlertFilter.ofUser(ann.id()))).containsExactly(chairs.id(), bikes.id());
        assertThat(ids(AlertFilter.ALL.withActive(true))).containsExactly(ofBob.id(), bikes.id());
        assertThat(ids(AlertFilter.ALL.withActive(false))).containsExactly(chairs.id());
        assertThat(ids(AlertFilter.ALL.withNameContaining("bikes"))).containsExactly(ofBob.id(), bikes.id());
        assertThat(ids(AlertFilter.ofUser(ann.id()).withActive(true).withNameContaining("fold")))
                .containsExactly(bikes.id());
        assertThat(alerts.count(AlertFilter.ALL.withNameContaining("bikes"))).isEqualTo(2);
        assertThat(alerts.page(AlertFilter.ALL, 0, 2, Counting.EXACT).total()).isEqualTo(Total.exactly(3));
    }

    @Test
    void whatStandsForAnythingInLikeStandsForItself() {
        Alert percent = accounts.alert(ann, "50% off");
        Alert underscore = accounts.alert(ann, "a_b\\c!d");

        assertThat(ids(AlertFilter.ALL.withNameContaining("%"))).containsExactly(percent.id());
        assertThat(ids(AlertFilter.ALL.withNameContaining("_"))).containsExactly(underscore.id());
        assertThat(ids(AlertFilter.ALL.withNameContaining("B\\C!"))).containsExactly(underscore.id());
        assertThat(ids(AlertFilter.ALL.withNameContaining("' or '1'='1"))).isEmpty();
    }

    @Test
    void walksThroughAllOnceWhileOthersAreInserted() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(0, accounts.alert(ann, "alert " + i).id());
        }

        List<Long> walked = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<Alert> slice = alerts.slice(AlertFilter.ALL, cursor, 3);
            slice.items().forEach(alert -> walked.add(alert.id()));
            accounts.alert(ann, "late");
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(walked).isEqualTo(made);
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> alerts.slice(AlertFilter.ALL, "AAAA", 3))
                .withMessageContaining("AAAA");
    }

    @Test
    void listsPassOverWhatCannotBeReadAndTheOwnerCanAskForIt() {
        Alert first = accounts.alert(ann, "first");
        Alert newer = accounts.alert(ann, "newer");
        Alert mixed = accounts.alert(ann, "mixed");
        Alert last = accounts.alert(ann, "last");
        Alert ofBob = accounts.alert(accounts.user("bob"), "settings");
        damage("criteria = '{\"version\": 99, \"mood\": \"blue\"}'", newer);
        // Today's grammar does not let OR join what is left out.
        damage("query = 'bike OR -red'", mixed);
        damage("notification_settings = '[]'", ofBob);

        PageResult<Alert> page = alerts.ofUser(ann.id(), 0, 3);

        assertThat(page.items()).containsExactly(last);
        assertThat(page.total()).isEqualTo(Total.exactly(4));
        assertThat(alerts.ofUser(ann.id(), 1, 3).items()).containsExactly(first);
        Slice<Alert> slice = alerts.ofUser(ann.id(), null, 2);
        assertThat(slice.items()).containsExactly(last);
        Slice<Alert> next = alerts.ofUser(ann.id(), slice.next().orElseThrow(), 2);
        assertThat(next.items()).containsExactly(first);
        assertThat(next.next()).isEmpty();
        assertThat(ids(AlertFilter.ALL)).containsExactly(last.id(), first.id());

        List<UnreadableAlert> ofAnn =
                alerts.unreadable(AlertFilter.ofUser(ann.id()), null, 10).items();
        assertThat(ofAnn).extracting(UnreadableAlert::alertId).containsExactly(mixed.id(), newer.id());
        assertThat(ofAnn).extracting(UnreadableAlert::name).containsExactly("mixed", "newer");
        assertThat(ofAnn.get(0).userId()).isEqualTo(ann.id());
        assertThat(ofAnn.get(0).reason()).startsWith("query: ");
        assertThat(alerts.unreadable(AlertFilter.ALL, null, 10).items()).hasSize(3);
        alerts.update(mixed.id(), AlertDraft.of(ann.id(), "mixed", AlertCriteria.ANYTHING));
        assertThat(alerts.unreadable(AlertFilter.ofUser(ann.id()), null, 10).items())
                .containsExactly(ofAnn.get(1));
        assertThat(alerts.ofUser(ann.id(), 0, 3).items()).hasSize(2);
    }

    @Test
    void walksThroughWhatCannotBeReadAndCountsIt() {
        List<Long> damaged = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accounts.alert(ann, "readable " + i);
            Alert alert = accounts.alert(ann, "damaged " + i);
            damage("criteria = '{\"version\": 99}'", alert);
            damaged.add(0, alert.id());
        }
        accounts.alert(ann, "readable");

        List<Long> walked = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<UnreadableAlert> slice = alerts.unreadable(AlertFilter.ALL, cursor, 2);
            slice.items().forEach(alert -> walked.add(alert.alertId()));
            sizes.add(slice.items().size());
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(walked).isEqualTo(damaged);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(alerts.unreadable(AlertFilter.ALL, null, 5).next())
                .as("the last")
                .isEmpty();
        PageResult<UnreadableAlert> second = alerts.unreadable(AlertFilter.ALL, 1, 2, Counting.EXACT);
        assertThat(second.items())
                .extracting(UnreadableAlert::alertId)
                .containsExactlyElementsOf(damaged.subList(2, 4));
        assertThat(second.total()).isEqualTo(Total.exactly(5));
        assertThat(unreadable(0, 2, Counting.upTo(3))).isEqualTo(new Total.AtLeast(3));
        assertThat(unreadable(1, 2, Counting.upTo(3))).isEqualTo(new Total.AtLeast(4));
        assertThat(unreadable(0, 2, Counting.upTo(5))).isEqualTo(Total.exactly(5));
        assertThat(unreadable(2, 2, Counting.upTo(1))).isEqualTo(Total.exactly(5));
        assertThat(unreadable(9, 2, Counting.upTo(1))).isEqualTo(Total.exactly(5));
        assertThat(unreadable(0, 2, Counting.ESTIMATED)).isEqualTo(Total.exactly(5));
        String ofAlerts = alerts.slice(AlertFilter.ALL, null, 1).next().orElseThrow();
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> alerts.unreadable(AlertFilter.ALL, ofAlerts, 2));
    }

    private Total unreadable(int page, int size, Counting counting) {
        return alerts.unreadable(AlertFilter.ALL, page, size, counting).total();
    }

    private void damage(String change, Alert alert) {
        accounts.transactions()
                .call(dsl -> dsl.execute("update souk.alerts set " + change + " where id = {0}", DSL.val(alert.id())));
    }

    @Test
    void changesAPartAndLeavesTheRest() {
        Alert alert = alerts.create(AlertDraft.of(
                        ann.id(),
                        "Bikes",
                        AlertCriteria.builder().allOf("brompton").build())
                .withQuery("red -broken"));

        Alert renamed =
                alerts.edit(alert.id(), old -> old.withName("Folding bikes")).orElseThrow();

        assertThat(AlertDraft.of(renamed)).isEqualTo(AlertDraft.of(alert).withName("Folding bikes"));
        assertThat(alerts.byId(alert.id())).contains(renamed);
        assertThat(alerts.edit(alert.id(), old -> old.withActive(false))).get().returns(false, Alert::active);
        assertThat(alerts.edit(999_999, old -> old)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        alerts.edit(alert.id(), old -> AlertDraft.of(ann.id() + 1, old.name(), old.criteria())))
                .withMessageContaining("another user");
    }

    @Test
    void changesOneClauseOfTheCriteria() {
        Alert alert = alerts.create(AlertDraft.of(
                ann.id(),
                "Bikes",
                AlertCriteria.builder()
                        .allOf("brompton")
                        .maxPrice(Money.of(700, "EUR"))
                        .build()));

        alerts.edit(
                alert.id(),
                old -> old.withCriteria(old.criteria().toBuilder().allOf("red").build()));

        assertThat(alerts.byId(alert.id()))
                .contains(alert.withCriteria(AlertCriteria.builder()
                        .allOf("brompton", "red")
                        .maxPrice(Money.of(700, "EUR"))
                        .build()));
    }

    @Test
    void twoWhoChangeDifferentPartsAtOnceBothStay(DataSource dataSource) throws Exception {
        Alert alert = accounts.alert(ann, "Bikes");
        AlertCriteria criteria = AlertCriteria.builder().allOf("brompton").build();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);

        CompletableFuture<?> first = CompletableFuture.runAsync(
                () -> alerts.edit(alert.id(), old -> {
                    reading.countDown();
                    await(waiting);
                    return old.withName("Folding bikes");
                }),
                AlertListsTest::onAThreadOfItsOwn);
        await(reading);
        CompletableFuture<?> second = CompletableFuture.runAsync(
                () -> alerts.edit(alert.id(), old -> old.withCriteria(criteria)), AlertListsTest::onAThreadOfItsOwn);
        Blocked.await(dataSource);
        waiting.countDown();
        first.get();
        second.get();

        assertThat(alerts.byId(alert.id())).get().satisfies(now -> {
            assertThat(now.name()).isEqualTo("Folding bikes");
            assertThat(now.criteria()).isEqualTo(criteria);
        });
    }

    /** The common pool of a machine with two cores runs one task at a time. */
    private static void onAThreadOfItsOwn(Runnable task) {
        new Thread(task).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void switchesAllAlertsOfAUserOffAndOn() {
        Alert one = accounts.alert(ann, "one");
        accounts.alert(ann, "two");
        Alert ofBob = accounts.alert(accounts.user("bob"), "three");

        assertThat(alerts.setAllActive(ann.id(), false)).isEqualTo(2);
        assertThat(alerts.setAllActive(ann.id(), false)).isZero();
        assertThat(ids(AlertFilter.ALL.withActive(true))).containsExactly(ofBob.id());
        assertThat(alerts.setAllActive(ann.id(), true)).isEqualTo(2);
        assertThat(alerts.byId(one.id())).get().returns(true, Alert::active);
    }

    private List<Long> ids(AlertFilter filter) {
        return alerts.slice(filter, null, 100).items().stream().map(Alert::id).toList();
    }
}
