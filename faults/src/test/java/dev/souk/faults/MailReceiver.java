package dev.souk.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server that remembers every mail that reached its end, whatever it says to it. Thread-safe. */
final class MailReceiver implements AutoCloseable {

    /** What it says to a mail that it has read to the end. */
    enum Manner {
        /** Takes it. */
        ACCEPTS("250 fine"),
        /** Takes it, and hangs up before it says so. */
        ACCEPTS_AND_HANGS_UP(""),
        /** Takes it, and says nothing for as long as the other side waits. */
        ACCEPTS_AND_FALLS_SILENT(""),
        /** Does not take it now. */
        REFUSES_FOR_NOW("451 come back later");

        private final String answer;

        Manner(String answer) {
            this.answer = answer;
        }

        boolean accepts() {
            return this != REFUSES_FOR_NOW;
        }
    }

    /** Asked about each mail, in the thread that would answer. */
    interface Manners {
        Manner of(Mail mail);
    }

    private final LoopbackServer server = new LoopbackServer("mail-receiver", this::talk);
    private final List<Mail> accepted = new ArrayList<>();
    private final Arrivals arrivals;
    private final Map<Socket, Long> silentSince = new ConcurrentHashMap<>();
    private final AtomicLong longestWait = new AtomicLong();
    private volatile Manners manners = mail -> Manner.ACCEPTS;

    /** {@code arrivals} are told of each that was taken. */
    MailReceiver(Arrivals arrivals) {
        this.arrivals = arrivals;
        server.start();
    }

    int port() {
        return server.port();
    }

    void manners(Manners other) {
        manners = other;
    }

    /** Every mail that was taken, in order, repeats too. */
    List<Mail> accepted() {
        synchronized (accepted) {
            return List.copyOf(accepted);
        }
    }

    /** How long anybody has waited for an answer that did not come before hanging up, or still waits. */
    Duration longestWait() {
        long now = System.nanoTime();
        long open = silentSince.values().stream()
                .mapToLong(since -> now - since)
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.max(open, longestWait.get()));
    }

    private void talk(Socket caller) throws IOException {
        OutputStream out = caller.getOutputStream();
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        say(out, "220 receiver.example");
        String from = "";
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("MAIL FROM:")) {
                from = address(line);
            } else if (command.startsWith("RCPT TO:")) {
                to = address(line);
            }
            if (!command.equals("DATA")) {
                say(out, "250 fine");
                continue;
            }
            say(out, "354 go on");
            List<String> lines = data(in);
            Map<String, String> headers = headersOf(lines);
            Mail mail = new Mail(
                    from.replaceFirst("@.*", ""),
                    to,
                    headers.getOrDefault("message-id", ""),
                    headers.getOrDefault("subject", ""),
                    lines.stream().filter(text -> text.startsWith("- ")).toList());
            Manner manner = manners.of(mail);
            if (manner.accepts()) {
                take(mail);
            }
            if (manner == Manner.ACCEPTS_AND_FALLS_SILENT) {
                fallSilent(caller, in);
            }
            if (manner.answer.isEmpty()) {
                return;
            }
            say(out, manner.answer);
        }
    }

    /** Until the caller hangs up, or the test is over. */
    private void fallSilent(Socket caller, BufferedReader in) throws IOException {
        long start = System.nanoTime();
        silentSince.put(caller, start);
        try {
            while (in.readLine() != null) {
                // What it says before it hangs up is not answered either.
            }
        } finally {
            longestWait.accumulateAndGet(System.nanoTime() - start, Math::max);
            silentSince.remove(caller);
        }
    }

    private void take(Mail mail) {
        synchronized (accepted) {
            accepted.add(mail);
        }
        arrivals.add(mail);
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static List<String> data(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line == null || !line.equals("."); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the mail has no end");
            }
            lines.add(line);
        }
        return lines;
    }

    /** By name in small letters; lines that belong together are joined. */
    private static Map<String, String> headersOf(List<String> lines) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        String last = "";
        for (String line : lines) {
            if (line.isEmpty()) {
                break;
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                headers.merge(last, line, String::concat);
            } else {
                int colon = line.indexOf(':');
                last = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(last, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
