package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.UpsertResult;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.watch.LeasedWatch;
import dev.souk.core.watch.WatchDraft;
import dev.souk.model.SourceId;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One heart that beats for all visits of a host. */
@ExtendWith(SoukPostgres.class)
class HeartbeatTest {

    private static final SourceId SITE = new SourceId("site");
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UpsertResult NOTHING = new UpsertResult(List.of());

    private final Heartbeat heart = new Heartbeat(Loops.daemons());

    private SoukDatabase database;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
    }

    @AfterEach
    void close() {
        heart.close();
    }

    @Test
    void aVisitThatStoresForLongDoesNotHoldUpTheLeasesOfTheOthers() {
        LeasedWatch storing = leased("storing");
        LeasedWatch other = leased("other");
        Tenure stored = tenure(storing);

        stored.store(tx -> {
            heart.every(Duration.ofMillis(1), stored);
            heart.every(Duration.ofMillis(1), tenure(other));
            awaitRenewal(other);
            awaitRenewal(other);
            return NOTHING;
        });
        awaitRenewal(storing);
    }

    @Test
    void aLeaseLastsAsLongAfterAStoreThatTookLongerThanTheLease() {
        LeasedWatch leased = leased("storing");

        tenure(leased).store(tx -> {
            // As if all of the lease had gone by.
            tx.watches().renew(leased, Duration.ofMillis(1));
            return NOTHING;
        });

        assertThat(database.watches().overdue(Duration.ZERO, null, 10).items()).isEmpty();
        assertThat(database.watches().lease(Set.of(SITE), 1, LEASE)).isEmpty();
        assertThat(due(leased)).isAfter(leased.watch().dueAt());
    }

    private LeasedWatch leased(String search) {
        database.watches().add(new WatchDraft(SITE, search, MINUTE, MINUTE));
        List<LeasedWatch> leased = database.watches().lease(Set.of(SITE), 1, LEASE);
        assertThat(leased).hasSize(1);
        return leased.get(0);
    }

    private Tenure tenure(LeasedWatch leased) {
        return new LeasedTenure(database, leased, LEASE, () -> 0);
    }

    private Instant due(LeasedWatch leased) {
        return database.watches().byId(leased.watch().id()).orElseThrow().dueAt();
    }

    private void awaitRenewal(LeasedWatch leased) {
        Instant before = due(leased);
        await(() -> due(leased).isAfter(before));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 seconds").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
