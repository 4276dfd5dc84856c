package dev.souk.notify.http;

import dev.souk.net.AddressBlock;
import dev.souk.net.AddressPolicy;
import dev.souk.net.GuardedSocketFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that users gave. It connects only to addresses of the public web on ports 80 and 443, whatever a URL
 * or a DNS answer says, only by https, follows no redirect, keeps no cookie, uses no proxy, and bounds the time and the
 * size of every answer. What goes wrong is told in words of its own, so no part of an address gets into a reason.
 *
 * <pre>{@code
 * HttpSender sender = HttpSender.builder().timeout(Duration.ofSeconds(5)).build();
 * Notifier webhooks = WebhookNotifier.builder(endpoints).over(sender).build();
 * }</pre>
 *
 * <p>One can serve all channels. Thread-safe. Its threads and connections end by themselves when they are not used.
 */
public final class HttpSender implements AutoCloseable {

    /** How much of an answer is read. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    /**
     * So many connections wait to be used again: those of a batch of every channel. By fewer, the batches that go to one
     * service open most of theirs anew each time, with all that TLS does.
     */
    private static final int MAX_IDLE = 100;

    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final String NOT_HTTPS = "not an https address";

    private final OkHttpClient client;
    private final AddressPolicy policy;
    private final ExecutorService threads;
    private final boolean plainHttp;
    private final Duration timeout;
    private final Duration batchTimeout;
    private final Clock clock;

