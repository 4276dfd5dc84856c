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
        return objectionTo(target.getPort());
    }

    /**
     * Why a name must not be visited on that port, whatever it stands for; empty if it may be, or if that depends on whether
     * it stands for an address that was allowed.
     */
    public Optional<String> objectionToNameAt(int port) {
        return allowed.isEmpty() ? objectionTo(port) : Optional.empty();
    }

    private static Optional<String> objectionTo(int port) {
        return port == HTTP || port == HTTPS ? Optional.empty() : Optional.of("port not allowed: " + port);
    }
}
