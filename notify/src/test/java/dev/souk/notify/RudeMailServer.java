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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    RudeMailServer() throws IOException {
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
                start(() -> talk(caller));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket caller) {
        try (caller;
                OutputStream out = caller.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
            boolean open = say(out, answers.getOrDefault("", "220 rude.example"));
            boolean inData = false;
            String line = open ? in.readLine() : null;
            while (line != null) {
                heard.add(line);
                if (inData && !line.equals(".")) {
                    line = in.readLine();
                    continue;
                }
                String answer = answer(line);
                inData = line.equals("DATA") && answer.startsWith("354");
                line = say(out, answer) ? in.readLine() : null;
            }
        } catch (IOException e) {
            // The caller went away, which is what some tests are about.
        }
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
