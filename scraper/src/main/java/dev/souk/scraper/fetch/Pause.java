package dev.souk.scraper.fetch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that only goes forward, and a way to let it pass. Tests have one of their own that does not wait. */
interface Pause {

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** Waits this long. */
    void await(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Pause real() {
        return new Pause() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void await(Duration duration) throws InterruptedException {
                long end = System.nanoTime() + duration.toNanos();
                for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    LockSupport.parkNanos(this, left);
                }
            }
        };
    }
}
