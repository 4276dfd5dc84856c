package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class LoopbackOnlyTest {

    /** The fetcher allows what it otherwise refuses, as if it had no guard; the wall is all that is left. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "[2001:db8::1]", "[::]"})
    void stopsAFetcherThatWouldLeaveLoopback(String host) {
        try (HttpFetcher open =
                Fetchers.guarded().allowAddresses("0.0.0.0/0", "::/0").build()) {
            URI url = URI.create("http://" + host + "/");

            FetchOutcome outcome = open.fetch(PageRequest.list(url));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason()).contains("stopped by the wall"));
            assertThat(LoopbackOnly.takeAttempts()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socket://192.0.2.1:80",
                "socket://sofas.example:80",
                "socket://127.0.0.1.sofas.example:80",
                "socket://0.0.0.0:80",
                "socket://[2001:db8::1]:80"
            })
    void stopsAPlainSocketThatWouldLeaveLoopback(URI target) {
        assertThatThrownBy(() -> ProxySelector.getDefault().select(target)).hasMessageContaining("stopped by the wall");
        assertThat(LoopbackOnly.takeAttempts()).containsExactly(target.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void everyPlainSocketAsksTheSelectorBeforeItConnects(String host) throws IOException {
        ProxySelector wall = ProxySelector.getDefault();
        List<URI> asked = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(host));
                Socket socket = new Socket()) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI target) {
                    asked.add(target);
                    return wall.select(target);
                }

                @Override
                public void connectFailed(URI target, SocketAddress proxy, IOException trouble) {
                    wall.connectFailed(target, proxy, trouble);
                }
            });

            socket.connect(new InetSocketAddress(InetAddress.getByName(host), server.getLocalPort()));

            assertThat(asked).hasSize(1);
            assertThat(socket.isConnected()).isTrue();
        } finally {
            ProxySelector.setDefault(wall);
        }
    }

    @Test
    void knowsNoNameButLocalhost() {
        try (HttpFetcher fetcher = Fetchers.local().build()) {
            URI url = URI.create("http://sofas.example/");

            assertThat(fetcher.fetch(PageRequest.list(url)))
                    .isEqualTo(new FetchOutcome.Unreachable(url, "no such host"));
        }
    }
}
