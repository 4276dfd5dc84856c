package dev.souk.pipeline;

import dev.souk.core.alert.BackfillStats;
import dev.souk.core.notification.ChannelStats;
import dev.souk.core.notification.DeliveryStats;
import dev.souk.core.notification.HeldStats;
import dev.souk.notify.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline stands, for health checks and dashboards.
 *
 * @param loops those of this instance, in the order of the steps; what the others do shows in the queues. Names may
 *     repeat: stored watches have one loop for each visit at a time
 * @param channels those by which this instance sends, then the others by which something is pending or was given up
 * @param queues how the tables stand in which all instances leave work to each other; empty if the database did not tell
 * @param problem why it did not
 */
public record PipelineHealth(
        List<Loop> loops, List<Channel> channels, Optional<Queues> queues, Optional<String> problem) {

    /** Copies the lists. */
    public PipelineHealth {
        loops = List.copyOf(loops);
        channels = List.copyOf(channels);
    }

    /**
     * Whether the database answered, and no loop of this instance failed when it last ran. True before {@code start} and
     * after {@code close} too, and of a loop that hangs, which {@link Loop#running} and {@link Loop#lag} tell.
     */
    public boolean isHealthy() {
        return queues.isPresent() && loops.stream().allMatch(loop -> loop.failuresInARow() == 0);
    }

    /**
     * One loop in the background.
     *
     * @param name such as {@code souk-match}
     * @param running whether it was started and not closed, and has not ended by itself, as by an {@code OutOfMemoryError} in
     *     a listener
     * @param lag how long ago it last finished anything: a round, or within one a batch of changes or deliveries, a user's
     *     digests, or a page of a watch, also one that did not come. So it stays short however much is waiting; between
     *     rounds it grows as long as the loop waits, which is {@link PipelineBuilder#ingestEvery} for {@code souk-ingest}.
     *     Empty if it has finished nothing yet
     * @param failuresInARow rounds that failed since one last succeeded
     * @param problem of the last round, if that failed
     */
    public record Loop(
            String name, boolean running, Optional<Duration> lag, int failuresInARow, Optional<String> problem) {}

    /**
     * One channel. What rests or is left alone is so on this instance; others find out for themselves.
     *
     * @param hasSender whether this instance has a notifier of it
     * @param deliveries of all instances; empty if nothing of it is pending or was given up, or the database did not tell
     * @param rest what the other side asked to be left alone
     * @param endpoints where deliveries fail in a row, so that nothing but trials goes there: at most 20 of them, those that
     *     are left alone longest first
     * @param endpointsLeftAlone how many there are
     * @param usersLeftAlone users to whom deliveries fail in a row, so that nothing but trials goes to them
     */
    public record Channel(
            String name,
            boolean hasSender,
            Optional<ChannelStats> deliveries,
            Rest rest,
            List<Endpoint> endpoints,
            int endpointsLeftAlone,
            int usersLeftAlone) {

        /** Copies the list. */
        public Channel {
            endpoints = List.copyOf(endpoints);
        }

        /** Whether something is pending that this instance does not send. Unless another does, it waits without end. */
        public boolean lacksNotifier() {
            return !hasSender && deliveries.filter(queue -> queue.pending() > 0).isPresent();
        }
    }

    /**
     * What fails as one.
     *
     * @param name as {@link dev.souk.notify.Notifier#endpoint} gives it
     * @param left how long nothing goes there; zero if the next delivery is a trial
     */
    public record Endpoint(String name, Duration left) {}

    /**
     * What waits in tables, of all instances.
     *
     * @param changesWaiting changes of listings that are still to be matched; ten thousand if there are more
     * @param oldestChange how long the oldest of them has waited; empty if none does
     * @param deliveries how the queue of deliveries stands: the dead, the oldest that is pending, and since when the oldest
     *     is due
     * @param held what is held for digests and quiet hours, and since when the oldest of it is due
     * @param backfills the new and changed alerts that have still to make up for the changes they missed, or to make their first run
     */
    public record Queues(
            long changesWaiting,
            Optional<Duration> oldestChange,
            DeliveryStats deliveries,
            HeldStats held,
            BackfillStats backfills) {}
}
