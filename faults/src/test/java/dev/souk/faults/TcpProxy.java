package dev.souk.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a host and PostgreSQL, and can cut, swallow or delay what goes through. Thread-safe. */
final class TcpProxy implements AutoCloseable {

    /** By this the server says that a transaction is committed; no row of ours holds it. */
    private static final String COMMITTED = "COMMIT\0";

    private final int target;
    private final Duration latency;
    private final ServerSocket socket;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commitsToCut = new AtomicInteger();
    private final AtomicInteger commitsCut = new AtomicInteger();
    private final AtomicLong longestWait = new AtomicLong();
    private volatile String ofWhich = "";
    private volatile boolean hole;

    TcpProxy(int target) {
        this(target, Duration.ZERO);
    }

    /** What goes through arrives so much later, in each direction. */
    TcpProxy(int target, Duration latency) {
        this.target = target;
        this.latency = latency;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a proxy", e);
        }
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Resets every connection. */
    void cut() {
        lines.forEach(Line::cut);
    }

    /** Resets the next connections on which the server says that it has committed; the other side does not hear it. */
    void cutAfterCommits(int number) {
        cutAfterCommitsOf("", number);
    }

    /** The same, of those transactions only in which the client said this. */
    void cutAfterCommitsOf(String said, int number) {
        ofWhich = said;
        commitsToCut.addAndGet(number);
    }

    /** How often a commit was not heard of. */
    int commitsCut() {
        return commitsCut.get();
    }

    /** From now on everything that is sent gets lost, in both directions, and nobody is told. */
    void swallow() {
        hole = true;
    }

    /** How long anybody has waited on a connection that was silent before giving it up, or still waits. */
    Duration longestWait() {
        long now = System.nanoTime();
        long open = lines.stream().mapToLong(line -> line.silence(now)).max().orElse(0);
        return Duration.ofNanos(Math.max(open, longestWait.get()));
    }

    /** New connections are good again; those on which something got lost stay silent for ever. */
    void heal() {
        hole = false;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                try {
                    Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
                    lines.add(line);
                    start(line::fromClient);
                    start(line::fromServer);
                } catch (IOException e) {
                    client.close();
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    /** A connection and its continuation. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        /** Whether the transaction that is open is one of those whose commit may be cut. */
        private volatile boolean isOfThat;

        private volatile boolean lost;
        private volatile long lostAt;

        Line(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void fromClient() {
            pump(client, server, false);
        }

        void fromServer() {
            pump(server, client, true);
        }

        private void pump(Socket from, Socket to, boolean isAnswer) {
            byte[] buffer = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out =
                        latency.isZero() ? to.getOutputStream() : new LateStream(to.getOutputStream(), latency);
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    String said = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                    if (!isAnswer) {
                        isOfThat |= said.contains(ofWhich);
                    } else if (said.contains(COMMITTED)) {
                        if (isOfThat && takeOne()) {
                            commitsCut.incrementAndGet();
                            break;
                        }
                        isOfThat = false;
                    }
                    if (hole || lost) {
                        fallSilent();
                    } else {
                        out.write(buffer, 0, length);
                    }
                }
            } catch (IOException e) {
                // One side is gone; the other goes with it.
            }
            if (!isAnswer) {
                longestWait.accumulateAndGet(silence(System.nanoTime()), Math::max);
            }
            cut();
        }

        private void fallSilent() {
            if (!lost) {
                lostAt = System.nanoTime();
                lost = true;
            }
        }

        /** For so long it is silent by then. */
        long silence(long now) {
            return lost ? now - lostAt : 0;
        }

        private boolean takeOne() {
            return commitsToCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        void cut() {
            lines.remove(this);
            reset(client);
            reset(server);
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It was closed by the other thread.
            }
        }
    }
}
