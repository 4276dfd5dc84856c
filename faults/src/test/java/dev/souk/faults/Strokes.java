package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** The faults of a test, and how long it took from each until what was on its way had arrived. Thread-safe. */
final class Strokes {

    private final Oracle oracle;
    private final Arrivals arrivals;
    private final List<Stroke> strokes = new CopyOnWriteArrayList<>();
    private volatile Set<Tale> beforeOutage = Set.of();

    Strokes(Oracle oracle, Arrivals arrivals) {
        this.oracle = oracle;
        this.arrivals = arrivals;
    }

    /** Says that an outage begins now. */
    void begin() {
        beforeOutage = oracle.expected();
    }

    /** Says that a fault came, or an outage ended, just now. */
    void note() {
        Set<Tale> onItsWay = new HashSet<>(oracle.expected());
        onItsWay.removeAll(arrivals.told());
        Set<Tale> ofOutage = new HashSet<>(onItsWay);
        ofOutage.removeAll(beforeOutage);
        strokes.add(new Stroke(System.nanoTime(), onItsWay, beforeOutage.isEmpty() ? Set.of() : ofOutage));
        beforeOutage = Set.of();
    }

    /** The longest, in seconds; 0 if there was no fault, or nothing on its way. What is lost does not count. */
    double slowestResumeSeconds() {
        return seconds(strokes.stream().flatMapToLong(stroke -> waits(stroke, stroke.onItsWay(), at -> true)));
    }

    /** The same, each measured from the last fault before it arrived: while faults follow each other, nothing settles. */
    double slowestSinceLastSeconds() {
        LongStream.Builder waits = LongStream.builder();
        for (int i = 0; i < strokes.size(); i++) {
            long next = i + 1 < strokes.size() ? strokes.get(i + 1).at() : Long.MAX_VALUE;
            waits(strokes.get(i), strokes.get(i).onItsWay(), at -> at < next).forEach(waits::add);
        }
        return seconds(waits.build());
    }

    /** The longest from the end of an outage until the first of what was shown within it had passed every loop. */
    double loopsResumedSeconds() {
        return seconds(
                strokes.stream().flatMapToLong(stroke -> waits(stroke, stroke.ofOutage(), at -> true).min().stream()));
    }

    /** What was on its way arrived in time after the last fault. */
    void requireResumed(Duration most) {
        assertThat(slowestSinceLastSeconds())
                .as("seconds from the last fault until what was on its way arrived")
                .isLessThanOrEqualTo((double) most.toSeconds());
    }

    /** After each outage every loop went on in time. */
    void requireLoopsResumed(Duration most) {
        assertThat(strokes)
                .as("outages with news in them")
                .anyMatch(stroke -> !stroke.ofOutage().isEmpty());
        assertThat(loopsResumedSeconds())
                .as("seconds from the end of an outage until something that was shown in it arrived")
                .isLessThanOrEqualTo((double) most.toSeconds());
    }

    private LongStream waits(Stroke stroke, Set<Tale> tales, LongPredicate counts) {
        return tales.stream()
                .flatMap(tale -> arrivals.toldAt(tale).stream())
                .mapToLong(Long::longValue)
                .filter(counts)
                .map(at -> at - stroke.at());
    }

    private static double seconds(LongStream nanos) {
        return nanos.max().orElse(0) / 1e9;
    }

    private record Stroke(long at, Set<Tale> onItsWay, Set<Tale> ofOutage) {}
}
