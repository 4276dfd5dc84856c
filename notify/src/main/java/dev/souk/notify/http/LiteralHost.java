package dev.souk.notify.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells hosts that are addresses from those that are names, without looking a name up. */
final class LiteralHost {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** No name ends in a number, so this is an address, however oddly it is written. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}");

    private LiteralHost() {}

    static boolean isLiteral(String host) {
        return host.contains(":") || ENDS_IN_NUMBER.matcher(host).matches() || isLocalhost(host);
    }

    /**
     * The address that is written there, or that {@code localhost} always is (RFC 6761); empty if it is none that can be
     * dialled.
     *
     * @param host as it stands in an {@link okhttp3.HttpUrl}
     */
    static Optional<InetAddress> address(String host) {
        try {
            if (isLocalhost(host)) {
                return Optional.of(InetAddress.getByAddress(host, LOOPBACK));
            }
            // A look-up is what Java does with all that it cannot read.
            return host.contains(":") || isDecimal(host) ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocalhost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** One to four numbers, of which the last fills what the others leave: {@code 127.1}, {@code 2130706433}. */
    private static boolean isDecimal(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            int bytes = i < parts.length - 1 ? 1 : 5 - parts.length;
            if (!DECIMAL.matcher(parts[i]).matches() || Long.parseLong(parts[i]) >= 1L << (bytes * Byte.SIZE)) {
                return false;
            }
        }
        return true;
    }
}
