package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushEncryptionTest {

    private static final URI ENDPOINT = URI.create("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV");

    /** The example of RFC 8291, section 5 and appendix A. */
    private static final String PLAINTEXT = "When I grow up, I want to be a watermelon";

    private static final String BROWSER_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SENDER_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String ENCRYPTED = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
            + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    @Test
    void encryptsTheExampleOfTheStandardToTheSameBytes() {
        byte[] encrypted = PushEncryption.encrypt(
                PLAINTEXT.getBytes(StandardCharsets.UTF_8),
                new PushSubscription(ENDPOINT, BROWSER_PUBLIC, AUTH),
                Browser.pair(SENDER_PUBLIC, SENDER_PRIVATE),
                Base64.getUrlDecoder().decode(SALT));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted))
                .isEqualTo(ENCRYPTED);
    }

    @Test
    void theBrowserOfTheTestsReadsTheExampleOfTheStandard() throws Exception {
        Browser browser = new Browser(
                Browser.pair(BROWSER_PUBLIC, BROWSER_PRIVATE),
                Base64.getUrlDecoder().decode(AUTH));

        assertThat(browser.read(Base64.getUrlDecoder().decode(ENCRYPTED))).isEqualTo(PLAINTEXT);
    }

    @Test
    void usesAnotherKeyAndSaltEachTime() {
        PushEncryption encryption = new PushEncryption(new SecureRandom());
        PushSubscription receiver = new PushSubscription(ENDPOINT, BROWSER_PUBLIC, AUTH);
        byte[] message = PLAINTEXT.getBytes(StandardCharsets.UTF_8);

        byte[] first = encryption.encrypt(message, receiver);
        byte[] second = encryption.encrypt(message, receiver);

        assertThat(Arrays.copyOf(first, 86)).isNotEqualTo(Arrays.copyOf(second, 86));
    }

    @Test
    void fillsWhatPushServicesTakeAndNoMore() throws Exception {
        Browser browser = new Browser();
        PushEncryption encryption = new PushEncryption(new SecureRandom());

        byte[] longest = encryption.encrypt(new byte[3_993], browser.subscribe(ENDPOINT));

        assertThat(longest).hasSize(4_096);
        assertThatThrownBy(() -> encryption.encrypt(new byte[3_994], browser.subscribe(ENDPOINT)))
                .hasMessageContaining("3994");
    }

    @Test
    void writesKeysAsItReadsThemWhateverTheirFirstBytesAre() {
        for (int round = 0; round < 300; round++) {
            KeyPair pair = P256.generate(new SecureRandom());
            byte[] point = P256.bytes((ECPublicKey) pair.getPublic());

            assertThat(P256.bytes(P256.publicKey(point))).isEqualTo(point);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8",
                "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "not base64 for URLs!"
            })
    void refusesKeysThatAreNoPointOfTheCurve(String key) {
        assertThatThrownBy(() -> new PushSubscription(ENDPOINT, key, AUTH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPairsThatAreNone() {
        VapidKeys one = VapidKeys.generate();
        VapidKeys other = VapidKeys.generate();

        assertThat(VapidKeys.parse(one.publicKey(), one.revealPrivateKey()).publicKey())
                .isEqualTo(one.publicKey());
        assertThatThrownBy(() -> VapidKeys.parse(one.publicKey(), other.revealPrivateKey()))
                .hasMessageContaining("not of one pair")
                .hasMessageNotContaining(other.revealPrivateKey());
        assertThatThrownBy(() -> VapidKeys.parse(one.publicKey(), "planted!")).hasMessageNotContaining("planted");
    }
}
