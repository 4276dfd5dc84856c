package dev.souk.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing but the loopback address is ever named here. */
class GuardedSocketFactoryTest {

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final GuardedSocketFactory closed =
            new GuardedSocketFactory(new AddressPolicy(List.of()), SocketFactory.getDefault());
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, loopback);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void everyWayToASocketIsGuarded() {
        int port = server.getLocalPort();

        refuses(() -> closed.createSocket(loopback, port));
        refuses(() -> closed.createSocket(loopback.getHostAddress(), port));
        refuses(() -> closed.createSocket(loopback, port, loopback, 0));
        refuses(() -> closed.createSocket(loopback.getHostAddress(), port, loopback, 0));
        refuses(() -> {
            Socket socket = closed.createSocket();
            socket.connect(new InetSocketAddress(loopback, port), 1_000);
            return socket;
        });
    }

    private static void refuses(Connecting connecting) {
        assertThatThrownBy(connecting::socket)
                .isInstanceOf(IOException.class)
                .satisfies(trouble -> assertThat(GuardedSocketFactory.objectionIn(trouble))
                        .hasValueSatisfying(objection -> assertThat(objection).contains("loopback")));
    }

    @Test
    void aRefusedSocketIsClosed() throws IOException {
        Socket socket = closed.createSocket();

        assertThatThrownBy(() -> socket.connect(server.getLocalSocketAddress())).isInstanceOf(IOException.class);

        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void whatIsAllowedIsReachedFromTheAddressThatWasAskedFor() throws IOException {
        List<SocketAddress> bound = new ArrayList<>();
        GuardedSocketFactory remembering = new GuardedSocketFactory(
                new AddressPolicy(List.of(AddressBlock.of(loopback.getHostAddress()))), new Remembering(bound));

        try (Socket socket = remembering.createSocket(loopback, server.getLocalPort(), loopback, 0);
                Socket accepted = server.accept()) {
            assertThat(bound).containsExactly(new InetSocketAddress(loopback, 0));
            assertThat(accepted.getPort()).isEqualTo(socket.getLocalPort());
        }
    }

    @Test
    void theObjectionIsFoundBeneathWhatAClientThrows() {
        IOException ofTheClient = new IOException("failed to connect", new RefusedAddressException("not that one"));
        IOException ofTheLastTry = new IOException("connection refused");
        ofTheLastTry.addSuppressed(ofTheClient);

        assertThat(GuardedSocketFactory.objectionIn(ofTheClient)).contains("not that one");
        assertThat(GuardedSocketFactory.objectionIn(ofTheLastTry)).contains("not that one");
        assertThat(GuardedSocketFactory.objectionIn(new IOException("connection refused")))
                .isEmpty();
    }

    private interface Connecting {

        Socket socket() throws IOException;
    }

    /** Makes sockets that remember what they were bound to; the guard asks for no others. */
    private static final class Remembering extends SocketFactory {

        private final List<SocketAddress> bound;

        Remembering(List<SocketAddress> bound) {
            this.bound = bound;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void bind(@Nullable SocketAddress local) throws IOException {
                    if (local != null) {
                        bound.add(local);
                    }
                    super.bind(local);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("connected without the guard");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("connected without the guard");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("connected without the guard");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("connected without the guard");
        }
    }
}
