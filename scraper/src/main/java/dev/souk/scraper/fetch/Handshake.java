package dev.souk.scraper.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** How a proxy is asked to open a tunnel. Nothing behind the proxy's answer is read. */
interface Handshake {

    /**
     * Asks for a tunnel to a resolved address, and returns when it stands.
     *
     * @throws IOException if the proxy refuses or does not answer as it should
     */
    void open(InputStream in, OutputStream out, InetSocketAddress target, @Nullable Login login) throws IOException;

    /** The next byte, 0 to 255. */
    static int next(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("proxy hung up");
        }
        return octet;
    }
}
