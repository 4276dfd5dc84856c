package dev.souk.examples.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a user's own server does with webhooks of Souk: checks the signature and the time, and takes each message once.
 * By the JDK alone, so that every line of Standard Webhooks can be seen; in earnest use a library for it.
 */
public final class WebhookReceiver implements AutoCloseable {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final HttpServer server;
    private final byte[] key;
    private final Clock clock;
    private final Consumer<String> messages;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Listens on this machine; port 0 takes a free one. */
    public WebhookReceiver(int port, String secret, Clock clock, Consumer<String> messages) throws IOException {
        this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        this.clock = clock;
        this.messages = messages;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/souk", this::take);
        server.start();
    }

    /** Prints what comes to http://127.0.0.1:8086/souk until the process is ended. The secret is the only argument. */
    public static void main(String[] arguments) throws IOException {
        WebhookReceiver receiver = new WebhookReceiver(8086, arguments[0], Clock.systemUTC(), System.out::println);
        System.out.println("Webhooks are taken at " + receiver.url());
    }

    /** Where webhooks are taken. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/souk");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = header(exchange, "webhook-id");
            boolean genuine =
                    isSigned(id, header(exchange, "webhook-timestamp"), body, header(exchange, "webhook-signature"));
            // A repeat is told that all is well, and not taken again.
            if (genuine && seen.add(id)) {
                messages.accept(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    private boolean isSigned(String id, String timestamp, byte[] body, String signatures) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] expected = ("v1," + hmac(id + "." + timestamp + ".", body)).getBytes(StandardCharsets.UTF_8);
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private String hmac(String start, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(start.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HmacSHA256", e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
