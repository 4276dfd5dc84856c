package dev.souk.notify.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One call of {@code sendAll}: what is sent within it shares its time. */
final class Batch {

    private final HttpSender sender;
    private final long end;

    /** Its time begins now. */
    Batch(HttpSender sender) {
        this.sender = sender;
        this.end = System.nanoTime() + sender.batchTimeout().toNanos();
    }

    /** Posts within the time that is left. */
    HttpAnswer post(HttpPost post) {
        return sender.post(post, timeLeft());
    }

    Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Waits that long; false, at once, if so much time is not left, or as soon as the thread is interrupted. */
    boolean hasWaited(Duration wait) {
        if (wait.compareTo(timeLeft()) > 0) {
            return false;
        }
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    boolean isOver() {
        return timeLeft().isZero();
    }

    /**
     * Does all beside each other and waits for them, no longer than the batch's time: what is not done by then is left
     * behind. An interrupt ends the wait and stays set.
     */
    void runAll(List<Runnable> tasks) {
        List<Future<?>> running = new ArrayList<>(tasks.size());
        try {
            for (Runnable task : tasks) {
                running.add(sender.threads().submit(task));
            }
            for (Future<?> each : running) {
                each.get(timeLeft().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.forEach(each -> each.cancel(true));
        } catch (TimeoutException e) {
            running.forEach(each -> each.cancel(true));
        } catch (RejectedExecutionException e) {
            // The sender was closed: what was not begun is tried again by whoever comes next.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be sent", e.getCause());
        }
    }
}
