package dev.souk.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Makes sockets that refuse to connect where the policy objects. This is the one place that every connection passes,
 * with the address that is really dialled: a check of the URL or of the DNS answer misses literals such as
 * {@code 2130706433}, and names that change between check and use.
 *
 * <p>An HTTP client that uses it needs a connection pool of its own, or it could reuse a connection that nobody guarded,
 * and no proxy of the system, which would look up the name behind the guard's back. Thread-safe.
 */
public final class GuardedSocketFactory extends SocketFactory {

    private final AddressPolicy policy;
    private final SocketFactory sockets;

    /** Creates a guard over the sockets of another factory. */
    public GuardedSocketFactory(AddressPolicy policy, SocketFactory sockets) {
        this.policy = policy;
        this.sockets = sockets;
    }

    /** Why the guard refused an address, if that is what an HTTP client failed of; empty if it failed of something else. */
    public static Optional<String> objectionIn(Throwable trouble) {
        return Stream.concat(Stream.of(trouble), Stream.of(trouble.getSuppressed()))
                .flatMap(each -> Stream.of(each, each.getCause()))
                .filter(RefusedAddressException.class::isInstance)
                .map(each -> ((RefusedAddressException) each).objection())
                .findFirst();
    }

    @Override
    public Socket createSocket() throws IOException {
        return new GuardedSocket(policy, sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress target) throws IOException {
        Socket socket = createSocket();
        socket.connect(target);
        return socket;
    }

    /** A socket that looks where it goes. */
    private static final class GuardedSocket extends ForwardingSocket {

        private final AddressPolicy policy;

        GuardedSocket(AddressPolicy policy, Socket socket) throws SocketException {
            super(socket);
            this.policy = policy;
        }

        @Override
        protected void reach(Socket other, SocketAddress target, int timeout) throws IOException {
            Optional<String> objection = target instanceof InetSocketAddress internet
                    ? policy.objection(internet)
                    : Optional.of("not an internet address");
            if (objection.isPresent()) {
                close();
                throw new RefusedAddressException(objection.get());
            }
            other.connect(target, timeout);
        }
    }
}
