package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.ChannelStats;
import dev.souk.notify.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out how a pipeline stands, in the time that it is given, whatever the database does. Thread-safe. */
final class HealthCheck {

    /*
     * The database is asked on a thread of its own, since a connection that is not given, or gone silent, holds whoever
     * waits for it. While a question is open no other is put, so that probes of a database that hangs pile up no threads.
     */

    /** So long a statement may take: who waits for less may find its answer the next time. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(20);

    /** So many of each kind are counted, and no more, since probes ask all the time. */
    private static final int COUNTED = 10_000;

    private final SoukDatabase database;
    private final Loops loops;
    private final List<Dispatch> dispatches;
    private @Nullable FutureTask<PipelineHealth.Queues> question;

    HealthCheck(SoukDatabase database, Loops loops, List<Dispatch> dispatches) {
        this.database = database;
        this.loops = loops;
        this.dispatches = dispatches;
    }

    PipelineHealth within(Duration longest) {
        if (longest.toMillis() < 1) {
            throw new IllegalArgumentException("a health check needs a millisecond at least: " + longest);
        }
        Optional<PipelineHealth.Queues> queues = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            queues = Optional.of(asked().get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            problem = Optional.of(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            problem = Optional.of("the database did not answer within " + longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = Optional.of("interrupted before the database answered");
        }
        return new PipelineHealth(loops.health(), channels(queues), queues, problem);
    }

    private synchronized FutureTask<PipelineHealth.Queues> asked() {
        FutureTask<PipelineHealth.Queues> open = question;
        if (open == null || open.isDone()) {
            open = new FutureTask<>(this::queues);
            Thread asking = new Thread(open, "souk-health");
            asking.setDaemon(true);
            asking.start();
            question = open;
        }
        return open;
    }

    private PipelineHealth.Queues queues() {
        return database.inTransaction(
                LONGEST_STATEMENT,
                tx -> new PipelineHealth.Queues(
                        tx.listingChanges().backlog(COUNTED),
                        tx.listingChanges().oldestWait(),
                        tx.deliveries().stats(COUNTED),
                        tx.heldNotifications().stats(COUNTED),
                        tx.backfills().stats()));
    }

    /** Those of this instance in its order, then the others by name. */
    private List<PipelineHealth.Channel> channels(Optional<PipelineHealth.Queues> queues) {
        Map<String, ChannelStats> stats = queues.stream()
                .flatMap(all -> all.deliveries().channels().stream())
                .collect(Collectors.toMap(
                        ChannelStats::channel, Function.identity(), (one, other) -> one, TreeMap::new));
        List<PipelineHealth.Channel> channels = new ArrayList<>();
        dispatches.forEach(
                dispatch -> channels.add(dispatch.health(Optional.ofNullable(stats.remove(dispatch.channel())))));
        stats.values()
                .forEach(other -> channels.add(new PipelineHealth.Channel(
                        other.channel(), false, Optional.of(other), Rest.NONE, List.of(), 0, 0)));
        return channels;
    }
}
