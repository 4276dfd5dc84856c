package dev.souk.pipeline;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again and again that this host is alive. One that is frozen or dead does not, and another takes over. One thread
 * beats for all visits, so no beat may wait for another visit ({@link Tenure#keep}).
 */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService timer;

    Heartbeat(ThreadFactory threads) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> thread(threads, task));
    }

    /**
     * Renews something every so often, until it is lost.
     *
     * @return ends it before
     */
    Runnable every(Duration interval, Tenure tenure) {
        Future<?> beating = timer.scheduleWithFixedDelay(
                () -> beat(tenure), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return () -> beating.cancel(false);
    }

    private static void beat(Tenure tenure) {
        try {
            tenure.keep();
        } catch (LeaseLostException e) {
            // No further beat: the visit will find out when it stores.
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("a lease could not be renewed; it is tried again", e);
        }
    }

    void close() {
        timer.shutdownNow();
    }

    private static Thread thread(ThreadFactory threads, Runnable task) {
        Thread thread = Objects.requireNonNull(threads.newThread(task), "the thread factory gave no thread");
        thread.setName("souk-heartbeat");
        return thread;
    }
}
