package dev.souk.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.Accounts;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.model.Counting;
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
        assertThat(ids(AlertFilter.ALL.thatAre(true))).containsExactly(ofBob.id(), bikes.id());
        assertThat(ids(AlertFilter.ALL.thatAre(false))).containsExactly(chairs.id());
        assertThat(ids(AlertFilter.ALL.named("bikes"))).containsExactly(ofBob.id(), bikes.id());
        assertThat(ids(AlertFilter.ofUser(ann.id()).thatAre(true).named("fold")))
                .containsExactly(bikes.id());
        assertThat(alerts.count(AlertFilter.ALL.named("bikes"))).isEqualTo(2);
        assertThat(alerts.page(AlertFilter.ALL, 0, 2, Counting.EXACT).total()).isEqualTo(Total.exactly(3));
    }

    @Test
    void whatStandsForAnythingInLikeStandsForItself() {
        Alert percent = accounts.alert(ann, "50% off");
        Alert underscore = accounts.alert(ann, "a_b\\c!d");

        assertThat(ids(AlertFilter.ALL.named("%"))).containsExactly(percent.id());
        assertThat(ids(AlertFilter.ALL.named("_"))).containsExactly(underscore.id());
        assertThat(ids(AlertFilter.ALL.named("B\\C!"))).containsExactly(underscore.id());
        assertThat(ids(AlertFilter.ALL.named("' or '1'='1"))).isEmpty();
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
    void twoWhoChangeDifferentPartsAtOnceBothStay(DataSource dataSource) throws Exception {
        Alert alert = accounts.alert(ann, "Bikes");
        AlertCriteria criteria = AlertCriteria.builder().allOf("brompton").build();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);

        CompletableFuture<?> first = CompletableFuture.runAsync(() -> alerts.edit(alert.id(), old -> {
            reading.countDown();
            await(waiting);
            return old.withName("Folding bikes");
        }));
        await(reading);
        CompletableFuture<?> second =
                CompletableFuture.runAsync(() -> alerts.edit(alert.id(), old -> old.withCriteria(criteria)));
        Blocked.await(dataSource);
        waiting.countDown();
        first.get();
        second.get();

        assertThat(alerts.byId(alert.id())).get().satisfies(now -> {
            assertThat(now.name()).isEqualTo("Folding bikes");
            assertThat(now.criteria()).isEqualTo(criteria);
        });
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
        assertThat(ids(AlertFilter.ALL.thatAre(true))).containsExactly(ofBob.id());
        assertThat(alerts.setAllActive(ann.id(), true)).isEqualTo(2);
        assertThat(alerts.byId(one.id())).get().returns(true, Alert::active);
    }

    private List<Long> ids(AlertFilter filter) {
        return alerts.slice(filter, null, 100).items().stream().map(Alert::id).toList();
    }
}
