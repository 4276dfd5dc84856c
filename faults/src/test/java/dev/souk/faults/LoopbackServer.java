package dev.souk.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens on a port of this machine and talks to each caller in a thread of its own, until it is closed. Thread-safe. */
final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 200;

    /** What is said to a caller, who is hung up on afterwards. */
    interface Talk {
        void with(Socket caller) throws IOException, InterruptedException;
    }

    private final String name;
    private final Talk talk;
    private final ServerSocket socket;
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    LoopbackServer(String name, Talk talk) {
        this.name = name;
        this.talk = talk;
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a " + name, e);
        }
    }

    /** Begins to listen; whoever called before that is served now. */
    void start() {
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Says nothing until the test is over. */
    void fallSilent() throws InterruptedException {
        closed.await();
    }

    /** Says nothing for so long; returns whether the test is over. */
    boolean pause(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = socket.accept();
                callers.add(caller);
                start(() -> serve(caller));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            talk.with(caller);
        } catch (IOException | InterruptedException e) {
            // Who called has had enough, or is gone, which is what these tests are about.
        } finally {
            callers.remove(caller);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            for (Socket caller : callers) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
