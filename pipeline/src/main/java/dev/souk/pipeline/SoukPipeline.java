package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.notify.NotificationWriter;
import dev.souk.notify.Notifier;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
    private final Matching matching;
    private final Gathering gathering;
    private final List<Dispatch> dispatches;
    private final Hearing hearing;
    private final Loops loops;
    private final SoukDatabase database;

    private SoukPipeline(Builder builder) {
        database = builder.database;
        hearing = new Hearing(builder.listener, builder.clock);
        ingest = new Ingest(
                database,
                builder.scraper(MAX_LIST_PAGES),
                builder.scraper(Math.max(1, builder.maxItemPages)),
                builder.watches,
                builder.maxItemPages,
                builder.misses,
                closing::get);
        matching = new Matching(
                database,
                builder.writer,
                new Housekeeping(database, builder.clock, builder.notificationsKept),
                closing::get);
        gathering = new Gathering(database, builder.writer, closing::get);
        dispatches = builder.dispatches(closing::get);
        loops = new Loops(builder.threads, hearing, tasks(builder));
    }

    /** One for each channel, so that one that hangs does not hold up the others. */
    private List<Loops.Task> tasks(Builder builder) {
        List<Loops.Task> tasks = new ArrayList<>();
        tasks.add(new Loops.Task("souk-ingest", this::ingest, builder.ingestEvery, !builder.watches.isEmpty()));
        tasks.add(new Loops.Task("souk-match", this::match, builder.pollEvery, true));
        tasks.add(new Loops.Task("souk-gather", gathering::run, builder.pollEvery, !dispatches.isEmpty()));
        for (Dispatch dispatch : dispatches) {
            Runnable send = () -> hearing.of(dispatch::run, hearing.listener()::dispatched);
            tasks.add(new Loops.Task("souk-dispatch-" + dispatch.channel(), send, builder.pollEvery, true));
        }
        return tasks;
    }

    /** Starts a pipeline on a database whose tables are at the newest version. */
    public static Builder builder(SoukDatabase database) {
        return new Builder(database);
    }

    /** Visits every watch once and stores what is found. A site that fails is in the report; the others go on. */
    public IngestReport ingest() {
        return hearing.of(ingest::run, hearing.listener()::ingested);
    }

    /**
     * Matches all that is waiting.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; nothing is lost, call again
     */
    public MatchReport match() {
        return hearing.of(matching::run, hearing.listener()::matched);
    }

    /**
     * Sends all that is due.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; what was leased is sent again later
     */
    public DispatchReport dispatch() {
        return hearing.of(this::dispatchAll, hearing.listener()::dispatched);
    }

    /** What was held and is due first, then a batch of each channel in turn. */
    private DispatchReport dispatchAll() {
        gathering.run();
        DispatchReport report = DispatchReport.NOTHING;
        DispatchReport sent;
        do {
            sent = DispatchReport.NOTHING;
            for (Dispatch dispatch : dispatches) {
                sent = sent.plus(dispatch.sendBatch());
            }
            report = report.plus(sent);
        } while (!sent.equals(DispatchReport.NOTHING));
        return report;
    }

    /** All three in order: what this run finds is on its way when it returns. */
    public RunReport runOnce() {
        return new RunReport(ingest(), match(), dispatch());
    }

    /**
     * Runs the three in the background, each in a thread of its own and dispatch in one for each channel, until {@link
     * #close}. A loop that fails says so in the log and to the listener, waits longer each time up to a minute, and goes
     * on.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        loops.start();
    }

    /**
     * How the loops of this host and the queues of all hosts stand. Asks the database.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails
     */
    public PipelineHealth health() {
        return new PipelineHealth(
                loops.health(),
                database.listingChanges().backlog(),
                database.listingChanges().oldestWait(),
                database.deliveries().stats());
    }

    /** Stops, within 30 seconds. See the method with a deadline. */
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    /**
     * Stops: what is being done now is finished, and nothing new is begun. What is not finished by the deadline is
     * interrupted, and deliveries of which nothing is recorded two seconds later are given back: they may be sent again.
     * What is left waits in the database for another host, or the next start. Call it when the process is told to end
     * (SIGTERM), before the data source is closed.
     *
     * @param deadline not negative; well below what the process is given
     * @throws dev.souk.core.transaction.StorageException if something is to be given back and the database fails; it is
     *     then taken over when its lease ends
     */
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("deadline must not be negative: " + deadline);
        }
        closing.set(true);
        loops.close(deadline);
        dispatches.forEach(Dispatch::giveBack);
    }

    /** Collects the parts. Each setting is checked at once. Not thread-safe. */
    public static final class Builder {

        private final SoukDatabase database;
        private final List<Watch> watches = new ArrayList<>();
        private final List<Notifier> notifiers = new ArrayList<>();
        private NotificationWriter writer = NotificationWriter.english();
        private Clock clock = Clock.systemUTC();
        private Duration ingestEvery = Duration.ofMinutes(15);
        private Duration pollEvery = Duration.ofSeconds(1);
        private Duration lease = Duration.ofSeconds(50);
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private int maxItemPages = 50;
        private int misses = SearchRuns.DEFAULT_MISSES;
        private long seed = new Random().nextLong();
        private PipelineListener listener = PipelineListener.NONE;
        private ThreadFactory threads = Loops.daemons();
        private Optional<Duration> notificationsKept = Optional.empty();

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
         * How long a batch of deliveries belongs to this host; must be longer than sending 20 takes at worst. When the
         * host dies, another takes them over after this long. Default 50 seconds.
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

        /** The seed of the jitter between retries. Default chance. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Who hears of every round, for metrics. Default nobody. */
        public Builder listener(PipelineListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Where the threads of {@link #start} come from; one runs for each step and channel until {@link #close}. Default
         * daemon threads of Souk's own.
         */
        public Builder threads(ThreadFactory threads) {
            this.threads = threads;
            return this;
        }

        /**
         * How long notifications that are sent or given up are kept; older ones are deleted, once an hour. Default for
         * ever.
         */
        public Builder notificationsKept(Duration kept) {
            notificationsKept = Optional.of(positive("retention", kept));
            return this;
        }

        private List<Dispatch> dispatches(BooleanSupplier closing) {
            DeliveryQueue queue = database.deliveries();
            Outcomes outcomes = new Outcomes(queue, retry, new Random(seed));
            Breakers breakers = new Breakers(clock);
            return notifiers.stream()
                    .map(notifier -> new Dispatch(queue, notifier, lease, outcomes, breakers, closing))
                    .toList();
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
                if (!watches.isEmpty()) {
                    throw new IllegalStateException("a watch needs a fetcher: " + watches.get(0));
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
