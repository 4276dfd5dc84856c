package dev.souk.scraper.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks by the method CONNECT (RFC 9110, section 9.3.6). */
final class ConnectHandshake implements Handshake {

    private static final int LONGEST_ANSWER = 16 * 1024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?:[ \r\n]|$)");

    @Override
    public void open(InputStream in, OutputStream out, InetSocketAddress target, @Nullable Login login)
            throws IOException {
        String address = target.getAddress().getHostAddress();
        String authority =
                (target.getAddress() instanceof Inet6Address ? "[" + address + "]" : address) + ":" + target.getPort();
        String authorization = login == null ? "" : "Proxy-Authorization: Basic " + credentials(login) + "\r\n";
        out.write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + authorization + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();

        Matcher answer = STATUS.matcher(head(in));
        if (!answer.lookingAt()) {
            throw new ProxyException("no answer of HTTP");
        }
        if (!answer.group(1).startsWith("2")) {
            throw new ProxyException("answered " + answer.group(1));
        }
    }

    /** Byte by byte, since what follows the empty line belongs to the site. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            if (head.length() >= LONGEST_ANSWER) {
                throw new ProxyException("answer is too long");
            }
            head.append((char) Handshake.next(in));
        }
        return head.toString();
    }

    private static String credentials(Login login) {
        return Base64.getEncoder()
                .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
    }
}
