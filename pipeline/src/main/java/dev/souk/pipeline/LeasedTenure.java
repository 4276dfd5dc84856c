package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.UpsertResult;
import dev.souk.core.watch.LeasedWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of a watch that all hosts share: the right lasts as long as the lease. It is renewed in the transaction that stores, so
 * a host that wakes up late stores nothing over what the one that took over has found.
 */
final class LeasedTenure implements Tenure {

    private final SoukDatabase database;
    private final LeasedWatch leased;
    private final Duration lease;
    private final DoubleSupplier chance;

    /**
     * Of a lease.
     *
     * @param lease how long it is renewed for
     * @param chance from 0 to 1, for the time of the next visit
     */
    LeasedTenure(SoukDatabase database, LeasedWatch leased, Duration lease, DoubleSupplier chance) {
        this.database = database;
        this.leased = leased;
        this.lease = lease;
        this.chance = chance;
    }

    @Override
    public void require() {
        renew(database);
    }

    @Override
    public void keep() {
        if (!database.watches().renewUnlessLocked(leased, lease)) {
            throw lost();
        }
    }

    /** No beat of the heart gets at the lease meanwhile; so it is renewed at the end too, or one that took long were over. */
    @Override
    public UpsertResult store(Function<SoukDatabase, UpsertResult> work) {
        return database.inTransaction(tx -> {
            renew(tx);
            UpsertResult result = work.apply(tx);
            renew(tx);
            return result;
        });
    }

    private void renew(SoukDatabase tx) {
        if (!tx.watches().renew(leased, lease)) {
            throw lost();
        }
    }

    private LeaseLostException lost() {
        return new LeaseLostException(leased.watch().id());
    }

    @Override
    public Optional<LeaseLostException> end(SoukDatabase tx, WatchReport report) {
        Optional<String> problem = problem(report);
        boolean held = problem.isPresent()
                ? tx.watches().failed(leased, problem.get(), chance.getAsDouble())
                : tx.watches().visited(leased, report.added() + report.deferred() > 0, chance.getAsDouble());
        return held ? Optional.empty() : Optional.of(lost());
    }

    /** What kept a visit from seeing anything at all. */
    private static Optional<String> problem(WatchReport report) {
        if (report.failure().isPresent()) {
            return report.failure().map(RuntimeException::toString);
        }
        boolean sawNothing = report.pageCount() > 0 && report.troubles().size() == report.pageCount();
        return sawNothing
                ? Optional.of(report.troubles().stream()
                        .map(page -> page.outcome().kind().name())
                        .distinct()
                        .collect(Collectors.joining(", ")))
                : Optional.empty();
    }
}
