package dev.souk.pipeline;

import dev.souk.notify.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listener, whose failures stay its own. */
record Hearing(PipelineListener listener, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    /** Does a step and tells what came of it: at its end, and in parts before where it takes long or fails. */
    <R> void of(Step<R> step, Consumer<R> eachBatch) {
        Progress<R> progress = new Progress<>(step, new ElapsedTime(clock));
        try {
            step.work().accept(eachBatch.andThen(progress));
        } catch (RuntimeException | Error e) {
            progress.tellIfAnything();
            throw e;
        }
        progress.tell();
    }

    /** The same, and says what came of it in all. */
    <R> R total(Step<R> step, Runnable afterEachBatch) {
        Total<R> total = new Total<>(step);
        of(step, batch -> {
            total.add(batch);
            afterEachBatch.run();
        });
        return total.value;
    }

    /** How long ago that was; zero where the clock was set back. */
    Duration since(Instant start) {
        Duration passed = Duration.between(start, clock.instant());
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    void failed(String loop, Throwable failure, int inARow) {
        safely(() -> listener.failed(loop, failure, inARow));
    }

    void firstRunLeftOut(long alertId, Duration limit) {
        safely(() -> listener.firstRunLeftOut(alertId, limit));
    }

    static void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("the listener threw", e);
        }
    }

    /** What came of all batches so far. */
    private static final class Total<R> {

        private final Step<R> step;
        private R value;

        Total(Step<R> step) {
            this.step = step;
            this.value = step.nothing();
        }

        void add(R batch) {
            value = step.plus().apply(value, batch);
        }
    }
}
