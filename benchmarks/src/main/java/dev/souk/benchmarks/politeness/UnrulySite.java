package dev.souk.benchmarks.politeness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A site on an address of loopback of its own, whose pages behave as their path says: {@code /3/busy} is page 3, and busy.
 * Notes when it was asked, and how many requests it had at a time.
 */
final class UnrulySite implements AutoCloseable {

    /** What a page does. A number says how many of a hundred pages are like that. */
    enum Mood {
        /** Comes. */
        FINE(62),
        /** Comes the second time; the first answer is 429 and a number of seconds. */
        BUSY(9),
        /** Comes the second time; the first answer is 503 and a date. */
        CLOSED(6),
        /** Comes the second time; the first answer is 500. */
        FAILING(4),
        /** Comes after a while. */
        SLOW(6),
        /** Does not come at all. */
        SILENT(1),
        /** Is larger than anybody wants. */
        HUGE(4),
        /** 404. */
        GONE(3),
        /** 403 with the mark of a captcha. */
        CAPTCHA(2),
        /** 401. */
        LOGIN(1),
        /** robots.txt forbids it. */
        PRIVATE(2);

        private final int share;

        Mood(int share) {
            this.share = share;
        }

        String path(int page) {
            return this == PRIVATE ? "/private/" + page : "/" + page + "/" + name();
        }

        /** The moods of a hundred pages. */
        static List<Mood> hundred() {
            List<Mood> moods = new ArrayList<>();
            for (Mood mood : values()) {
                for (int i = 0; i < mood.share; i++) {
                    moods.add(mood);
                }
            }
            return moods;
        }
    }

    private final HttpServer server;
    private final long silence;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /** When requests came, in nanoseconds. Guarded by itself. */
    private final List<Long> arrivals = new ArrayList<>();

    /** Starts a site on {@code 127.0.1.<number>}. */
    UnrulySite(int number, long silenceMillis, Executor threads) {
        this.silence = silenceMillis;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.1." + number, 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException("no site on 127.0.1." + number, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI page(String path) {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** The times between one request and the next, in milliseconds. */
    List<Double> gaps() {
        synchronized (arrivals) {
            List<Double> gaps = new ArrayList<>();
            for (int i = 1; i < arrivals.size(); i++) {
                gaps.add((arrivals.get(i) - arrivals.get(i - 1)) / 1e6);
            }
            return gaps;
        }
    }

    /** The least time from one request to the tenth after it, in milliseconds; empty if there were not so many. */
    OptionalDouble leastOfTenGaps() {
        synchronized (arrivals) {
            return IntStream.range(10, arrivals.size())
                    .mapToDouble(i -> (arrivals.get(i) - arrivals.get(i - 10)) / 1e6)
                    .min();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        synchronized (arrivals) {
            arrivals.add(System.nanoTime());
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            try {
                answer(exchange, path);
            } finally {
                atOnce.decrementAndGet();
            }
            if (path.endsWith(Mood.SILENT.name())) {
                // Nobody waits for it any more, so it is not counted; but it still says nothing.
                TimeUnit.MILLISECONDS.sleep(silence);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        if (path.equals("/robots.txt")) {
            send(exchange, 200, "User-agent: *\nDisallow: /private\n");
            return;
        }
        boolean again = asked.computeIfAbsent(path, key -> new AtomicInteger()).getAndIncrement() > 0;
        answer(exchange, Mood.valueOf(path.substring(path.lastIndexOf('/') + 1)), again);
    }

    private void answer(HttpExchange exchange, Mood mood, boolean again) throws IOException, InterruptedException {
        switch (mood) {
            case BUSY -> later(exchange, again, 429, "1");
            case CLOSED ->
                later(
                        exchange,
                        again,
                        503,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2)));
            case FAILING -> send(exchange, again ? 200 : 500, "page");
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(silence / 5);
                send(exchange, 200, "page");
            }
            case SILENT -> TimeUnit.MILLISECONDS.sleep(silence);
            case HUGE -> flood(exchange);
            case GONE -> send(exchange, 404, "no such page");
            case CAPTCHA -> send(exchange, 403, "<title>Just a moment...</title>");
            case LOGIN -> send(exchange, 401, "who are you?");
            default -> send(exchange, 200, "page");
        }
    }

    private static void later(HttpExchange exchange, boolean again, int status, String retryAfter) throws IOException {
        if (!again) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        send(exchange, again ? 200 : status, "page");
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[64 * 1024];
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 160; i++) {
                body.write(block);
            }
        } catch (IOException hungUp) {
            // As it should.
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
