package dev.souk.notify.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/** The wall beneath the guard: keeps a test on loopback, however broken the sender is, and remembers who tried to leave. */
final class Walled extends SocketFactory {

    private final List<SocketAddress> attempts = new CopyOnWriteArrayList<>();

    /** Everything that was to be dialled, loopback too. */
    List<SocketAddress> attempts() {
        return attempts;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress target, int timeout) throws IOException {
                attempts.add(target);
                if (!(target instanceof InetSocketAddress internet)
                        || !internet.getAddress().isLoopbackAddress()) {
                    throw new IOException("stopped by the wall");
                }
                super.connect(target, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("stopped by the wall");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("stopped by the wall");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("stopped by the wall");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("stopped by the wall");
    }
}
