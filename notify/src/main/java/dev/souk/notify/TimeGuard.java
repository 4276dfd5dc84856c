package dev.souk.notify;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends what takes too long: when the time is up, the socket it watches is closed under the hands of whoever waits. */
final class TimeGuard implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "souk-mail-timeout");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> end;

    private boolean expired;

    @Nullable
    private Socket watched;

    private TimeGuard(Duration timeout) {
        end = timer.schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts the clock. */
    static TimeGuard after(Duration timeout) {
        return new TimeGuard(timeout);
    }

    /** How long until the time is up; zero after that. */
    Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, end.getDelay(TimeUnit.NANOSECONDS)));
    }

    /** Watches this socket, in place of the one before. If the time is up it is closed at once. */
    synchronized void watch(Socket socket) {
        watched = socket;
        if (expired) {
            closeQuietly(socket);
        }
    }

    /** Whether the time is up. */
    synchronized boolean isExpired() {
        return expired;
    }

    private synchronized void expire() {
        expired = true;
        if (watched != null) {
            closeQuietly(watched);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
