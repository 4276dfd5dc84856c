package dev.souk.core.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps listings and pages of searches that were read, so that the database need not be asked again. Off unless it is
 * given to a database:
 *
 * <pre>{@code
 * SoukDatabase database = SoukDatabase.builder(transactions, protection).cache(ListingCache.inProcess()).build();
 * }</pre>
 *
 * <p>What a read is given is never older than what this instance had committed through the cache's databases before the
 * read began, be it in a transaction of Souk's or of the application's own. What other instances, or statements that do
 * not come from Souk, have written is seen after the time to live at the latest. Inside a transaction that is open, the
 * cache is neither asked nor filled. That a listing does not exist is not kept.
 *
 * <p>One cache is for one database: give the same one to every {@code SoukDatabase} of the process that writes listings
 * there. Thread-safe.
 */
public final class ListingCache implements AutoCloseable {

    private final Entries entries;
    private final Duration timeToLive;
    private final Duration searchTimeToLive;
    private final Function<String, Timeline> timelines;
    private final Set<String> left = new HashSet<>();
    private final Tally listings = new Tally();
    private final Tally searches = new Tally();
    private final LongAdder bypassed = new LongAdder();

    @Nullable
    private volatile Timeline timeline;

    ListingCache(Entries entries, Builder settings, Function<String, Timeline> timelines) {
        this.entries = entries;
        timeToLive = settings.timeToLive;
        searchTimeToLive = settings.searchTimeToLive;
        this.timelines = timelines;
    }

    /**
     * In the memory of this process, by Caffeine, with the defaults of {@link #builder}.
     *
     * @throws IllegalStateException if Caffeine is not on the class path
     */
    public static ListingCache inProcess() {
        return builder().inProcess();
    }

    /** In a place outside the process, with the defaults of {@link #builder}. */
    public static ListingCache over(CacheStore store) {
        return builder().over(store);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** What it has done so far. */
    public CacheStats stats() {
        return new CacheStats(
                listings.reads(), searches.reads(), bypassed.sum(), entries.evictions(), entries.failures());
    }

    /** Lets go of memory or connections. Databases that still use the cache ask their tables. */
    @Override
    public void close() {
        entries.close();
    }

    Entries entries() {
        return entries;
    }

    Duration timeToLive(Kind kind) {
        return kind == Kind.LISTING ? timeToLive : searchTimeToLive;
    }

    Tally tally(Kind kind) {
        return kind == Kind.LISTING ? listings : searches;
    }

    void bypassed() {
        bypassed.increment();
    }

    /** Where the database stood last; null as long as it was never asked. */
    @Nullable
    Timeline timeline() {
        return timeline;
    }

    /*
     * Another timeline means that the server was started again, or that another took over. What the new one does is
     * counted anew, and what was read before is found no more, since the timeline is part of every key. There is no way
     * back: what comes late from the old server is not kept.
     */

    /** The timeline of a moment; null if it is one that was left. */
    @Nullable
    Timeline timeline(Moment moment) {
        Timeline current = timeline;
        if (current != null && current.name().equals(moment.timeline())) {
            return current;
        }
        return change(moment.timeline());
    }

    @Nullable
    private synchronized Timeline change(String name) {
        Timeline current = timeline;
        if (current != null && current.name().equals(name)) {
            return current;
        }
        if (left.contains(name)) {
            return null;
        }
        if (current != null) {
            requireSameDatabase(current.name(), name);
            left.add(current.name());
        }
        Timeline changed = timelines.apply(name);
        timeline = changed;
        return changed;
    }

    private static void requireSameDatabase(String known, String other) {
        if (!databaseOf(known).equals(databaseOf(other))) {
            throw new IllegalStateException("one cache is for one database, but this one was given both %s and %s"
                    .formatted(databaseOf(known), databaseOf(other)));
        }
    }

    private static String databaseOf(String timelineName) {
        return timelineName.substring(0, timelineName.lastIndexOf('@'));
    }

    /** What is kept. */
    enum Kind {
        /** One listing under its number, or under its marketplace and the id there. */
        LISTING,
        /** A page of a search. */
        SEARCH
    }

    /** Collects how long and how much is kept. Not thread-safe. */
    public static final class Builder {

        private static final long DEFAULT_BYTES = 64L << 20;
        private static final Duration LONGEST = Duration.ofDays(1);

        private Duration timeToLive = Duration.ofMinutes(1);
        private Duration searchTimeToLive = Duration.ofSeconds(10);
        private long maximumBytes = DEFAULT_BYTES;

        private Builder() {}

        /**
         * How long a listing is served after it was read: what other instances write is seen that late. From a
         * millisecond to a day. Default 1 minute.
         */
        public Builder timeToLive(Duration timeToLive) {
            this.timeToLive = require("time to live", timeToLive);
            return this;
        }

        /** As {@link #timeToLive}, for pages of searches. Default 10 seconds. */
        public Builder searchTimeToLive(Duration searchTimeToLive) {
            this.searchTimeToLive = require("time to live of searches", searchTimeToLive);
            return this;
        }

        private static Duration require(String what, Duration duration) {
            if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(what + " must be from a millisecond to a day: " + duration);
            }
            return duration;
        }

        /** About how much memory {@link #inProcess} may take, in bytes. Default 64 MiB. */
        public Builder maximumBytes(long maximumBytes) {
            if (maximumBytes < 1) {
                throw new IllegalArgumentException("maximum of bytes must be positive: " + maximumBytes);
            }
            this.maximumBytes = maximumBytes;
            return this;
        }

        /**
         * A cache in the memory of this process.
         *
         * @throws IllegalStateException if Caffeine is not on the class path
         */
        public ListingCache inProcess() {
            try {
                return on(new CaffeineEntries(maximumBytes), Timeline::new);
            } catch (NoClassDefFoundError e) {
                throw new IllegalStateException(
                        "a cache in the process needs com.github.ben-manes.caffeine:caffeine on the class path", e);
            }
        }

        /** A cache in a place outside the process. It belongs to the cache from now on and is closed with it. */
        public ListingCache over(CacheStore store) {
            return over(store, System::nanoTime);
        }

        /** As {@link #over(CacheStore)}, by another clock. */
        ListingCache over(CacheStore store, LongSupplier nanoTime) {
            return on(new StoredEntries(store, new Breaker(nanoTime)), Timeline::new);
        }

        /** On other entries, or by another rule of what may be served. */
        ListingCache on(Entries entries, Function<String, Timeline> timelines) {
            return new ListingCache(entries, this, timelines);
        }
    }
}
