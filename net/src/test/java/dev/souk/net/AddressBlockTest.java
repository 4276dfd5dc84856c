package dev.souk.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.3/16, 10.1.0.0, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "198.18.0.0/15, 198.19.255.255, true",
        "198.18.0.0/15, 198.20.0.0, false",
        "fc00::/7, fdff::1, true",
        "fc00::/7, fe00::1, false",
        "::/0, 10.0.0.1, false",
        "2001:db8::1, 2001:db8::1, true",
    })
    void holdsTheAddressesThatShareItsFirstBits(String block, String address, boolean held)
            throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(address).getAddress();

        assertThat(AddressBlock.of(block).contains(bytes)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "2130706433",
                "localhost",
                "::1/129",
                "::ffff:10.0.0.0/104",
                ":",
                "fe80::1%lo",
                "[::1]",
                "zone::1",
                "example.org:80",
            })
    void refusesWhatIsNoLiteralAddress(String text) {
        assertThatThrownBy(() -> AddressBlock.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an address block: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {".::1", "..:", ".a:b"})
    void looksNoNameUp(String text) {
        assertThatThrownBy(() -> AddressBlock.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }
}
