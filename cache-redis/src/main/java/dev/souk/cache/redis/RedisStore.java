package dev.souk.cache.redis;

import dev.souk.core.cache.CacheStore;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Keeps the values of a {@code ListingCache} in Redis, by Lettuce. Redis 6 or newer, one server or a primary that
 * Sentinel watches; not a cluster. One connection serves all threads; it is made in the background, and made again when
 * it breaks.
 *
 * <pre>{@code
 * ListingCache cache = ListingCache.over(RedisStore.connect("redis://localhost"));
 * }</pre>
 */
public final class RedisStore implements CacheStore {

    /** How long a read waits for Redis, unless another time is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(50);

    private static final int VERSION_DIGITS = 19;
    private static final int COMMANDS_UNDERWAY = 10_000;
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    /*
     * A value lies behind its version, which is written in decimal digits of a fixed number so that Lua, whose numbers
     * are imprecise, can compare it as text. A mark is a version with nothing behind it. What is no value of ours is
     * overwritten.
     */
    private static final String KEEP_UNLESS_OLDER = """
            local version, millis, value = ARGV[1], ARGV[2], ARGV[3]
            for _, key in ipairs(KEYS) do
              local held = redis.pcall('GETRANGE', key, 0, #version - 1)
              local ours = type(held) == 'string' and #held == #version and not string.find(held, '%D')
                and held <= '9223372036854775807'
              if not ours or held < version or (held == version and value ~= '') then
                redis.call('SET', key, version .. value, 'PX', millis)
              end
            end
            return #KEYS""";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final byte[] NOTHING = {};

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration timeout;
    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection;

    private RedisStore(RedisURI uri, Duration timeout) {
        this.uri = uri;
        this.timeout = timeout;
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(COMMANDS_UNDERWAY)
                .socketOptions(SocketOptions.builder().connectTimeout(SHUTDOWN).build())
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .build());
        connection = connectAsync();
    }

    /**
     * At an address such as {@code rediss://user:password@host:6379/0}. A server that is away is no error: the values are
     * then read from the database.
     *
     * @throws IllegalArgumentException if it is no such address; nothing of it is repeated
     */
    // The cause would repeat the password.
    @SuppressWarnings("UnusedException")
    public static RedisStore connect(String uri) {
        RedisURI read;
        try {
            read = RedisURI.create(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an address such as rediss://user:password@host:6379/0");
        }
        return connect(read, DEFAULT_TIMEOUT);
    }

    /**
     * At an address of Lettuce's.
     *
     * @param timeout how long {@link #get} waits at most, for a connection and the answer together; positive. What writes
     *     waits for neither
     */
    public static RedisStore connect(RedisURI uri, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
        return new RedisStore(uri, timeout);
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connectAsync() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
    }

    @Override
    public Map<String, Kept> get(List<String> keys) {
        long end = System.nanoTime() + timeout.toNanos();
        List<KeyValue<byte[], byte[]>> values =
                await(await(connection(), end).async().mget(bytes(keys)), end);
        Map<String, Kept> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            values.get(i).optional().flatMap(RedisStore::kept).ifPresent(kept -> found.put(key, kept));
        }
        return found;
    }

    private static Optional<Kept> kept(byte[] value) {
        if (value.length < VERSION_DIGITS) {
            return Optional.empty();
        }
        String version = new String(value, 0, VERSION_DIGITS, StandardCharsets.ISO_8859_1);
        if (!DIGITS.matcher(version).matches()) {
            return Optional.empty();
        }
        try {
            byte[] rest = Arrays.copyOfRange(value, VERSION_DIGITS, value.length);
            return Optional.of(new Kept(Long.parseLong(version), rest));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<?> put(String key, Kept kept, Duration timeToLive) {
        return keep(List.of(key), kept.version(), kept.value(), timeToLive);
    }

    @Override
    public CompletionStage<?> outdate(Collection<String> keys, long version, Duration timeToLive) {
        return keep(keys, version, NOTHING, timeToLive);
    }

    private CompletionStage<?> keep(Collection<String> keys, long version, byte[] value, Duration timeToLive) {
        return connection()
                .thenCompose(open -> open.async()
                        .eval(
                                KEEP_UNLESS_OLDER,
                                ScriptOutputType.INTEGER,
                                bytes(keys),
                                ascii(String.format(Locale.ROOT, "%0" + VERSION_DIGITS + "d", version)),
                                ascii(Long.toString(timeToLive.toMillis())),
                                value));
    }

    /** The connection, be it only underway; if it could not be made, another try. */
    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection() {
        if (connection.isCompletedExceptionally()) {
            connection = connectAsync();
        }
        return connection;
    }

    private static <T> T await(Future<T> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new RedisUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException(e);
        }
    }

    private static byte[][] bytes(Collection<String> keys) {
        return keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, SHUTDOWN);
    }
}
