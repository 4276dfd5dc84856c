package dev.souk.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what other processes do, which nothing here can be told of. */
final class Until {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Until() {}

    /**
     * Looks until it is so.
     *
     * @param state says how things stand, for the message when time is up
     * @throws AssertionError if it does not become so
     */
    static void isTrue(Duration deadline, Supplier<String> state, Callable<Boolean> condition) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + deadline + ": " + state.get());
                }
                pause(LOOK_EVERY_MILLIS);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(state.get(), e);
        }
    }

    /** Lets a fault come a little later, where it is chance when it comes. */
    static void pause(long millis) {
        try {
            NEVER.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
