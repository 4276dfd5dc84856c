package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.watch.LeasedWatch;
import dev.souk.model.SourceId;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the watches that stand in the database and are due, one lease at a time, so that any number of hosts share them.
 * A lease is renewed while its visit goes on. Thread-safe: several threads visit several watches at once.
 */
final class StoredWatches {

    private static final Logger LOG = LoggerFactory.getLogger(StoredWatches.class);

    /** Beats in a lease, so that one that is lost or late is not its end. */
    private static final int BEATS = 3;

    private final SoukDatabase database;
    private final Map<SourceId, ListingSource> sources;
    private final Visit visit;
    private final Duration lease;
    private final DoubleSupplier chance;
    private final BooleanSupplier closing;
    private final Heartbeat heartbeat;

    /**
     * Over what is stored.
     *
     * @param sources those that this host can read, by name
     * @param visit makes a visit, ends its tenure, and does not throw
     * @param lease after this, another host takes over one that says nothing
     * @param chance from 0 to 1, for the time of the next visit
     * @param threads gives the one that renews leases
     */
    StoredWatches(
            SoukDatabase database,
            Map<SourceId, ListingSource> sources,
            Visit visit,
            Duration lease,
            DoubleSupplier chance,
            ThreadFactory threads,
            BooleanSupplier closing) {
        this.database = database;
        this.sources = Map.copyOf(sources);
        this.visit = visit;
        this.lease = lease;
        this.chance = chance;
        this.heartbeat = new Heartbeat(threads);
        this.closing = closing;
    }

    /** Visits until nothing is due, or what was visited is due again: a short interval must not make this endless. */
    void run(Consumer<IngestReport> done) {
        Set<Long> visited = new HashSet<>();
        boolean goesOn = true;
        while (goesOn && !closing.getAsBoolean()) {
            List<LeasedWatch> due = database.watches().lease(sources.keySet(), 1, lease);
            for (LeasedWatch leased : due) {
                visit(leased, done).ifPresent(report -> done.accept(new IngestReport(List.of(report))));
            }
            goesOn = !due.isEmpty()
                    && due.stream()
                            .allMatch(leased -> visited.add(leased.watch().id()));
        }
    }

    void close() {
        heartbeat.close();
    }

    private Optional<WatchReport> visit(LeasedWatch leased, Consumer<IngestReport> done) {
        return watch(leased).map(watch -> {
            Tenure tenure = new LeasedTenure(database, leased, lease, chance);
            Runnable stop = heartbeat.every(lease.dividedBy(BEATS), tenure);
            try {
                return visit.make(watch, tenure, () -> done.accept(IngestReport.NOTHING));
            } finally {
                stop.run();
            }
        });
    }

    /** What is watched; a search that nobody understands is left for later, with the reason. */
    private Optional<Watch> watch(LeasedWatch leased) {
        SourceId id = leased.watch().draft().source();
        ListingSource source = Objects.requireNonNull(sources.get(id), "only sources that are there are leased");
        try {
            return Optional.of(
                    new Watch(source, SearchRequest.ofKey(leased.watch().draft().search())));
        } catch (IllegalArgumentException e) {
            LOG.warn("watch {} of {} cannot be visited", leased.watch().id(), id, e);
            database.watches().failed(leased, String.valueOf(e.getMessage()), chance.getAsDouble());
            return Optional.empty();
        }
    }

    /** Makes a visit. */
    interface Visit {

        /** Runs something whenever the visit gets on. */
        WatchReport make(Watch watch, Tenure tenure, Runnable progressed);
    }
}
