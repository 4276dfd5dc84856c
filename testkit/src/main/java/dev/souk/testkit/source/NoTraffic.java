package dev.souk.testkit.source;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notices requests while it is open: every HTTP client of Java, and OkHttp, asks the default proxy selector first. For the
 * whole process, so tests beside it must not fetch either.
 */
final class NoTraffic implements AutoCloseable {

    private final ProxySelector before = ProxySelector.getDefault();
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();

    NoTraffic() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                throw new AssertionError("a source must not fetch: " + uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {
                asked.add(uri);
            }
        });
    }

    /** Also what was asked for and then caught. */
    List<URI> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        ProxySelector.setDefault(before);
    }
}
