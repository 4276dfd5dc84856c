package dev.souk.benchmarks.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server on this machine that takes every mail and counts connections and mails. */
final class Mails implements AutoCloseable {

    private static final int MAX_WAITING = 1_000;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    private Mails(ServerSocket server) {
        this.server = server;
        inBackground("mails", this::accept);
    }

    /** Starts on a free port. */
    static Mails start() {
        try {
            return new Mails(new ServerSocket(0, MAX_WAITING, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                open.add(caller);
                connections.incrementAndGet();
                inBackground("mails of one", () -> serve(caller));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            // Else each answer waits for the acknowledgement of the one before.
            caller.setTcpNoDelay(true);
            talk(caller);
        } catch (IOException e) {
            // The other side has hung up, or this server is closed.
        } finally {
            open.remove(caller);
        }
    }

    private void talk(Socket caller) throws IOException {
        OutputStream out = caller.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        say(out, "220 mails.example");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.equals("QUIT")) {
                say(out, "221 bye");
                return;
            }
            if (!command.equals("DATA")) {
                say(out, "250 fine");
                continue;
            }
            say(out, "354 go on");
            String text = in.readLine();
            while (text != null && !text.equals(".")) {
                text = in.readLine();
            }
            taken.incrementAndGet();
            say(out, "250 taken");
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many came in how many connections. */
    String describe() {
        return String.format(Locale.ROOT, "%,d mails came by %,d connections", taken.get(), connections.get());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket caller : open) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
