package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When a listener hears of a step. */
class ProgressTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HandClock clock = new HandClock();
    private final Hearing hearing = new Hearing(PipelineListener.NONE, clock);
    private final List<String> told = new ArrayList<>();

    private int total(Consumer<Consumer<Integer>> work) {
        return hearing.total(
                new Step<>(0, Integer::sum, work, (done, took) -> told.add(done + " in " + took)), () -> {});
    }

    @Test
    void aShortStepIsToldOnceAtItsEnd() {
        int total = total(done -> {
            clock.pass(SECOND);
            done.accept(3);
            clock.pass(SECOND);
            done.accept(4);
        });

        assertThat(told).containsExactly("7 in PT2S");
        assertThat(total).isEqualTo(7);
    }

    @Test
    void aStepInWhichThereWasNothingToDoIsToldToo() {
        assertThat(total(done -> {})).isZero();

        assertThat(told).containsExactly("0 in PT0S");
    }

    @Test
    void aLongStepIsToldInPartsOfWhichNoneCountsTwice() {
        int total = total(done -> {
            for (int batch = 1; batch <= 5; batch++) {
                clock.pass(SECOND.multipliedBy(6));
                done.accept(batch);
            }
        });

        assertThat(told).containsExactly("3 in PT12S", "7 in PT12S", "5 in PT6S");
        assertThat(total).isEqualTo(15);
    }

    @Test
    void aLongStepThatDoesNothingIsNotToldInParts() {
        total(done -> {
            for (int batch = 1; batch <= 5; batch++) {
                clock.pass(Duration.ofMinutes(1));
                done.accept(0);
            }
        });

        assertThat(told).containsExactly("0 in PT5M");
    }

    @Test
    void whatWasDoneBeforeAFailureIsToldAndOfNothingNothing() {
        assertThatThrownBy(() -> total(done -> {
                    done.accept(3);
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThatThrownBy(() -> total(done -> {
                    throw new IllegalStateException("nothing at all");
                }))
                .hasMessage("nothing at all");

        assertThat(told).containsExactly("3 in PT0S");
    }

    @Test
    void nothingTakesLessThanNoTimeWhereTheClockIsSetBack() {
        total(done -> {
            clock.pass(Duration.ofHours(-1));
            done.accept(1);
            clock.pass(SECOND);
        });

        assertThat(told).containsExactly("1 in PT1S");
    }
}
