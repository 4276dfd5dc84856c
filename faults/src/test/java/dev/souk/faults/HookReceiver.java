package dev.souk.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A web server that takes webhooks, and answers each as it is told to. Thread-safe. */
final class HookReceiver implements AutoCloseable {

    /** Where nobody should ever come. */
    private static final String TRAP = "/trap";

    private static final byte[] MUCH = new byte[64 * 1024];

    /** Longer than anybody here waits. */
    private static final Duration TOO_LATE = Duration.ofSeconds(1);

    /** How it answers. */
    enum Manner {
        TAKES(true, "200 OK"),
        TAKES_AND_HANGS_UP(true, ""),
        TAKES_AND_FALLS_SILENT(true, ""),
        TAKES_AND_DRIPS(true, "200 OK"),
        TAKES_AND_NEVER_STOPS_TALKING(true, "200 OK"),
        TAKES_AND_SAYS_SO_TOO_LATE(true, "200 OK"),
        BUSY_FOR_A_SECOND(false, "429 Too Many Requests\r\nRetry-After: 1"),
        BUSY_UNTIL(false, "429 Too Many Requests\r\nRetry-After: "),
        BUSY_FOR_SOME_TIME(false, "429 Too Many Requests\r\nRetry-After: soon"),
        UNAVAILABLE(false, "503 Service Unavailable\r\nRetry-After: 1"),
        BROKEN(false, "500 Internal Server Error"),
        REDIRECTS(false, "302 Found\r\nLocation: " + TRAP),
        REDIRECTS_INTO_THE_CLOUD(false, "302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/"),
        SPEAKS_NO_HTTP(false, ""),
        NEVER_ANSWERS(false, ""),
        GONE(false, "410 Gone");

        private final boolean takes;
        private final String status;

        Manner(boolean takes, String status) {
            this.takes = takes;
            this.status = status;
        }
    }

    /** Asked about each, in the thread that answers. */
    interface Manners {
        Manner of(Hook hook);
    }

    private final LoopbackServer server = new LoopbackServer("hook-receiver", this::talk);
    private final Arrivals arrivals;
    private volatile Manners manners;
    private final List<Hook> taken = new CopyOnWriteArrayList<>();
    private final Map<Manner, Integer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> gone = new ConcurrentHashMap<>();
    private final AtomicBoolean trapped = new AtomicBoolean();

    HookReceiver(Manners manners) {
        this(manners, new Arrivals());
    }

    /** {@code arrivals} are told of each that was taken. */
    HookReceiver(Manners manners, Arrivals arrivals) {
        this.manners = manners;
        this.arrivals = arrivals;
        server.start();
    }

    int port() {
        return server.port();
    }

    void manners(Manners other) {
        manners = other;
    }

    /** What was taken, in order, repeats too. */
    List<Hook> taken() {
        return List.copyOf(taken);
    }

    /** How many were answered, in whatever manner. */
    int answered() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many in that manner. */
    int answered(Manner manner) {
        return answers.getOrDefault(manner, 0);
    }

    /** How often in the rarest of these manners. */
    int rarest(Collection<Manner> each) {
        return each.stream().mapToInt(this::answered).min().orElse(0);
    }

    /** How often in which manner, in words. */
    String answers() {
        return answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue() + " " + each.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** How often it said of one path that it is gone, where it said so most often. */
    int mostGone() {
        return gone.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Whether anybody followed a redirect. */
    boolean isTrapped() {
        return trapped.get();
    }

    private void talk(Socket caller) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(caller.getInputStream());
        List<String> head = head(in);
        String path = head.get(0).split(" ")[1];
        if (path.equals(TRAP)) {
            trapped.set(true);
            return;
        }
        byte[] body = in.readNBytes(Integer.parseInt(header(head, "content-length")));
        Hook hook = Hook.of(path, header(head, "webhook-id"), new String(body, StandardCharsets.UTF_8));
        Manner manner = manners.of(hook);
        answers.merge(manner, 1, Integer::sum);
        if (manner.takes) {
            taken.add(hook);
            arrivals.add(hook);
        }
        if (manner == Manner.GONE) {
            gone.merge(path, 1, Integer::sum);
        }
        answer(manner, caller.getOutputStream());
    }

    private void answer(Manner manner, OutputStream out) throws IOException, InterruptedException {
        switch (manner) {
            case TAKES_AND_HANGS_UP -> {}
            case TAKES_AND_FALLS_SILENT, NEVER_ANSWERS -> server.fallSilent();
            case SPEAKS_NO_HTTP -> say(out, "220 mail.example\r\n");
            case BUSY_UNTIL -> say(out, begun(manner.status + inTwoSeconds()));
            case TAKES_AND_SAYS_SO_TOO_LATE -> {
                server.pause(TOO_LATE);
                say(out, begun(manner.status));
            }
            case TAKES_AND_DRIPS -> {
                say(out, begun(manner.status));
                while (!server.pause(Duration.ofMillis(20))) {
                    say(out, ".");
                }
            }
            case TAKES_AND_NEVER_STOPS_TALKING -> {
                say(out, begun(manner.status));
                while (!server.isClosed()) {
                    out.write(MUCH);
                }
            }
            default -> say(out, begun(manner.status));
        }
    }

    private static String inTwoSeconds() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Clock.systemUTC().instant().plusSeconds(2).atOffset(ZoneOffset.UTC));
    }

    private static String begun(String status) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\n";
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
            } else if (line.toString().isBlank()) {
                return lines;
            } else {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
        }
        throw new IOException("the request has no end");
    }

    private static String header(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + head));
    }

    @Override
    public void close() {
        server.close();
    }
}
