package dev.souk.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of neighbouring addresses, as in {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632, RFC 4291). Unchanging.
 */
public final class AddressBlock {

    /** Anything else that holds a colon may be looked up as a name; so is what begins with a dot. */
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    /** A zero before it would make an octal number of it elsewhere. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final String text;
    private final byte[] first;
    private final int bits;

    private AddressBlock(String text, byte[] first, int bits) {
        this.text = text;
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads a literal address, with or without {@code /bits}: four decimal numbers, or IPv6 without a zone. Never asks
     * the DNS.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        byte[] first = literal(slash < 0 ? text : text.substring(0, slash), text);
        int most = first.length * Byte.SIZE;
        return new AddressBlock(text, first, slash < 0 ? most : number(text.substring(slash + 1), most, text));
    }

    /** Whether the address, 4 or 16 bytes, lies in the block; an address of the other family never does. */
    public boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
            if (((address[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }

    private static byte[] literal(String address, String text) {
        if (!address.contains(":")) {
            return fourOctets(address, text);
        }
        if (!SIX.matcher(address).matches()) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address block: " + text, e);
        }
    }

    private static byte[] fourOctets(String address, String text) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) number(parts[i], 255, text);
        }
        return octets;
    }

    private static int number(String digits, int most, String text) {
        if (!NUMBER.matcher(digits).matches() || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
        return Integer.parseInt(digits);
    }
}
