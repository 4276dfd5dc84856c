package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Turns turns = Turns.apart(Duration.ofMillis(40), nanos::get);

    @Test
    void areAGapApartAlsoWhereTheCountOfNanosecondsTurnsOver() {
        assertThat(turns.take(LONG)).contains(Duration.ZERO);
        assertThat(turns.take(LONG)).contains(Duration.ofMillis(40));
        assertThat(turns.take(LONG)).contains(Duration.ofMillis(80));
    }

    @Test
    void areNotSavedUp() {
        turns.take(LONG);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(turns.take(LONG)).contains(Duration.ZERO);
        assertThat(turns.take(LONG)).contains(Duration.ofMillis(40));
    }

    @Test
    void areNotTakenByWhoCannotWaitForThem() {
        turns.take(LONG);

        assertThat(turns.take(Duration.ofMillis(39))).isEmpty();
        assertThat(turns.take(LONG)).contains(Duration.ofMillis(40));
    }
}
