package dev.souk.faults;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of a test, and how long it took from each until what was on its way had arrived. Thread-safe. */
final class Strokes {

    private final Oracle oracle;
    private final MailReceiver receiver;
    private final List<Stroke> strokes = new CopyOnWriteArrayList<>();

    Strokes(Oracle oracle, MailReceiver receiver) {
        this.oracle = oracle;
        this.receiver = receiver;
    }

    /** Says that a fault came, or an outage ended, just now. */
    void note() {
        Set<Tale> onItsWay = new HashSet<>(oracle.expected());
        onItsWay.removeAll(receiver.told());
        strokes.add(new Stroke(System.nanoTime(), onItsWay));
    }

    /** The longest, in seconds; 0 if there was no fault, or nothing on its way. What is lost does not count. */
    double slowestResumeSeconds() {
        long slowest = strokes.stream()
                .flatMap(stroke -> stroke.onItsWay().stream()
                        .flatMap(tale -> receiver.toldAt(tale).stream())
                        .map(at -> at - stroke.at()))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return slowest / 1e9;
    }

    private record Stroke(long at, Set<Tale> onItsWay) {}
}
