package dev.souk.notify.http;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on loopback that writes what it likes, or nothing, once it has read the headers of a request. */
final class RudeReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final Manners manners;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    RudeReceiver(Manners manners) {
        this.manners = manners;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Takes the request and never answers. */
    static RudeReceiver silent() {
        return new RudeReceiver((out, closing) -> closing.await());
    }

    /** Promises a body and sends it for ever, faster than anybody reads. */
    static RudeReceiver endless() {
        return new RudeReceiver((out, closing) -> {
            write(out, "HTTP/1.1 500 Oops\r\nContent-Length: 1000000000\r\n\r\n");
            byte[] much = new byte[64 * 1024];
            while (true) {
                out.write(much);
            }
        });
    }

    /** Takes the request and hangs up. */
    static RudeReceiver dropping() {
        return new RudeReceiver((out, closing) -> {});
    }

    /** Says the status line at once and then a byte of a header whenever it is polite to believe that more will come. */
    static RudeReceiver dripping() {
        return new RudeReceiver((out, closing) -> {
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (!closing.await(20, TimeUnit.MILLISECONDS)) {
                write(out, "x");
            }
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook");
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
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // The headers do not matter.
            }
            manners.answer(socket.getOutputStream(), closing);
        } catch (IOException | InterruptedException gone) {
            // The sender hung up, as it may.
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "rude-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** What the server does with a request. */
    @FunctionalInterface
    interface Manners {
        void answer(OutputStream out, CountDownLatch closing) throws IOException, InterruptedException;
    }
}
