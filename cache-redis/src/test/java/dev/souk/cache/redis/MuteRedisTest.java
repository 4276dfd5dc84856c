package dev.souk.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** A server that takes connections and never says a word, so that the store's connection is underway for ever. */
class MuteRedisTest {

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

    @Test
    void whoeverReadsWaitsForTheTimeout() {
        RedisStore store = connect(Duration.ofMillis(20));

        assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> store.get(List.of("i/1")));
        store.close();
    }
}
