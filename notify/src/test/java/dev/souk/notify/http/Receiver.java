package dev.souk.notify.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.ByteString;

/** A web server on loopback that remembers what it was sent, and answers as it is told; 200 when it is not. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Map<String, Reply> standing = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile CyclicBarrier meeting = new CyclicBarrier(1);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A sender that may go to loopback, by http. */
    static HttpSender.Builder sender() {
        return HttpSender.builder().allowAddresses("127.0.0.0/8").allowPlainHttp();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Scheme, host and port. */
    URI url() {
        return url("");
    }

    /** The next answer that was not given yet. */
    Receiver reply(int status, String body, String... headers) {
        replies.add(new Reply(status, body, List.of(headers)));
        return this;
    }

    /** Answers so from now on whatever has that in its body. */
    void replyAlways(String part, int status, String body) {
        standing.put(part, new Reply(status, body, List.of()));
    }

    /** Answers from now on only when so many wait for it. */
    void answerTogether(int count) {
        meeting = new CyclicBarrier(count);
    }

    /** Answers 200 again. */
    void forgetReplies() {
        replies.clear();
    }

    /** All requests, in the order in which they came. */
    List<Received> received() {
        return received;
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("not one request but " + received.size());
        }
        return received.get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    ByteString.of(body)));
            meet();
            Reply reply = replyTo(new String(body, StandardCharsets.UTF_8));
            for (int i = 0; i < reply.headers().size(); i += 2) {
                exchange.getResponseHeaders()
                        .add(reply.headers().get(i), reply.headers().get(i + 1));
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Reply replyTo(String body) {
        return standing.entrySet().stream()
                .filter(reply -> body.contains(reply.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNullElse(replies.poll(), new Reply(200, "", List.of())));
    }

    private void meet() throws IOException {
        try {
            meeting.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("not all came", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, String body, List<String> headers) {}

    /** A request. */
    record Received(String method, String path, Map<String, List<String>> headers, ByteString bytes) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return bytes.utf8();
        }

        byte[] body() {
            return bytes.toByteArray();
        }

        JsonNode json() {
            return Json.read(text());
        }

        Optional<String> at(String pointer) {
            JsonNode found = json().at(pointer);
            return found.isMissingNode() ? Optional.empty() : Optional.of(found.asText());
        }
    }
}
