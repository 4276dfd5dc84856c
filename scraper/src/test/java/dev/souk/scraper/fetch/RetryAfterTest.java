package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "120|PT2M",
                "007|PT7S",
                "Mon, 23 Nov 2026 12:00:30 GMT|PT30S",
                "Monday, 23-Nov-26 12:00:30 GMT|PT30S",
                "Mon Nov 23 12:00:30 2026|PT30S",
                "Mon, 23 Nov 2026 11:00:00 GMT|PT0S",
                "Fri, 31 Dec 9999 23:59:59 GMT|PT720H",
                "99999999999999999999999999|PT720H",
                "999999999|PT720H",
            })
    void readsSecondsAndDates(String text, Duration wait) {
        assertThat(RetryAfter.in(Headers.of("Retry-After", text), FakeTime.START))
                .contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "1e9", "12 minutes", "٣", "Mon, 99 Foo 2026", "0x10"})
    void makesNothingOfGarbage(String text) {
        Headers headers =
                new Headers.Builder().addUnsafeNonAscii("Retry-After", text).build();

        assertThat(RetryAfter.in(headers, FakeTime.START)).isEmpty();
    }

    @Test
    void isEmptyWithoutTheHeader() {
        assertThat(RetryAfter.in(Headers.of(), FakeTime.START)).isEmpty();
    }
}
