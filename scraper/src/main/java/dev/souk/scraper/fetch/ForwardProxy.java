package dev.souk.scraper.fetch;

import dev.souk.net.ForwardingSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that all connections of a fetcher are made through. Every page is tunnelled, those of plain HTTP too, so it must
 * let {@code CONNECT} (or SOCKS) pass to ports 80 and 443.
 *
 * <p>Names are looked up on this machine, and the proxy is told an address: so the guard looks at the address that is
 * really visited, as it does without a proxy. The proxy's own address is not guarded; it is the host's choice. Unchanging
 * and thread-safe.
 *
 * <pre>{@code
 * ForwardProxy.http("proxy.internal", 3128).withPassword("souk", password)
 * }</pre>
 */
public final class ForwardProxy {

    private final Handshake handshake;
    private final String host;
    private final int port;
    private final @Nullable Login login;

    private ForwardProxy(Handshake handshake, String host, int port, @Nullable Login login) {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not the address of a proxy: " + host + ":" + port);
        }
        this.handshake = handshake;
        this.host = host;
        this.port = port;
        this.login = login;
    }

    /** A proxy that is asked by {@code CONNECT} (RFC 9110, section 9.3.6). */
    public static ForwardProxy http(String host, int port) {
        return new ForwardProxy(new ConnectHandshake(), host, port, null);
    }

    /** A proxy that speaks SOCKS 5 (RFC 1928). */
    public static ForwardProxy socks5(String host, int port) {
        return new ForwardProxy(new SocksHandshake(), host, port, null);
    }

    /** The same with a login: Basic, or that of RFC 1929. Both 1 to 255 bytes in UTF-8. */
    public ForwardProxy withPassword(String user, String password) {
        return new ForwardProxy(handshake, host, port, new Login(user, password));
    }

    /** Leaves out the login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Sockets that reach their target through this proxy, made of those of another factory. */
    SocketFactory over(SocketFactory sockets) {
        return new TunnelFactory(sockets);
    }

    private void tunnel(Socket socket, InetSocketAddress target, int timeout) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), timeout);
        int before = socket.getSoTimeout();
        socket.setSoTimeout(timeout);
        handshake.open(socket.getInputStream(), socket.getOutputStream(), target, login);
        socket.setSoTimeout(before);
    }

    /** Makes sockets that connect through the proxy. Not connected ones: the guard, which stands before, never asks. */
    private final class TunnelFactory extends SocketFactory {

        private final SocketFactory sockets;

        TunnelFactory(SocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() throws IOException {
            return new TunnelSocket(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String target, int targetPort) throws IOException {
            throw new ProxyException("sockets are connected one step later");
        }

        @Override
        public Socket createSocket(InetAddress target, int targetPort) throws IOException {
            throw new ProxyException("sockets are connected one step later");
        }

        @Override
        public Socket createSocket(String target, int targetPort, InetAddress local, int localPort) throws IOException {
            throw new ProxyException("sockets are connected one step later");
        }

        @Override
        public Socket createSocket(InetAddress target, int targetPort, InetAddress local, int localPort)
                throws IOException {
            throw new ProxyException("sockets are connected one step later");
        }
    }

    /** A socket whose connection leads through the proxy. */
    private final class TunnelSocket extends ForwardingSocket {

        TunnelSocket(Socket socket) throws SocketException {
            super(socket);
        }

        @Override
        protected void reach(Socket other, SocketAddress target, int timeout) throws IOException {
            if (!(target instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new ProxyException("not an internet address");
            }
            tunnel(other, internet, timeout);
        }
    }
}
