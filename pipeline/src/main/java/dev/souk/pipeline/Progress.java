package dev.souk.pipeline;

import dev.souk.notify.ElapsedTime;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What came of a step and was not told yet. With much to do a step takes hours, and who listens shall not wait for its end.
 * Used by one thread.
 */
final class Progress<R> implements Consumer<R> {

    /** So long a step may go on before what came of it is told. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Step<R> step;
    private final ElapsedTime time;
    private R untold;
    private Duration toldAt = Duration.ZERO;

    Progress(Step<R> step, ElapsedTime time) {
        this.step = step;
        this.time = time;
        this.untold = step.nothing();
    }

    /** Another batch is done. */
    @Override
    public void accept(R batch) {
        untold = step.plus().apply(untold, batch);
        if (time.passed().minus(toldAt).compareTo(LONGEST_SILENCE) >= 0) {
            tellIfAnything();
        }
    }

    void tellIfAnything() {
        if (!untold.equals(step.nothing())) {
            tell();
        }
    }

    void tell() {
        R part = untold;
        Duration now = time.passed();
        Duration took = now.minus(toldAt);
        untold = step.nothing();
        toldAt = now;
        Hearing.safely(() -> step.tell().accept(part, took));
    }
}
