package dev.souk.benchmarks.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.notify.AddressBook;
import dev.souk.notify.Notifier;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookEndpoint;
import dev.souk.notify.http.WebhookNotifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on this machine that takes the webhooks of all users, and notes when it was told of which listing. */
final class Hooks implements AutoCloseable {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int THREADS = 16;
    private static final int MAX_WAITING = 1_000;
    private static final Pattern NUMBER = Pattern.compile("\"url\":\"https://example\\.org/(\\d+)\"");

    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;

    private Hooks(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts on a free port. */
    static Hooks start() {
        try {
            return new Hooks(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_WAITING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher number = NUMBER.matcher(body);
            if (number.find()) {
                arrivals.add(new Arrival(Long.parseLong(number.group(1)), System.nanoTime()));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Sends to the endpoint that each user has at the server of that port. */
    static Notifier notifier(int port, HttpSender sender) {
        URI base = URI.create("http://127.0.0.1:" + port);
        return WebhookNotifier.builder(AddressBook.of(
                        recipient -> List.of(WebhookEndpoint.of(
                                base.resolve("/of/" + recipient.userId()).toString(), SECRET)),
                        (recipient, endpoint) -> {
                            throw new IllegalStateException("this server never says that it is gone");
                        }))
                .over(sender)
                .build();
    }

    /** What has come since the last call. */
    List<Arrival> drain() {
        List<Arrival> drained = List.copyOf(arrivals);
        arrivals.clear();
        return drained;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    /**
     * A message that has come.
     *
     * @param listing the number of the listing that it tells of
     * @param nanos when, by {@link System#nanoTime}
     */
    record Arrival(long listing, long nanos) {}
}
