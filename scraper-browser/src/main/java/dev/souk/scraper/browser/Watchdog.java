package dev.souk.scraper.browser;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends what takes too long and does not notice. */
final class Watchdog {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Watchdog::thread);
    private final Runnable bite;

    /** Ends it by {@code bite}, which is called on a thread of its own. */
    Watchdog(Runnable bite) {
        this.bite = bite;
    }

    /** Bites after so long, unless the watch is closed before. */
    Watch watch(Duration time) {
        return new Watch(time);
    }

    void close() {
        timer.shutdownNow();
    }

    /** A thread that does not keep the host's process alive. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-browser-watchdog");
        thread.setDaemon(true);
        return thread;
    }

    /** One thing that is watched. */
    final class Watch implements AutoCloseable {

        private final AtomicBoolean bitten = new AtomicBoolean();
        private final Future<?> pending;

        private Watch(Duration time) {
            pending = timer.schedule(
                    () -> {
                        bitten.set(true);
                        bite.run();
                    },
                    time.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        boolean hasBitten() {
            return bitten.get();
        }

        @Override
        public void close() {
            pending.cancel(false);
        }
    }
}
