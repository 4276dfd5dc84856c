package dev.souk.scraper.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks by SOCKS 5 (RFC 1928), with a login by RFC 1929. */
final class SocksHandshake implements Handshake {

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    @Override
    public void open(InputStream in, OutputStream out, InetSocketAddress target, @Nullable Login login)
            throws IOException {
        int method = login == null ? NO_LOGIN : PASSWORD;
        out.write(new byte[] {VERSION, 1, (byte) method});
        out.flush();
        expect(Handshake.next(in), VERSION, "no answer of SOCKS 5");
        expect(Handshake.next(in), method, "refuses the way to log in");
        if (login != null) {
            logIn(in, out, login);
        }
        byte[] address = target.getAddress().getAddress();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        request.write(address.length == 4 ? IPV4 : IPV6);
        request.write(address);
        request.write(target.getPort() >> 8);
        request.write(target.getPort());
        out.write(request.toByteArray());
        out.flush();

        expect(Handshake.next(in), VERSION, "no answer of SOCKS 5");
        int reply = Handshake.next(in);
        expect(reply, 0, "refused, code " + reply);
        Handshake.next(in);
        skipAddress(in);
    }

    private static void logIn(InputStream in, OutputStream out, Login login) throws IOException {
        byte[] user = login.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        message.write(user.length);
        message.write(user);
        message.write(password.length);
        message.write(password);
        out.write(message.toByteArray());
        out.flush();
        Handshake.next(in);
        expect(Handshake.next(in), 0, "refused the login");
    }

    /** From where the proxy connects, which is of no interest. */
    private static void skipAddress(InputStream in) throws IOException {
        int length = switch (Handshake.next(in)) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> Handshake.next(in);
            default -> throw new ProxyException("no answer of SOCKS 5");
        };
        for (int i = 0; i < length + 2; i++) {
            Handshake.next(in);
        }
    }

    private static void expect(int actual, int expected, String otherwise) throws ProxyException {
        if (actual != expected) {
            throw new ProxyException(otherwise);
        }
    }
}
