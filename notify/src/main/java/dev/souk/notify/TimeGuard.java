package dev.souk.notify;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends what takes too long: when the time is up, the socket it watches is closed under the hands of whoever waits. */
final class TimeGuard implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;
    private final ScheduledFuture<?> end;

    private boolean expired;

    @Nullable
    private Socket watched;

    private TimeGuard(Duration timeout, ThreadFactory threads) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        end = timer.schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts the clock, which takes a thread. */
    static TimeGuard after(Duration timeout, ThreadFactory threads) {
        return new TimeGuard(timeout, threads);
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
