package dev.souk.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again, sooner where it is rung for, and where it found something to do: what came once keeps coming,
 * and who waited the whole interval again would tell of it that much later. One that throws is run again after a wait that
 * doubles up to a minute: no trouble of the database or the network stops it for good.
 */
final class Loop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 16;

    /** In nanoseconds; what is asked for beyond it is no number of them. */
    private static final Duration CENTURY = Duration.ofDays(36_525);

    /** By so much shorter is the wait of who found something to do. */
    private static final int SOONER = 10;

    private final Loops.Task task;
    private final Hearing hearing;
    private final CountDownLatch closed;
    private final Semaphore bell = new Semaphore(0);
    private volatile State state = new State(null, 0, null);
    private volatile boolean ended;

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
                boolean found = round();
                forgetInterrupt();
                pause(found);
            } while (closed.getCount() > 0);
        } finally {
            ended = true;
        }
    }

    /** Only who has closed us may end us; a round may leave an interrupt that was meant for something else. */
    private void forgetInterrupt() {
        if (closed.getCount() > 0 && Thread.interrupted()) {
            LOG.debug("a round of {} left its thread interrupted; it goes on", task.name());
        }
    }

    String name() {
        return task.name();
    }

    /** Says that there is something to do, or that the end has come. */
    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** A loop that has failed is not rung for: what woke it would only fail again. */
    private void pause(boolean found) {
        long wait = nanos(waitAfter(task.every(), state.failures(), found));
        try {
            if (state.failures() > 0) {
                closed.await(wait, TimeUnit.NANOSECONDS);
            } else if (closed.getCount() > 0) {
                bell.tryAcquire(wait, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forgetInterrupt();
        }
        bell.drainPermits();
    }

    /** Returns whether it found something to do. */
    private boolean round() {
        boolean found = false;
        try {
            found = task.work().test(this::progressed);
            state = new State(hearing.clock().instant(), 0, null);
        } catch (RuntimeException | Error e) {
            if (closed.getCount() == 0) {
                return false;
            }
            state = new State(state.progressedAt(), state.failures() + 1, e.toString());
            LOG.warn("{} failed, {} times in a row; it goes on", task.name(), state.failures(), e);
            hearing.failed(task.name(), e, state.failures());
        }
        return found;
    }

    /** A part of a round is done. Whether it failed is said of whole rounds: or one that never ends well would never wait. */
    private void progressed() {
        state = new State(hearing.clock().instant(), state.failures(), state.problem());
    }

    /** Of a century at most. */
    static long nanos(Duration wait) {
        return (wait.compareTo(CENTURY) > 0 ? CENTURY : wait).toNanos();
    }

    /** How long a task waits after so many failures in a row. */
    static Duration waitAfter(Duration every, int failures, boolean found) {
        if (failures == 0) {
            return found ? every.dividedBy(SOONER) : every;
        }
        if (every.compareTo(LONGEST_WAIT) >= 0) {
            return every;
        }
        Duration doubled = every.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    PipelineHealth.Loop health(boolean running) {
        State now = state;
        Optional<Duration> lag = Optional.ofNullable(now.progressedAt()).map(hearing::since);
        return new PipelineHealth.Loop(
                task.name(), running && !ended, lag, now.failures(), Optional.ofNullable(now.problem()));
    }

    private record State(
            @Nullable Instant progressedAt,
            int failures,
            @Nullable String problem) {}
}
