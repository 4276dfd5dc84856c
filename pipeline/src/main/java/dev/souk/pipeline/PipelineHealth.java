package dev.souk.pipeline;

import dev.souk.core.alert.BackfillStats;
import dev.souk.core.notification.DeliveryStats;
import dev.souk.core.notification.HeldStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline stands, for health checks and dashboards.
 *
 * @param loops those of this instance, in the order of the steps; what the others do shows in the queues. Names may
 *     repeat: stored watches have one loop for each visit at a time
 * @param changesWaiting changes of listings, of all instances, that are still to be matched
 * @param oldestChange how long the oldest of them has waited; empty if none does
 * @param deliveries how the queue of deliveries stands, of all instances: the dead, and since when the oldest is due
 * @param held what is held for digests and quiet hours, of all instances, and since when the oldest of it is due
 * @param backfills the new and changed alerts that have still to look back, of all instances
 */
public record PipelineHealth(
        List<Loop> loops,
        long changesWaiting,
        Optional<Duration> oldestChange,
        DeliveryStats deliveries,
        HeldStats held,
        BackfillStats backfills) {

    /** Copies the list. */
    public PipelineHealth {
        loops = List.copyOf(loops);
    }

    /**
     * Whether no loop of this instance failed when it last ran. True before {@code start} and after {@code close} too, and
     * of a loop that hangs: a probe should also look at {@link Loop#running} and {@link Loop#lag}.
     */
    public boolean isHealthy() {
        return loops.stream().allMatch(loop -> loop.failuresInARow() == 0);
    }

    /**
     * One loop in the background.
     *
     * @param name such as {@code souk-match}
     * @param running whether it was started and not closed
     * @param lag how long ago a round of it last succeeded; empty if none has
     * @param failuresInARow since then
     * @param problem of the last round, if that failed
     */
    public record Loop(
            String name, boolean running, Optional<Duration> lag, int failuresInARow, Optional<String> problem) {}
}
