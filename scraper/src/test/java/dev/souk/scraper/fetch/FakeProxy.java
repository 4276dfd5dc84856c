package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that speaks CONNECT or SOCKS 5, notes what it was asked for, and leads to loopback only. */
final class FakeProxy implements AutoCloseable {

    private final ServerSocket server;
    private final boolean socks;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FakeProxy(boolean socks) {
        this.socks = socks;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static FakeProxy http() {
        return new FakeProxy(false);
    }

    static FakeProxy socks() {
        return new FakeProxy(true);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Where it was to lead to, in order. */
    List<String> targets() {
        return targets;
    }

    /** What it was told beside that: the head of CONNECT, or user and password. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            String target = socks ? socksTarget(in, out) : connectTarget(in);
            targets.add(target);
            int colon = target.lastIndexOf(':');
            InetAddress address = InetAddress.getByName(target.substring(0, colon));
            if (!address.isLoopbackAddress()) {
                throw new IOException("this proxy leads to loopback only");
            }
            try (Socket site = new Socket(address, Integer.parseInt(target.substring(colon + 1)))) {
                open.add(site);
                out.write(
                        socks
                                ? new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0}
                                : "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n"
                                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                start(() -> pump(site, client));
                in.transferTo(site.getOutputStream());
            }
        } catch (IOException gone) {
            // The fetcher hung up, as it may.
        }
    }

    private String connectTarget(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        heads.add(head.toString());
        return head.substring("CONNECT ".length(), head.indexOf(" HTTP/1.1"));
    }

    private String socksTarget(InputStream in, OutputStream out) throws IOException {
        byte[] greeting = in.readNBytes(3);
        out.write(new byte[] {5, greeting[2]});
        if (greeting[2] == 2) {
            in.read();
            String user = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            heads.add(user + ":" + new String(in.readNBytes(in.read()), StandardCharsets.UTF_8));
            out.write(new byte[] {1, 0});
        }
        byte[] request = in.readNBytes(4);
        InetAddress address = InetAddress.getByAddress(in.readNBytes(request[3] == 1 ? 4 : 16));
        return address.getHostAddress() + ":" + (in.read() << 8 | in.read());
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // One of them hung up.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : new ArrayList<>(open)) {
            socket.close();
        }
    }
}
