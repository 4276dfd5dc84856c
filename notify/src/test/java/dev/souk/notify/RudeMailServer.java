package dev.souk.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that says what a test wants it to say, and remembers what it was told. */
final class RudeMailServer implements AutoCloseable {

    /** Said to a command: nothing at all. */
    static final String SILENCE = "(silence)";

    /** Said to a command: one letter after the other, for ever. */
    static final String DRIP = "(drip)";

    /** Said to a command: hangs up. */
    static final String HANG_UP = "(hang up)";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Nullable
    private final SSLContext tls;

    private final boolean fromTheFirstByte;

    RudeMailServer() throws IOException {
        this(null, false);
    }

    /** With TLS, from the first byte or after STARTTLS. */
    RudeMailServer(@Nullable SSLContext tls, boolean fromTheFirstByte) throws IOException {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        start(this::accept);
    }

    /** Answers every line that starts with {@code command}. The greeting is the answer to "". */
    RudeMailServer answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    int calls() {
        return callers.size();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "rude-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket caller = socket.accept();
                callers.add(caller);
                start(() -> greet(caller));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void greet(Socket caller) {
        try (caller;
                Socket line = fromTheFirstByte ? secured(caller) : caller) {
            if (say(line.getOutputStream(), answers.getOrDefault("", "220 rude.example"))) {
                talk(line);
            }
        } catch (IOException e) {
            // The caller went away, which is what some tests are about.
        }
    }

    private void talk(Socket caller) throws IOException {
        OutputStream out = caller.getOutputStream();
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        boolean inData = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (inData && !line.equals(".")) {
                continue;
            }
            String answer = answer(line);
            inData = line.equals("DATA") && answer.startsWith("354");
            if (!say(out, answer)) {
                return;
            }
            if (line.equals("STARTTLS") && tls != null) {
                talk(secured(caller));
                return;
            }
        }
    }

    private Socket secured(Socket caller) throws IOException {
        SSLSocket secured = (SSLSocket)
                Objects.requireNonNull(tls).getSocketFactory().createSocket(caller, null, caller.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private String answer(String line) {
        return answers.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(line.equals("DATA") ? "354 go on" : "250 fine");
    }

    private boolean say(OutputStream out, String answer) throws IOException {
        switch (answer) {
            case HANG_UP -> {
                return false;
            }
            case SILENCE -> waitForClose(1, TimeUnit.HOURS);
            case DRIP -> {
                while (!waitForClose(20, TimeUnit.MILLISECONDS)) {
                    out.write('2');
                    out.flush();
                }
            }
            default -> {
                out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
        return true;
    }

    private boolean waitForClose(long time, TimeUnit unit) {
        try {
            return closed.await(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