    private HttpSender(Builder settings) {
        this.threads = Executors.newCachedThreadPool(settings.threads);
        this.plainHttp = settings.plainHttp;
        this.timeout = settings.timeout;
        this.batchTimeout = settings.batchTimeout;
        this.clock = settings.clock;
        this.policy = new AddressPolicy(settings.allowed);
        this.client = new OkHttpClient.Builder()
                .socketFactory(new GuardedSocketFactory(policy, settings.sockets))
                // Its own, or a connection that nobody guarded could be used again.
                .connectionPool(new ConnectionPool(MAX_IDLE, IDLE.toSeconds(), TimeUnit.SECONDS))
                // The system's proxy would resolve the name, behind the guard's back.
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                // OkHttp bounds the headers of HTTP/1.1, and not those of HTTP/2.
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(settings.timeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Why nothing could ever be posted there: the scheme, the port, or an address that is not of the public web, as the guard
     * judges when it dials. For the form in which a user gives a webhook: without this they learn of a bad one by messages
     * that fail for hours. A name is not looked up, so one that leads astray is found out only when it is dialled.
     *
     * @return empty if it may be tried; else words that hold nothing of the address but its port
     */
    public Optional<String> objectionTo(URI target) {
        @Nullable HttpUrl url = HttpUrl.get(target);
        if (url == null || !(url.isHttps() || plainHttp)) {
            return Optional.of(NOT_HTTPS);
        }
        if (!LiteralHost.isLiteral(url.host())) {
            return policy.objectionToNameAt(url.port());
        }
        return LiteralHost.address(url.host())
                .map(address -> policy.objection(new InetSocketAddress(address, url.port())))
                .orElse(Optional.of("no such host"));
    }

    /** Posts, and waits for the answer as long as {@link Builder#timeout} and {@code left} allow. */
    HttpAnswer post(HttpPost post, Duration left) {
        @Nullable HttpUrl url = HttpUrl.get(post.target());
        if (url == null || !(url.isHttps() || plainHttp)) {
            return new HttpAnswer.Failed(NOT_HTTPS);
        }
        Duration limit = left.compareTo(timeout) < 0 ? left : timeout;
        if (limit.toMillis() < 1) {
            return new HttpAnswer.Failed("no time was left");
        }
        Call call = client.newCall(request(url, post));
        call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            return new HttpAnswer.Response(response.code(), headers(response), beginning(response), clock.instant());
        } catch (IOException e) {
            return new HttpAnswer.Failed(inWords(e, limit));
        }
    }

    /** Where the deliveries of a batch are sent from. */
    ExecutorService threads() {
        return threads;
    }

    /** How long a batch may take. */
    Duration batchTimeout() {
        return batchTimeout;
    }

    /** Dates answers and signatures. */
    Clock clock() {
        return clock;
    }

    /** Ends what is under way and closes all connections. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdownNow();
        client.connectionPool().evictAll();
    }

    private static Request request(HttpUrl url, HttpPost post) {
        Headers.Builder headers = new Headers.Builder()
                .add("User-Agent", "Souk")
                // Or OkHttp would unpack what the server sends.
                .add("Accept-Encoding", "identity");
        post.headers().forEach(headers::set);
        return new Request.Builder()
                .url(url)
                .headers(headers.build())
                .post(RequestBody.create(post.body(), MediaType.get(post.contentType())))
                .build();
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < response.headers().size(); i++) {
            headers.put(
                    response.headers().name(i).toLowerCase(Locale.ROOT),
                    response.headers().value(i));
        }
        return Map.copyOf(headers);
    }

    /** What the server says; if that breaks off, the status says all that matters. */
    private static String beginning(Response response) {
        try {
            BufferedSource source = response.body().source();
            source.request(MAX_ANSWER_BYTES);
            long length = Math.min(MAX_ANSWER_BYTES, source.getBuffer().size());
            return new String(source.readByteArray(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** No message of the exception is used: it may hold the address. */
    private static String inWords(IOException trouble, Duration limit) {
        return GuardedSocketFactory.objectionIn(trouble).orElseGet(() -> {
            if (trouble instanceof UnknownHostException) {
                return "no such host";
            }
            if (trouble instanceof SocketTimeoutException || trouble instanceof InterruptedIOException) {
                return "no answer within " + limit.toMillis() + " ms";
            }
            if (trouble instanceof ConnectException) {
                return "connection refused";
            }
            return trouble instanceof SSLException ? "no TLS connection that can be trusted" : "the connection broke";
        });
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-notify");
        thread.setDaemon(true);
        return thread;
    }

    /** Collects the settings; each is checked at once. Not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofHours(1);

        private final List<AddressBlock> allowed = new ArrayList<>();
        private boolean plainHttp;
        private Duration timeout = Duration.ofSeconds(10);
        private Duration batchTimeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private ThreadFactory threads = HttpSender::thread;
        private SocketFactory sockets = SocketFactory.getDefault();

        private Builder() {}

        /** How long one server may take, from looking up its name to the end of its answer. 1 ms to 1 hour; default 10 s. */
        public Builder timeout(Duration timeout) {
            this.timeout = checked("timeout", timeout);
            return this;
        }

        /**
         * How long one call of {@code send} or {@code sendAll} may take. Keep it below the lease of the deliveries. 1 ms
         * to 1 hour; default 30 s.
         */
        public Builder batchTimeout(Duration batchTimeout) {
            this.batchTimeout = checked("batch timeout", batchTimeout);
            return this;
        }

        /**
         * Allows addresses that are otherwise refused, on every port. For servers in an intranet.
         *
         * @param blocks literal addresses or blocks of them, such as {@code 10.1.0.0/16}; names are not looked up
         */
        public Builder allowAddresses(String... blocks) {
            for (String block : blocks) {
                allowed.add(AddressBlock.of(block));
            }
            return this;
        }

        /** Allows http beside https. For tests, and for servers in an intranet. Default not. */
        public Builder allowPlainHttp() {
            this.plainHttp = true;
            return this;
        }

        /** By which signatures are dated and rests end. Default the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Makes the threads by which addresses are served beside each other; default daemons named {@code souk-notify}. */
        public Builder threads(ThreadFactory threads) {
            this.threads = threads;
            return this;
        }

        /** Where the sockets beneath the guard come from. */
        Builder sockets(SocketFactory sockets) {
            this.sockets = sockets;
            return this;
        }

        /** The sender. Nothing is connected yet. */
        public HttpSender build() {
            return new HttpSender(this);
        }

        private static Duration checked(String what, Duration duration) {
            if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("%s must be 1 ms to 1 hour: %s".formatted(what, duration));
            }
            return duration;
        }
    }
}
