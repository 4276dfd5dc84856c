package dev.souk.benchmarks.delivery;

import dev.souk.model.listing.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Listings that come at a steady rate, page by page, whatever becomes of them. A delay is counted from the time at which a
 * page was due: a page that had to wait for the one before is late, and so are its messages (no coordinated omission).
 */
final class OpenLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Town town;
    private final int page;
    private final long periodNanos;
    private final List<List<Listing>> pages = new ArrayList<>();
    private final long first;

    /** Makes the listings, which takes longer than storing them may. */
    OpenLoad(Town town, int perSecond, int page, int seconds) {
        this.town = town;
        this.page = page;
        periodNanos = TimeUnit.SECONDS.toNanos(page) / perSecond;
        first = town.nextNumber();
        for (int i = 0; i < Math.max(1, seconds * perSecond / page); i++) {
            pages.add(town.makeListings(page));
        }
    }

    /** Runs until all of it is received, and returns the delays of all messages in nanoseconds, rising. */
    List<Long> run(Hooks hooks) {
        hooks.drain();
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
        long start = System.nanoTime() + periodNanos;
        try {
            List<ScheduledFuture<?>> commits = new ArrayList<>();
            for (int i = 0; i < pages.size(); i++) {
                List<Listing> listings = pages.get(i);
                long wait = start + i * periodNanos - System.nanoTime();
                commits.add(clock.schedule(() -> town.list(listings), wait, TimeUnit.NANOSECONDS));
            }
            for (ScheduledFuture<?> commit : commits) {
                commit.get();
            }
            awaitIdle(clock);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        } finally {
            clock.shutdownNow();
        }
        return hooks.drain().stream()
                .map(arrival -> arrival.nanos() - start - (arrival.listing() - first) / page * periodNanos)
                .sorted()
                .toList();
    }

    private void awaitIdle(ScheduledThreadPoolExecutor clock) throws InterruptedException, ExecutionException {
        for (long looks = PATIENCE.dividedBy(LOOK); looks > 0; looks--) {
            if (clock.schedule(town::isIdle, LOOK.toMillis(), TimeUnit.MILLISECONDS)
                    .get()) {
                return;
            }
        }
        throw new IllegalStateException("not all was sent within " + PATIENCE + " after the last listing");
    }
}
