package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The wall beneath the guard: keeps a test on loopback, however broken the fetcher is, and fails a test that tried to
 * leave. Every fetcher of a test is built on it, see {@link Fetchers}. For one test class at a time.
 */
public final class LoopbackOnly implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /*
     * Three layers, each for a way to get past the one before:
     * - the sockets that the guard is given record and throw, if they are to connect to anything but loopback;
     * - a plain socket, which a fetcher may make that lost its guard, asks the JVM's proxy selector before it connects:
     *   ours does the same;
     * - the JVM finds names in src/test/hosts and asks no name server (jdk.net.hosts.file, set in the pom).
     */

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[(0:){7}1\\]):[0-9]+");

    /** An address of localhost that only src/test/hosts knows; so it shows whether that file is read. */
    private static final InetAddress PROOF = literal("127.0.0.77");

    private static final List<String> ATTEMPTS = new CopyOnWriteArrayList<>();

    private static volatile boolean standing;

    private @Nullable ProxySelector before;

    /** The builder, on the wall: with its sockets, and a DNS that knows localhost only. */
    static HttpFetcher.Builder under(HttpFetcher.Builder fetcher) {
        if (!standing) {
            throw new IllegalStateException("the test lacks @ExtendWith(LoopbackOnly.class)");
        }
        return fetcher.sockets(new WalledSocketFactory()).dns(LoopbackOnly::lookup);
    }

    /** What has tried to leave loopback since the last call. */
    static List<String> takeAttempts() {
        List<String> attempts = List.copyOf(ATTEMPTS);
        ATTEMPTS.clear();
        return attempts;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws UnknownHostException {
        if (!List.of(InetAddress.getAllByName("localhost")).contains(PROOF)) {
            throw new IllegalStateException("a name server could be asked: run with -Djdk.net.hosts.file, as the pom");
        }
        before = ProxySelector.getDefault();
        ProxySelector.setDefault(new WalledSelector());
        takeAttempts();
        standing = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(takeAttempts()).as("attempts to leave loopback").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        standing = false;
        ProxySelector.setDefault(before);
    }

    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        if (!host.equals("localhost") && !host.equals("localhost.")) {
            throw new UnknownHostException(host);
        }
        return List.of(literal("127.0.0.1"), literal("::1"));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    private static IOException stopped(Object target) {
        ATTEMPTS.add(target.toString());
        return new IOException("stopped by the wall: " + target);
    }

    /** Makes the sockets that the guard is given. Not connected ones: OkHttp does not ask for them. */
    static class WalledSocketFactory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new WalledSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw stopped(host);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw stopped(host);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw stopped(host);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw stopped(host);
        }
    }

    /** Connects to loopback only. */
    private static final class WalledSocket extends Socket {

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            if (target instanceof InetSocketAddress internet
                    && !internet.isUnresolved()
                    && internet.getAddress().isLoopbackAddress()) {
                super.connect(target, timeout);
            } else {
                throw stopped(target);
            }
        }
    }

    /** Is asked by every plain socket on its way, and lets it go straight to loopback and nowhere else. */
    static final class WalledSelector extends ProxySelector {

        @Override
        public List<Proxy> select(URI target) {
            // An HTTP client asks too, for the URL and before it looks up the name; its socket asks again.
            if (target.getScheme().equals("socket")
                    && !LOOPBACK.matcher(Objects.requireNonNullElse(target.getAuthority(), ""))
                            .matches()) {
                throw new UncheckedIOException(stopped(target));
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI target, SocketAddress proxy, IOException trouble) {
            // There is no proxy.
        }
    }
}
