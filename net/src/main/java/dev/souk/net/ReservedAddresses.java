package dev.souk.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows the addresses that are not of the public web: those of the IANA special-purpose registries (RFC 6890), one that a
 * cloud keeps for itself, and IPv6 addresses that stand for such an IPv4 address.
 */
final class ReservedAddresses {

    private static final List<Reserved> IPV4 = List.of(
            new Reserved("this network", "0.0.0.0/8"),
            new Reserved("private", "10.0.0.0/8"),
            new Reserved("shared by a carrier", "100.64.0.0/10"),
            new Reserved("loopback", "127.0.0.0/8"),
            // Public by its number; within Azure it is the host of the machine, and tells its secrets.
            new Reserved("platform of a cloud", "168.63.129.16/32"),
            new Reserved("link-local", "169.254.0.0/16"),
            new Reserved("private", "172.16.0.0/12"),
            new Reserved("protocol assignments", "192.0.0.0/24"),
            new Reserved("documentation", "192.0.2.0/24"),
            new Reserved("6to4 relay", "192.88.99.0/24"),
            new Reserved("private", "192.168.0.0/16"),
            new Reserved("benchmarking", "198.18.0.0/15"),
            new Reserved("documentation", "198.51.100.0/24"),
            new Reserved("documentation", "203.0.113.0/24"),
            new Reserved("multicast", "224.0.0.0/4"),
            new Reserved("reserved", "240.0.0.0/4"));

    private static final List<Reserved> IPV6 = List.of(
            new Reserved("unspecified", "::/128"),
            new Reserved("loopback", "::1/128"),
            new Reserved("unique local", "fc00::/7"),
            new Reserved("link-local", "fe80::/10"),
            new Reserved("multicast", "ff00::/8"),
            new Reserved("documentation", "2001:db8::/32"),
            new Reserved("documentation", "3fff::/20"),
            new Reserved("benchmarking", "2001:2::/48"),
            new Reserved("identifier without a route", "2001:10::/28"),
            new Reserved("identifier without a route", "2001:20::/28"));

    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    private static final AddressBlock TEREDO = AddressBlock.of("2001::/32");
    private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");

    private ReservedAddresses() {}

    /** What the address, 4 or 16 bytes, is reserved for; empty if it is one of the public web. */
    static Optional<String> nameOf(byte[] address) {
        if (address.length == 4) {
            return firstOf(IPV4, address);
        }
        Optional<String> inner = ipv4Within(address)
                .flatMap(ipv4 -> firstOf(IPV4, ipv4).stream())
                .findFirst();
        if (inner.isPresent()) {
            return inner.map(name -> name + " IPv4 within IPv6");
        }
        return firstOf(IPV6, address).or(() -> isPublic(address) ? Optional.empty() : Optional.of("reserved IPv6"));
    }

    /** All of the public IPv6 web is in 2000::/3, but for IPv4 hosts behind the well-known NAT64 prefix. */
    private static boolean isPublic(byte[] address) {
        return GLOBAL.contains(address) || NAT64.contains(address) || isMapped(address);
    }

    private static Stream<byte[]> ipv4Within(byte[] address) {
        if (isMapped(address) || NAT64.contains(address)) {
            return Stream.of(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Stream.of(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            // The server in the clear, the client with every bit turned over (RFC 4380).
            byte[] client = Arrays.copyOfRange(address, 12, 16);
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i];
            }
            return Stream.of(Arrays.copyOfRange(address, 4, 8), client);
        }
        if ((address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe) {
            // ISATAP (RFC 5214): the last half is [02]00:5efe and the address.
            return Stream.of(Arrays.copyOfRange(address, 12, 16));
        }
        return Stream.empty();
    }

    /** ::ffff:0:0/96. Java makes an IPv4 address of such a literal, so it cannot be written as a block. */
    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }

    private static Optional<String> firstOf(List<Reserved> blocks, byte[] address) {
        return blocks.stream()
                .filter(reserved -> reserved.block().contains(address))
                .findFirst()
                .map(reserved -> reserved.name() + " (" + reserved.block() + ")");
    }

    /** A block and what it is reserved for. */
    private record Reserved(String name, AddressBlock block) {

        Reserved(String name, String block) {
            this(name, AddressBlock.of(block));
        }
    }
}
