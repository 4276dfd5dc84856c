package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Watches marketplaces and tells people: ingest fetches and stores listings, match finds the alerts they satisfy,
 * dispatch sends the notifications. The steps are joined only by tables, so an application may run any of them, on as
 * many machines as it likes; what one leaves undone another finds.
 *
 * <p>Each step runs in transactions of its own: do not call them inside one of yours, since what was sent
 * cannot be rolled back.
 *
 * <p>{@link #runOnce} does all in order, for tests, cron jobs and small applications. {@link #start} runs them in the
 * background until {@link #close}, which closes neither the fetcher nor what notifiers, archive and database work on:
 * those are the application's. Thread-safe.
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

    private static final String MATCH = "souk-match";
    private static final String GATHER = "souk-gather";
    private static final String DISPATCH = "souk-dispatch-";

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Ingest ingest;
    private final StoredWatches storedWatches;
    private final Matching matching;
    private final Gathering gathering;
    private final List<Dispatch> dispatches;
    private final Hearing hearing;
    private final Loops loops;
    private final HealthCheck healthCheck;

    SoukPipeline(PipelineBuilder builder) {
        SoukDatabase database = builder.database;
        hearing = new Hearing(builder.listener, builder.clock);
        ingest = new Ingest(
                database,
                builder.scrapers(),
                new VisitLog(database, builder.scrapeListener),
                builder.watches,
                builder.misses,
                closing::get);
        storedWatches = new StoredWatches(
                database,
                builder.sources,
                ingest::visit,
                builder.lease,
                new Random(builder.seed)::nextDouble,
                builder.threads,
                closing::get);
        matching = new Matching(
                database,
                builder.rates,
                builder.threads,
                builder.writer,
                builder.backfillLimit,
                hearing,
                new Housekeeping(database, builder.clock, builder.notificationsKept),
                this::wakeTellers,
                closing::get);
        gathering = new Gathering(database, builder.writer, builder.digestLimits, this::wakeSenders, closing::get);
        dispatches = builder.dispatches(closing::get);
        loops = new Loops(builder.threads, hearing, tasks(builder));
        healthCheck = new HealthCheck(database, loops, dispatches);
    }

    /** One for each channel, so that one that hangs does not hold up the others. */
    private List<Loops.Task> tasks(PipelineBuilder builder) {
        Predicate<Runnable> visit = visits(ingest::run);
        Predicate<Runnable> visitStored = visits(storedWatches::run);
        List<Loops.Task> tasks = new ArrayList<>();
        tasks.add(new Loops.Task("souk-ingest", visit, builder.ingestEvery, builder.watches.isEmpty() ? 0 : 1));
        tasks.add(new Loops.Task("souk-watches", visitStored, builder.pollEvery, builder.storedVisits()));
        tasks.add(new Loops.Task(MATCH, progressed -> match(progressed).changes() > 0, builder.pollEvery, 1));
        tasks.add(new Loops.Task(
                GATHER, progressed -> gather(progressed) > 0, builder.pollEvery, dispatches.isEmpty() ? 0 : 1));
        for (Dispatch dispatch : dispatches) {
            Step<DispatchReport> send = new Step<>(
                    DispatchReport.NOTHING,
                    DispatchReport::plus,
                    dispatch::run,
                    (report, took) -> hearing.listener().dispatched(dispatch.channel(), report, took));
            Predicate<Runnable> sends =
                    progressed -> !hearing.total(send, progressed).equals(DispatchReport.NOTHING);
            tasks.add(new Loops.Task(DISPATCH + dispatch.channel(), sends, builder.pollEvery, 1));
        }
        return tasks;
    }

    /** Visits have times of their own: whatever they find, none is made the sooner for it. */
    private Predicate<Runnable> visits(Consumer<Consumer<IngestReport>> visits) {
        Step<IngestReport> step = ingesting(visits);
        return progressed -> {
            hearing.of(step, report -> {
                progressed.run();
                wakeMatching(report);
            });
            return false;
        };
    }

    private Step<IngestReport> ingesting(Consumer<Consumer<IngestReport>> visits) {
        return new Step<>(IngestReport.NOTHING, IngestReport::plus, visits, hearing.listener()::ingested);
    }

    /** What this instance has just stored need not wait for the next poll; on others it does. */
    private void wakeTellers() {
        loops.ring(name -> name.equals(GATHER) || name.startsWith(DISPATCH));
    }

    private void wakeSenders() {
        loops.ring(name -> name.startsWith(DISPATCH));
    }

    private void wakeMatching(IngestReport report) {
        if (report.added() + report.changed() + report.removed() > 0) {
            loops.ring(MATCH::equals);
        }
    }

    /**
     * Begins a pipeline on a database whose tables are at the newest version. That is not checked: on older tables each
     * step fails with a {@code StorageException}. See {@code SchemaMigrator}.
     */
    public static PipelineBuilder builder(SoukDatabase database) {
        return new PipelineBuilder(database);
    }

    /**
     * Visits every watch of this pipeline once, and every stored one that is due, and stores what is found. A site that
     * fails is in the report; the others go on.
     *
     * @throws dev.souk.core.transaction.StorageException if the database cannot say which stored watches are due
     */
    public IngestReport ingest() {
        Consumer<Consumer<IngestReport>> visits = done -> {
            ingest.run(done);
            storedWatches.run(done);
        };
        return hearing.total(ingesting(visits), SoukPipeline::nobodyWaits);
    }

    /**
     * Matches all that is waiting.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; nothing is lost, call again
     */
    public MatchReport match() {
        return match(SoukPipeline::nobodyWaits);
    }

    /** Who calls a step itself sees that it goes on. */
    private static void nobodyWaits() {}

    private MatchReport match(Runnable progressed) {
        return hearing.total(
                new Step<>(MatchReport.NOTHING, MatchReport::plus, matching::run, hearing.listener()::matched),
                progressed);
    }

    /**
     * Sends all that is due.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; what was leased is sent again later
     */
    public DispatchReport dispatch() {
        return hearing.total(
                new Step<>(
                        DispatchReport.NOTHING,
                        DispatchReport::plus,
                        this::dispatchAll,
                        hearing.listener()::dispatched),
                SoukPipeline::nobodyWaits);
    }

    /** How many messages that made. */
    private int gather(Runnable progressed) {
        return hearing.total(new Step<>(0, Integer::sum, gathering::run, hearing.listener()::gathered), progressed);
    }

    /** What was held and is due first, then a batch of each channel in turn. */
    private void dispatchAll(Consumer<DispatchReport> done) {
        gather(SoukPipeline::nobodyWaits);
        boolean found = true;
        while (found) {
            found = false;
            for (Dispatch dispatch : dispatches) {
                found |= dispatch.sendBatch(done);
            }
        }
    }

    /**
     * Ingests, matches and dispatches, in order: what this run finds is sent, or on its way, when it returns. A site that
     * fails is in {@link RunReport#ingest}, and nothing is thrown for it. May run beside {@link #start}, whose loops take
     * what this one leaves.
     *
     * @throws dev.souk.core.transaction.StorageException if the database fails; nothing is lost, call again
     */
    public RunReport runOnce() {
        return new RunReport(ingest(), match(), dispatch());
    }

    /**
     * Runs the steps in the background until {@link #close}, and returns at once. A thread each ingests, matches and
     * gathers what was held; several visit the stored watches ({@link PipelineBuilder#visitsAtOnce}); one dispatches for
     * each channel. They are daemons unless {@link PipelineBuilder#threads} says otherwise, so they do not keep the JVM
     * alive: a plain {@code main} has to stay. A loop that fails says so in the log and to the listener, waits longer each
     * time up to a minute, and goes on.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        loops.start();
    }

    /** How it stands, within 5 seconds. See the method with a time. */
    public PipelineHealth health() {
        return health(Duration.ofSeconds(5));
    }

    /**
     * How the loops and channels of this instance and the queues of all instances stand. Asks the database, and never
     * throws for its sake: where it fails, or does not answer in time, the rest is there, with the problem. It is asked
     * on a thread of its own, and so sees nothing of a transaction that the caller has open.
     *
     * @param longest how long to wait for the database; a millisecond at least
     */
    public PipelineHealth health(Duration longest) {
        return healthCheck.within(longest);
    }

    /** How the loops of this instance stand, as in {@link #health}; asks no database, so a liveness probe can ask it. */
    public List<PipelineHealth.Loop> loops() {
        return loops.health();
    }

    /** Stops, within 30 seconds: what is being done has 25. See the method with a deadline. */
    @Override
    public void close() {
        close(Duration.ofSeconds(25));
    }

    /**
     * Stops: what is being done now is finished, and nothing new is begun. What is not finished by the deadline is
     * interrupted, and deliveries of which nothing is recorded two seconds later are given back: they may be sent again.
     * That has three seconds, so this returns within the deadline and five seconds, whatever the database does; what is not
     * given back by then is taken over when its lease ends, as after a crash. What is left waits in the database for another
     * instance, or the next start. Call it when the process is told to end (SIGTERM), before the data source is closed.
     * Closes neither the fetcher nor what a notifier sends by, an archive or the data source: close those afterwards.
     *
     * @param deadline not negative; by more than five seconds below what the process is given
     * @throws dev.souk.core.transaction.StorageException if something is to be given back and the database fails; it is
     *     then taken over when its lease ends
     */
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("deadline must not be negative: " + deadline);
        }
        closing.set(true);
        loops.close(deadline);
        storedWatches.close();
        LastWords.say(dispatches.stream()
                .<Runnable>map(dispatch -> dispatch::giveBack)
                .toList());
    }
}
