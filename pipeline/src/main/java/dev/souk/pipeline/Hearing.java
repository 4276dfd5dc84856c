package dev.souk.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listener, whose failures stay its own. */
record Hearing(PipelineListener listener, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    /** Does a step and tells what came of it. */
    <R> R of(Supplier<R> step, BiConsumer<R, Duration> tell) {
        Instant start = clock.instant();
        R report = step.get();
        safely(() -> tell.accept(report, since(start)));
        return report;
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

    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("the listener threw", e);
        }
    }
}
