package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.SearchRuns;
import dev.souk.model.SourceId;
import dev.souk.notify.NotificationWriter;
import dev.souk.notify.Notifier;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.drift.ScrapeListener;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Watches marketplaces and tells people: ingest fetches and stores listings, match finds the alerts they satisfy,
 * dispatch sends the notifications. The three are joined only by tables, so a host may run any of them, on as many
 * machines as it likes; what one leaves undone another finds.
 *
 * <p>Each step runs in transactions of its own: do not call them inside one of yours, since what a host sends cannot be
 * rolled back.
 *
 * <p>{@link #runOnce} does all three in order, for tests, cron jobs and small hosts. {@link #start} runs them in the
 * background until {@link #close}. Thread-safe.
 *
 * <pre>{@code
 * try (SoukPipeline souk = SoukPipeline.builder(database)
 *         .fetcher(HttpFetcher.builder("mailto:ops@example.org").build())
 *         .watch(source, SearchRequest.of("brompton"))
 *         .notifier(EmailNotifier.builder("smtp.example.org", 587, "souk@example.org").build())
 *         .build()) {
 *     RunReport report = souk.runOnce();
 * }
 * }</pre>
 */
public final class SoukPipeline implements AutoCloseable {

    private static final int MAX_LIST_PAGES = 20;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Ingest ingest;
    private final StoredWatches storedWatches;
    private final Matching matching;
    private final Dispatch dispatch;
    private final Loops loops;

    private SoukPipeline(Builder builder) {
        SoukDatabase database = builder.database;
        ingest = new Ingest(
                database,
                builder.scraper(MAX_LIST_PAGES),
                builder.scraper(Math.max(1, builder.maxItemPages)),
                new VisitLog(database, builder.listener),
                builder.watches,
                builder.maxItemPages,
                builder.misses,
                closing::get);
        storedWatches = new StoredWatches(
                database,
                builder.sources,
                ingest::visit,
                builder.lease,
                new Random(builder.seed)::nextDouble,
                closing::get);
        matching = new Matching(database, builder.writer, builder.clock, closing::get);
        dispatch = new Dispatch(
                database, builder.notifiers, builder.lease, builder.retry, new Random(builder.seed), closing::get);
        loops = new Loops(
                new Loops.Task("souk-ingest", ingest::run, builder.ingestEvery, builder.watches.isEmpty() ? 0 : 1),
                new Loops.Task("souk-watches", storedWatches::run, builder.pollEvery, builder.storedVisits()),
                new Loops.Task("souk-match", this::match, builder.pollEvery, 1),
                new Loops.Task(
                        "souk-dispatch", this::dispatch, builder.pollEvery, builder.notifiers.isEmpty() ? 0 : 1));
    }

    /** Starts a pipeline on a database whose tables are at the newest version. */
    public static Builder builder(SoukDatabase database) {
        return new Builder(database);
    }

    /**
     * Visits every watch of this pipeline once, and every stored one that is due, and stores what is found. A site that
     * fails is in the report; the others go on.
     *
     * @throws dev.souk.core.transaction.StorageException if the database cannot say which stored watches are due
     */
    public IngestReport ingest() {
        List<WatchReport> reports = new ArrayList<>(ingest.run().watches());
        reports.addAll(storedWatches.run());
        return new IngestReport(reports);
    }

    /**
     * Matches all that is waiting.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; nothing is lost, call again
     */
    public MatchReport match() {
        return matching.run();
    }

    /**
     * Sends all that is due.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; what was leased is sent again later
     */
    public DispatchReport dispatch() {
        return dispatch.run();
    }

    /** All three in order: what this run finds is on its way when it returns. */
    public RunReport runOnce() {
        return new RunReport(ingest(), match(), dispatch());
    }

    /**
     * Runs the three in the background, each in a thread of its own, and the stored watches in several, until {@link
     * #close}. A loop that fails says so in the log, waits longer each time up to a minute, and goes on.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        loops.start();
    }

    /**
     * Stops: what is being done now is finished, for up to 30 seconds, and nothing new is begun. What is left waits in
     * the database for another host, or the next start.
     */
    @Override
    public void close() {
        closing.set(true);
        loops.close(Duration.ofSeconds(30));
        storedWatches.close();
    }

    /** Collects the parts. Each setting is checked at once. Not thread-safe. */
    public static final class Builder {

        private final SoukDatabase database;
        private final List<Watch> watches = new ArrayList<>();
        private final Map<SourceId, ListingSource> sources = new LinkedHashMap<>();
        private final List<Notifier> notifiers = new ArrayList<>();
        private ScrapeListener listener = drift -> {};
        private NotificationWriter writer = NotificationWriter.english();
        private Clock clock = Clock.systemUTC();
        private Duration ingestEvery = Duration.ofMinutes(15);
        private Duration pollEvery = Duration.ofSeconds(1);
        private Duration lease = Duration.ofSeconds(50);
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private int visitsAtOnce = 4;
        private int maxItemPages = 50;
        private int misses = SearchRuns.DEFAULT_MISSES;
        private long seed = new Random().nextLong();

        @Nullable
        private Fetcher fetcher;

        private Builder(SoukDatabase database) {
            this.database = database;
        }

        /**
         * Adds a search that is repeated. Default none: this host then only matches and sends.
         *
         * @throws IllegalArgumentException if the source cannot search in the way that is asked
         */
        public Builder watch(ListingSource source, SearchRequest search) {
            source.seeds(search);
            watches.add(new Watch(source, search));
            return this;
        }

        /**
         * Visits the watches of these sources that stand in the database, see {@code SoukDatabase.watches()}, when they
         * are due: each is visited by one of all the hosts that do so. Default none.
         *
         * @throws IllegalArgumentException if there is another source of that name
         * @throws IllegalStateException if a source needs a permission that the host has not said it has
         */
        public Builder watchStored(ListingSource... sources) {
            for (ListingSource source : sources) {
                source.policy().check();
                if (this.sources.putIfAbsent(source.id(), source) != null) {
                    throw new IllegalArgumentException("there is a source " + source.id() + " already");
                }
            }
            return this;
        }

        /**
         * How many stored watches {@link #start} visits at once, each in a thread, so that a slow site does not hold up
         * the others. Default 4. The pace at each site is the fetcher's all the same.
         */
        public Builder visitsAtOnce(int visits) {
            if (visits < 1) {
                throw new IllegalArgumentException("visits at once must be positive: " + visits);
            }
            visitsAtOnce = visits;
            return this;
        }

        /** How pages are fetched. Needed where there is a watch. */
        public Builder fetcher(Fetcher fetcher) {
            this.fetcher = fetcher;
            return this;
        }

        /** Adds a channel. Default none: this host then sends nothing, and notifications wait for one that does. */
        public Builder notifier(Notifier notifier) {
            if (notifiers.stream().anyMatch(other -> other.channel().equals(notifier.channel()))) {
                throw new IllegalArgumentException(
                        "there is a notifier for channel " + notifier.channel() + " already");
            }
            notifiers.add(notifier);
            return this;
        }

        /** Hears when a site no longer gives what it used to. Default nobody; it stands in the log and in reports. */
        public Builder listener(ScrapeListener listener) {
            this.listener = listener;
            return this;
        }

        /** How events are put into words. Default {@link NotificationWriter#english}. */
        public Builder writer(NotificationWriter writer) {
            this.writer = writer;
            return this;
        }

        /** The clock for what sites say in relative terms. Default UTC. Leases and retries go by the database's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** How long {@link #start} waits between two visits to the watches. Default 15 minutes. */
        public Builder ingestEvery(Duration interval) {
            ingestEvery = positive("ingest interval", interval);
            return this;
        }

        /** How long {@link #start} waits before it looks again for something to match or send. Default 1 second. */
        public Builder pollEvery(Duration interval) {
            pollEvery = positive("poll interval", interval);
            return this;
        }

        /**
         * How long a batch of deliveries, and a stored watch, belong to this host; must be longer than sending 20 takes at
         * worst, while a visit may take longer. When the host dies or freezes, another takes them over after this long.
         * Default 50 seconds.
         */
        public Builder lease(Duration lease) {
            this.lease = positive("lease", lease);
            return this;
        }

        /** When failed deliveries are tried again. Default {@link RetryPolicy#DEFAULT}. */
        public Builder retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        /**
         * Pages of new listings that one visit to a watch reads at most; the rest waits for the next visit. Default 50; 0
         * to read none, and store listings with what lists say.
         */
        public Builder maxItemPages(int maxItemPages) {
            if (maxItemPages < 0) {
                throw new IllegalArgumentException("maxItemPages must not be negative: " + maxItemPages);
            }
            this.maxItemPages = maxItemPages;
            return this;
        }

        /**
         * How many whole visits in a row must have missed a listing before it counts as removed. Default {@value
         * SearchRuns#DEFAULT_MISSES}. Of no account for sources and searches that do not show everything.
         */
        public Builder removedAfterMisses(int misses) {
            if (misses < 1 || misses > SearchRuns.MAX_MISSES) {
                throw new IllegalArgumentException(
                        "misses must be 1 to %d: %d".formatted(SearchRuns.MAX_MISSES, misses));
            }
            this.misses = misses;
            return this;
        }

        /** The seed of the jitter between retries and between visits. Default chance. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        private int storedVisits() {
            return sources.isEmpty() ? 0 : visitsAtOnce;
        }

        private static Duration positive(String name, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(name + " must be positive: " + duration);
            }
            return duration;
        }

        private Scraper scraper(int maxPages) {
            Fetcher chosen = fetcher;
            if (chosen == null) {
                if (!watches.isEmpty() || !sources.isEmpty()) {
                    throw new IllegalStateException(
                            "a watch needs a fetcher: " + (watches.isEmpty() ? sources.keySet() : watches.get(0)));
                }
                chosen = request -> {
                    throw new IllegalStateException("there is no watch to fetch for");
                };
            }
            return Scraper.builder(chosen, clock).maxPages(maxPages).build();
        }

        /**
         * The pipeline. Fetches and sends nothing yet.
         *
         * @throws IllegalStateException if there is a watch and no fetcher
         */
        public SoukPipeline build() {
            return new SoukPipeline(this);
        }
    }
}
