package dev.souk.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.cache.CacheStore.Kept;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before there is a connection: the server takes it and never says a word, so it is underway for ever. */
class RedisConnectionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private RedisStore connect(Duration timeout) {
        return RedisStore.connect(
                RedisURI.create(server.getInetAddress().getHostAddress(), server.getLocalPort()), timeout);
    }

    @Test
    void whoeverWritesDoesNotWaitForAConnection() {
        // So long that a call which waits would be noticed by everybody.
        RedisStore store = connect(Duration.ofMinutes(10));

        CompletionStage<?> put = store.put("i/1", new Kept(1, new byte[] {1}), MINUTE);
        CompletionStage<?> outdated = store.outdate(List.of("i/1"), 2, MINUTE);

        assertThat(put.toCompletableFuture()).isNotDone();
        assertThat(outdated.toCompletableFuture()).isNotDone();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://ada:s e c r e t@localhost",
                "redis://ada:s%zzecret@localhost",
                "ftp://ada:secret@localhost"
            })
    void anAddressThatIsNoneIsNotRepeated(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStore.connect(uri))
                .withNoCause()
                .satisfies(refused -> assertThat(refused).hasMessageNotContainingAny("s e c", "ecret"));
    }

    @Test
    void whoeverReadsWaitsForTheTimeout() {
        RedisStore store = connect(Duration.ofMillis(20));

        assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> store.get(List.of("i/1")));
        store.close();
    }
}
