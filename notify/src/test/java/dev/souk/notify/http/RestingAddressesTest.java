package dev.souk.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.notify.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestingAddressesTest {

    private final FakeClock clock = new FakeClock();
    private final RestingAddresses<String> resting = new RestingAddresses<>(clock);

    @Test
    void anAddressRestsForAsLongAsItAskedAndNoOtherDoes() {
        resting.rest("a", Duration.ofHours(24));
        clock.advance(Duration.ofHours(20));

        assertThat(resting.left("a")).contains(Duration.ofHours(4));
        assertThat(resting.left("b")).isEmpty();
        clock.advance(Duration.ofHours(4));
        assertThat(resting.left("a")).isEmpty();
    }

    @Test
    void theLongerOfTwoRestsHolds() {
        resting.rest("a", Duration.ofHours(2));
        resting.rest("a", Duration.ofMinutes(1));

        assertThat(resting.left("a")).contains(Duration.ofHours(2));
    }

    @Test
    void aClockThatIsSetBackMakesNoRestLonger() {
        resting.rest("a", Duration.ofHours(24));
        clock.advance(Duration.ofHours(20));
        assertThat(resting.left("a")).contains(Duration.ofHours(4));

        clock.advance(Duration.ofHours(-1));

        assertThat(resting.left("a")).contains(Duration.ofHours(4));
        clock.advance(Duration.ofHours(4));
        assertThat(resting.left("a")).isEmpty();
    }

    @Test
    void aRestThatBeginsAfterTheClockWasSetBackIsHeeded() {
        resting.rest("a", Duration.ofMinutes(1));
        clock.advance(Duration.ofHours(-1));
        resting.rest("a", Duration.ofMinutes(2));
        clock.advance(Duration.ofSeconds(90));

        assertThat(resting.left("a")).contains(Duration.ofSeconds(30));
    }
}
