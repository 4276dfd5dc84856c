package dev.souk.notify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the address of a host within a time, which the JVM itself does not offer. */
final class HostLookup {

    /** Who is asked; may take as long as it likes. */
    interface Directory {
        InetAddress find(String host) throws UnknownHostException;
    }

    private HostLookup() {}

    /**
     * Asks on a thread of its own, which is left behind if it does not answer in time.
     *
     * @throws UnknownHostException if there is no such host
     * @throws SocketTimeoutException if no answer came within {@code limit}
     */
    static InetAddress find(String host, Duration limit, ThreadFactory threads, Directory directory)
            throws IOException {
        FutureTask<InetAddress> lookup = new FutureTask<>(() -> directory.find(host));
        Objects.requireNonNull(threads.newThread(lookup), "the thread factory gave no thread")
                .start();
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no address of " + host + " was found in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking for the address of " + host);
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e.getCause());
            throw unknown;
        }
    }
}
