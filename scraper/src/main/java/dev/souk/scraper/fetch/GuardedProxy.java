package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.Dns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy on this machine's loopback for a browser, whose every connection passes the guard of the fetcher that opened it:
 * whatever script, frame or redirect asks for an address that is not of the public web is answered 403. It looks names up
 * itself, wants a password, and lets no more bytes come than it was allowed. Thread-safe.
 */
public final class GuardedProxy implements AutoCloseable {

    /*
     * HTTP as browsers speak it to proxies: CONNECT for https, and for http a request with a whole URL, one for each
     * connection. Two threads for each connection copy bytes.
     */

    private static final Logger LOG = LoggerFactory.getLogger(GuardedProxy.class);

    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 60_000;
    private static final int MOST_REFUSALS = 100;

    private final SocketFactory sockets;
    private final Dns dns;
    private final ServerSocket server;
    private final String password;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytesLeft = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    GuardedProxy(SocketFactory guarded, Dns dns) {
        this.sockets = guarded;
        this.dns = dns;
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        this.password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback for a proxy", e);
        }
        start(this::accept, "souk-proxy");
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The name that it wants to be asked by. */
    public String user() {
        return "souk";
    }

    /** The password that it wants, made by chance. */
    public String password() {
        return password;
    }

    /** Lets so many bytes come from now on, all connections together, and forgets what was refused. Zero at first. */
    public void allow(long bytes) {
        bytesLeft.set(bytes);
        refusals.clear();
    }

    /** Whether more bytes wanted to come than were allowed. */
    public boolean isSpent() {
        return bytesLeft.get() < 0;
    }

    /** What was refused since {@link #allow}, up to 100: host, port, and why. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** How many connections to sites it has opened. */
    public long connections() {
        return connections.get();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(GuardedProxy::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket browser = server.accept();
                open.add(browser);
                start(() -> serve(browser), "souk-proxy-connection");
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                LOG.debug("a connection could not be taken", e);
            }
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            browser.setSoTimeout(IDLE_MILLIS);
            InputStream in = browser.getInputStream();
            OutputStream out = browser.getOutputStream();
            ProxyRequest request = ProxyRequest.read(in);
            while (!request.hasPassword(user(), password)) {
                answer(out, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"souk\"\r\n");
                request = ProxyRequest.read(in);
            }
            relay(request, browser);
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        } finally {
            open.remove(browser);
        }
    }

    private void relay(ProxyRequest request, Socket browser) throws IOException {
        OutputStream out = browser.getOutputStream();
        try (Socket site = connect(request)) {
            open.add(site);
            connections.incrementAndGet();
            site.setSoTimeout(IDLE_MILLIS);
            if (request.isTunnel()) {
                out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } else {
                site.getOutputStream().write(request.forSite());
            }
            start(() -> upload(browser, site), "souk-proxy-upload");
            download(site.getInputStream(), out);
            open.remove(site);
        } catch (RefusedAddressException e) {
            refuse(out, request, e.objection());
        }
    }

    private Socket connect(ProxyRequest request) throws IOException {
        IOException trouble = new IOException("no address: " + request.host());
        for (InetAddress address : dns.lookup(request.host())) {
            Socket site = sockets.createSocket();
            try {
                site.connect(new InetSocketAddress(address, request.port()), CONNECT_MILLIS);
                return site;
            } catch (IOException e) {
                site.close();
                if (e instanceof RefusedAddressException) {
                    throw e;
                }
                trouble = e;
            }
        }
        throw trouble;
    }

    private void refuse(OutputStream out, ProxyRequest request, String reason) throws IOException {
        LOG.debug("{}:{} refused: {}", request.host(), request.port(), reason);
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(request.host() + ":" + request.port() + " " + reason);
        }
        answer(out, "403 Forbidden", "Connection: close\r\n");
    }

    private static void answer(OutputStream out, String status, String header) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void upload(Socket browser, Socket site) {
        try {
            browser.getInputStream().transferTo(site.getOutputStream());
            site.shutdownOutput();
        } catch (IOException ended) {
            // Whoever downloads notices.
        }
    }

    private void download(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[16 * 1024];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            if (bytesLeft.addAndGet(-read) < 0) {
                throw new IOException("more came than was allowed");
            }
            out.write(block, 0, read);
            out.flush();
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.debug("a socket did not close", e);
        }
    }
}
