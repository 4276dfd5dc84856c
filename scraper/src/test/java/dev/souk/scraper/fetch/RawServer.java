package dev.souk.scraper.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** A server on loopback that writes what it likes. It answers robots.txt as it should: there is none. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final Reply reply;
    private final boolean listens;
    private final boolean keepsOpen;
    private final LongSupplier clock;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    RawServer(Reply reply) {
        this(reply, true, false, System::nanoTime);
    }

    private RawServer(Reply reply, boolean listens, boolean keepsOpen, LongSupplier clock) {
        this.reply = reply;
        this.listens = listens;
        this.keepsOpen = keepsOpen;
        this.clock = clock;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** A server that speaks first and does not listen. */
    static RawServer greeting(String text) {
        return new RawServer(out -> write(out, text), false, false, System::nanoTime);
    }

    /** A server that keeps a connection open from one request to the next, unless the reply throws. */
    static RawServer keepingOpen(LongSupplier clock, Reply reply) {
        return new RawServer(reply, true, true, clock);
    }

    /** When requests arrived, robots.txt included, by the clock. */
    List<Long> arrivals() {
        return arrivals;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/page");
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> answer(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            if (!listens) {
                reply.to(socket.getOutputStream());
                return;
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            do {
                String request = in.readLine();
                if (request != null) {
                    arrivals.add(clock.getAsLong());
                }
                for (String line = request; line != null && !line.isEmpty(); line = in.readLine()) {
                    // The headers do not matter.
                }
                OutputStream out = socket.getOutputStream();
                if (request != null && request.contains("/robots.txt")) {
                    String connection = keepsOpen ? "" : "Connection: close\r\n";
                    write(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n" + connection + "\r\n");
                } else if (request != null || !keepsOpen) {
                    reply.to(out);
                } else {
                    return;
                }
            } while (keepsOpen);
        } catch (IOException | InterruptedException gone) {
            // The fetcher hung up, as it may.
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** What the server writes. */
    @FunctionalInterface
    interface Reply {
        void to(OutputStream out) throws IOException, InterruptedException;
    }
}
