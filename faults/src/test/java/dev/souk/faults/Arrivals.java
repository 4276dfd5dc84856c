package dev.souk.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All that came to the users of a scene, by mail and by webhook. Thread-safe. */
final class Arrivals {

    private final List<Message> messages = new ArrayList<>();
    private final Map<Tale, Long> toldAt = new ConcurrentHashMap<>();

    /** Takes down that it came just now. */
    void add(Message message) {
        long now = System.nanoTime();
        synchronized (messages) {
            messages.add(message);
        }
        message.tales().forEach(tale -> toldAt.putIfAbsent(tale, now));
    }

    /** Every message that was taken, in order, repeats too. */
    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /** All that was told so far. */
    Set<Tale> told() {
        return Set.copyOf(toldAt.keySet());
    }

    int toldNumber() {
        return toldAt.size();
    }

    /** When it was told first, as {@link System#nanoTime} says it; empty if it was not. */
    Optional<Long> toldAt(Tale tale) {
        return Optional.ofNullable(toldAt.get(tale));
    }
}
