package dev.souk.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network",
        "0.255.255.255, this network",
        "10.0.0.1, private",
        "100.64.0.1, shared by a carrier",
        "100.127.255.255, shared by a carrier",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "168.63.129.16, platform of a cloud",
        "169.254.169.254, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.8, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relay",
        "192.168.1.1, private",
        "198.18.0.1, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.7, documentation",
        "203.0.113.7, documentation",
        "224.0.0.1, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::127.0.0.1, reserved IPv6",
        "fc00::1, unique local",
        "fdff::1, unique local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, reserved IPv6",
        "ff02::1, multicast",
        "2001:db8::1, documentation",
        "3fff::1, documentation",
        "100::1, reserved IPv6",
        "5f00::1, reserved IPv6",
        "64:ff9b:1::1, reserved IPv6",
        "::ffff:127.0.0.1, loopback",
        "::ffff:a00:1, private",
        "64:ff9b::7f00:1, loopback (127.0.0.0/8) IPv4 within IPv6",
        "64:ff9b::169.254.169.254, link-local (169.254.0.0/16) IPv4 within IPv6",
        "2002:7f00:1::, loopback (127.0.0.0/8) IPv4 within IPv6",
        "2002:a9fe:a9fe::1, link-local (169.254.0.0/16) IPv4 within IPv6",
        "2001:0:7f00:1::, loopback (127.0.0.0/8) IPv4 within IPv6",
        "2001:0:808:808::80ff:fffe, loopback (127.0.0.0/8) IPv4 within IPv6",
        "2a00:1450::5efe:7f00:1, loopback (127.0.0.0/8) IPv4 within IPv6",
        "2a00:1450::200:5efe:a00:1, private (10.0.0.0/8) IPv4 within IPv6",
    })
    void namesWhatAnAddressIsReservedFor(String address, String name) throws UnknownHostException {
        assertThat(ReservedAddresses.nameOf(InetAddress.getByName(address).getAddress()))
                .hasValueSatisfying(found -> assertThat(found).startsWith(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void hasNothingAgainstThePublicWeb(String address) throws UnknownHostException {
        assertThat(ReservedAddresses.nameOf(InetAddress.getByName(address).getAddress()))
                .isEmpty();
    }

    @Test
    void knowsTheIpv4AddressThatJavaHidesInAMappedOne() {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(ReservedAddresses.nameOf(mapped)).contains("loopback (127.0.0.0/8) IPv4 within IPv6");
    }

    @Test
    void allowsOtherPortsOnlyForAddressesThatTheHostAllowed() throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(List.of(AddressBlock.of("10.1.0.0/16")));

        assertThat(policy.objection(new InetSocketAddress(InetAddress.getByName("10.1.2.3"), 9200)))
                .isEmpty();
        assertThat(policy.objection(new InetSocketAddress(InetAddress.getByName("10.2.0.1"), 80)))
                .contains("address not allowed: private (10.0.0.0/8)");
        assertThat(policy.objection(new InetSocketAddress(InetAddress.getByName("1.1.1.1"), 443)))
                .isEmpty();
        assertThat(policy.objection(new InetSocketAddress(InetAddress.getByName("1.1.1.1"), 25)))
                .contains("port not allowed: 25");
        assertThat(policy.objection(InetSocketAddress.createUnresolved("localhost", 80)))
                .contains("address was not resolved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0", "256.0.0.1", "10.0.0.0/", "10.0.0.0/x", "::/129", "::g"
            })
    void refusesWhatIsNotABlockOfAddresses(String text) {
        assertThatThrownBy(() -> AddressBlock.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an address block: " + text);
    }
}
