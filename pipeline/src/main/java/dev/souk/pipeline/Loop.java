package dev.souk.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again. One that throws is run again after a wait that doubles up to a minute: no trouble of the
 * database or the network stops it for good.
 */
final class Loop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 16;

    private final Loops.Task task;
    private final Hearing hearing;
    private final CountDownLatch closed;
    private volatile State state = new State(null, 0, null);

    Loop(Loops.Task task, Hearing hearing, CountDownLatch closed) {
        this.task = task;
        this.hearing = hearing;
        this.closed = closed;
    }

    @Override
    public void run() {
        Thread.currentThread().setName(task.name());
        try {
            do {
                round();
            } while (!closed.await(waitAfter(state.failures()).toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            task.work().run();
            state = new State(hearing.clock().instant(), 0, null);
        } catch (RuntimeException | Error e) {
            if (closed.getCount() == 0) {
                return;
            }
            state = new State(state.succeededAt(), state.failures() + 1, e.toString());
            LOG.warn("{} failed, {} times in a row; it goes on", task.name(), state.failures(), e);
            hearing.failed(task.name(), e, state.failures());
        }
    }

    private Duration waitAfter(int failures) {
        Duration every = task.every();
        if (failures == 0 || every.compareTo(LONGEST_WAIT) >= 0) {
            return every;
        }
        Duration doubled = every.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    PipelineHealth.Loop health(boolean running) {
        State now = state;
        Optional<Duration> lag = Optional.ofNullable(now.succeededAt())
                .map(at -> Duration.between(at, hearing.clock().instant()));
        return new PipelineHealth.Loop(task.name(), running, lag, now.failures(), Optional.ofNullable(now.problem()));
    }

    private record State(
            @Nullable Instant succeededAt,
            int failures,
            @Nullable String problem) {}
}
