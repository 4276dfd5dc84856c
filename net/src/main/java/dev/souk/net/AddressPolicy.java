package dev.souk.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says which addresses may be dialled for a stranger: public ones on the ports of the web, and what the host allowed.
 * Unchanging.
 */
public final class AddressPolicy {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final List<AddressBlock> allowed;

    /** Allows, besides the public web, the addresses of these blocks on every port. */
    public AddressPolicy(List<AddressBlock> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Why the address must not be visited; empty if it may be. An allowed address may be visited on every port. */
    public Optional<String> objection(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        if (address == null) {
            return Optional.of("address was not resolved");
        }
        byte[] bytes = address.getAddress();
        if (allowed.stream().anyMatch(block -> block.contains(bytes))) {
            return Optional.empty();
        }
        Optional<String> reserved = ReservedAddresses.nameOf(bytes);
        if (reserved.isPresent()) {
            return Optional.of("address not allowed: " + reserved.get());
        }
        if (target.getPort() != HTTP && target.getPort() != HTTPS) {
            return Optional.of("port not allowed: " + target.getPort());
        }
        return Optional.empty();
    }
}
