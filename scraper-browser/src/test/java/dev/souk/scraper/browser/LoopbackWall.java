package dev.souk.scraper.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The wall beneath the guard: every plain socket of this process asks the proxy selector before it connects, and this one
 * stops what would leave loopback, and fails the test. Names are found in src/test/hosts and nowhere else.
 */
final class LoopbackWall implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[(0:){7}1\\]):[0-9]+");

    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private @Nullable ProxySelector before;

    @Override
    public void beforeAll(ExtensionContext context) throws UnknownHostException {
        // An address of localhost that only src/test/hosts knows; so it shows whether that file is read.
        InetAddress proof = InetAddress.getByName("127.0.0.77");
        if (!List.of(InetAddress.getAllByName("localhost")).contains(proof)) {
            throw new IllegalStateException("a name server could be asked: run with -Djdk.net.hosts.file, as the pom");
        }
        before = ProxySelector.getDefault();
        ProxySelector.setDefault(new Selector());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(attempts).as("attempts to leave loopback").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ProxySelector.setDefault(before);
    }

    private final class Selector extends ProxySelector {

        @Override
        public List<Proxy> select(URI target) {
            String authority = Objects.requireNonNullElse(target.getAuthority(), "");
            if (target.getScheme().equals("socket")
                    && !LOOPBACK.matcher(authority).matches()) {
                attempts.add(target.toString());
                throw new UncheckedIOException(new IOException("stopped by the wall: " + target));
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI target, SocketAddress proxy, IOException trouble) {
            // There is no proxy.
        }
    }
}
