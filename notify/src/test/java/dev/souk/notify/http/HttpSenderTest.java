package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSenderTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Walled wall = new Walled();

    private static HttpPost post(URI target) {
        return HttpPost.json(target, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static HttpAnswer send(HttpSender.Builder settings, URI target) {
        try (HttpSender sender = settings.build()) {
            return sender.post(post(target), LONG);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, address not allowed: loopback (127.0.0.0/8)",
        "http://2130706433/, address not allowed: loopback (127.0.0.0/8)",
        "http://127.1/, address not allowed: loopback (127.0.0.0/8)",
        "http://[::1]/, address not allowed: loopback (::1/128)",
        "http://[::ffff:127.0.0.1]/, address not allowed: loopback (127.0.0.0/8)",
        "http://169.254.169.254/latest/meta-data/, address not allowed: link-local (169.254.0.0/16)",
        "http://10.1.2.3/, address not allowed: private (10.0.0.0/8)",
        "http://[fd00::1]/, address not allowed: unique local (fc00::/7)",
        "http://100.64.0.1/, address not allowed: shared by a carrier (100.64.0.0/10)",
        "http://0.0.0.0/, address not allowed: this network (0.0.0.0/8)",
        "http://8.8.8.8:25/, port not allowed: 25"
    })
    void dialsNoAddressThatIsNotOfThePublicWeb(URI target, String objection) {
        HttpAnswer answer = send(HttpSender.builder().allowPlainHttp().sockets(wall), target);

        assertThat(answer).isEqualTo(new HttpAnswer.Failed(objection));
        assertThat(wall.attempts()).isEmpty();
    }

    @Test
    void guardsANameByTheAddressItStandsFor() {
        HttpAnswer answer =
                send(HttpSender.builder().allowPlainHttp().sockets(wall), URI.create("http://localhost/hook"));

        assertThat(((HttpAnswer.Failed) answer).reason()).startsWith("address not allowed: loopback");
        assertThat(wall.attempts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://8.8.8.8/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "mailto:a@b.example"
    })
    void takesHttpsOnlyUnlessItIsToldOtherwise(URI target) {
        assertThat(send(HttpSender.builder().sockets(wall), target))
                .isEqualTo(new HttpAnswer.Failed("not an https address"));
        assertThat(wall.attempts()).isEmpty();
    }

    @Test
    void readsNoMoreOfAnAnswerThanItNeeds() throws IOException {
        try (RudeReceiver endless = RudeReceiver.endless()) {
            HttpAnswer answer = send(Receiver.sender(), endless.url());

            assertThat(answer).isInstanceOfSatisfying(HttpAnswer.Response.class, response -> {
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.body()).hasSize(HttpSender.MAX_ANSWER_BYTES);
            });
        }
    }

    @Test
    void waitsForNobodyLongerThanItIsTold() throws IOException {
        try (RudeReceiver silent = RudeReceiver.silent();
                RudeReceiver dripping = RudeReceiver.dripping()) {
            HttpSender.Builder hasty = Receiver.sender().timeout(Duration.ofMillis(300));

            assertThat(send(hasty, silent.url())).isEqualTo(new HttpAnswer.Failed("no answer within 300 ms"));
            assertThat(send(hasty, dripping.url())).isEqualTo(new HttpAnswer.Failed("no answer within 300 ms"));
        }
    }

    @Test
    void tellsInWordsOfItsOwnThatAConnectionBroke() throws IOException {
        try (RudeReceiver dropping = RudeReceiver.dropping()) {
            assertThat(send(Receiver.sender(), dropping.url()))
                    .isEqualTo(new HttpAnswer.Failed("the connection broke"));
        }
    }

    @Test
    void tellsInWordsOfItsOwnThatNobodyListens() {
        Receiver receiver = new Receiver();
        URI target = receiver.url("/secret");
        receiver.close();

        assertThat(send(Receiver.sender(), target)).isEqualTo(new HttpAnswer.Failed("connection refused"));
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> HttpSender.builder().timeout(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> HttpSender.builder().batchTimeout(Duration.ofDays(2)))
                .hasMessageContaining("PT48H");
        assertThatThrownBy(() -> HttpSender.builder().allowAddresses("localhost"))
                .hasMessageContaining("localhost");
    }
}
