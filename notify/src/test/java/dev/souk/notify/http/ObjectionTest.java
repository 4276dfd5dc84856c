package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form can tell a user of a webhook before anything is sent there. */
class ObjectionTest {

    private final Walled wall = new Walled();
    private final HttpSender sender = HttpSender.builder().sockets(wall).build();

    @AfterEach
    void close() {
        sender.close();
        assertThat(wall.attempts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/hook, not an https address",
        "ftp://example.org/hook, not an https address",
        "mailto:a@b.example, not an https address",
        "example.org/hook, not an https address",
        "https://example.org:8443/hook, port not allowed: 8443",
        "https://8.8.8.8:25/hook, port not allowed: 25",
        "https://127.0.0.1/hook, address not allowed: loopback (127.0.0.0/8)",
        "https://127.1/hook, address not allowed: loopback (127.0.0.0/8)",
        "https://2130706433/hook, address not allowed: loopback (127.0.0.0/8)",
        "https://localhost/hook, address not allowed: loopback (127.0.0.0/8)",
        "https://app.LOCALHOST/hook, address not allowed: loopback (127.0.0.0/8)",
        "https://[::1]/hook, address not allowed: loopback (::1/128)",
        "https://[::ffff:10.1.2.3]/hook, address not allowed: private (10.0.0.0/8)",
        "https://192.168.0.10/hook, address not allowed: private (192.168.0.0/16)",
        "https://169.254.169.254/latest, address not allowed: link-local (169.254.0.0/16)",
        "https://1.2.3.4.5/hook, no such host",
        "https://99999999999/hook, no such host",
        "https://127.0.0.256/hook, no such host"
    })
    void saysWhyNothingCouldBePosted(URI target, String reason) {
        assertThat(sender.objectionTo(target)).contains(reason);
    }

    /** Written so that some systems read a loopback address of it; whatever becomes of it, it is nothing to register. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://0x7f000001/", "https://0x7f.0.0.1/", "https://127.0.0.0x1/", "https://127.0.0.1./"})
    void objectsToAnAddressThatIsWrittenOddly(URI target) {
        assertThat(sender.objectionTo(target)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/hook?token=1",
                "https://example.org:443/hook",
                "https://8.8.8.8/hook",
                "https://[2606:4700::1111]/hook",
                "https://a-name-that-nobody-has.invalid/hook",
                "https://7seconds.example/hook"
            })
    void objectsToNoneThatMayBeTried(URI target) {
        assertThat(sender.objectionTo(target)).isEmpty();
    }

    @Test
    void judgesByWhatTheSenderIsAllowed() {
        try (HttpSender intranet = HttpSender.builder()
                .allowPlainHttp()
                .allowAddresses("10.1.0.0/16")
                .sockets(wall)
                .build()) {
            assertThat(intranet.objectionTo(URI.create("http://10.1.2.3:8080/hook")))
                    .isEmpty();
            // It may stand for one of the addresses that are allowed on every port.
            assertThat(intranet.objectionTo(URI.create("http://hooks.example.org:8080/hook")))
                    .isEmpty();
            assertThat(intranet.objectionTo(URI.create("http://10.2.2.3/hook"))).isPresent();
        }
    }

    /** An address that is read here is read alike when it is dialled. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://10.1.2.3/",
                "https://8.8.8.8:25/",
                "http://8.8.8.8/"
            })
    void saysWhatTheGuardSaysWhenItDials(URI target) {
        HttpAnswer answer =
                sender.post(HttpPost.json(target, "{}".getBytes(StandardCharsets.UTF_8)), Duration.ofMinutes(1));

        assertThat(sender.objectionTo(target).map(HttpAnswer.Failed::new)).isEqualTo(Optional.of(answer));
    }
}
