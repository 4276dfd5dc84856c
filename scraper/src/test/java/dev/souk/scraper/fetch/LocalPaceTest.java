package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPaceTest {

    private static final String SITE = "a.example";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final LocalPace pace = new LocalPace(time);

    /** The obvious rule: not before now, not within the gap behind the turn before, and not while the site rests. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whoeverComesAtAnyTimeGetsTheFirstTurnThatTheRuleAllows(long seed) {
        Random random = new Random(seed);
        long free = 0;
        for (int i = 0; i < 2_000; i++) {
            time.pass(Duration.ofMillis(random.nextLong(3) * random.nextInt(2_000)));
            long now = time.nanos();
            long next = Math.max(now, free);
            String step = "seed %d, step %d".formatted(seed, i);
            if (random.nextInt(10) == 0) {
                Duration rest = Duration.ofMillis(random.nextInt(5_000));
                pace.rest(SITE, rest);
                free = Math.max(free, now + rest.toNanos());
            } else {
                Duration gap = Duration.ofMillis(500L * random.nextInt(4));
                Duration longestWait = Duration.ofMillis(random.nextInt(10_000));
                boolean inReach = next - now <= longestWait.toNanos();

                Pace.Turn turn = pace.take(SITE, gap, longestWait);

                assertThat(turn).as(step).isEqualTo(new Pace.Turn(Duration.ofNanos(next - now), inReach));
                free = inReach ? next + gap.toNanos() : free;
            }
        }
    }

    @Test
    void whoWakesUpLateForATurnTakesAnother() {
        List<Long> starts = new ArrayList<>();
        Pause late = new Pause() {
            private long oversleeps = 150;

            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public void await(Duration duration) throws InterruptedException {
                time.await(duration.plusMillis(oversleeps));
                oversleeps = 0;
            }
        };
        HttpUrl url = HttpUrl.get("http://a.example/");
        Visitor visitor = new PacedVisitor(
                visit -> {
                    starts.add(Duration.ofNanos(time.nanos()).toMillis());
                    return new Answer.Response(url, 200, Headers.of(), ByteString.EMPTY, false);
                },
                pace,
                late);

        for (int i = 0; i < 3; i++) {
            visitor.visit(new Visit(url.uri(), url, 1, new WireTime(SECOND), SECOND));
        }

        // The second was to start at 1,000 and woke up at 1,150; then the third, at 2,000, would have been too close.
        assertThat(starts).containsExactly(0L, 2_000L, 3_000L);
    }
}
