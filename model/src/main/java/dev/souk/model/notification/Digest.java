package dev.souk.model.notification;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one message tells of that gathers several.
 *
 * @param count how many it gathers, at least as many as {@code newest} shows
 * @param newest the newest of them, newest first, at most {@value #MAX_SHOWN}
 */
public record Digest(long count, List<Notification> newest) {

    /** The most that are shown; of the rest a digest tells the number. */
    public static final int MAX_SHOWN = 50;

    /** Checks the numbers, and copies the list. */
    public Digest {
        newest = List.copyOf(newest);
        if (newest.size() > MAX_SHOWN || count < newest.size()) {
            throw new IllegalArgumentException("a digest of %d cannot show %d".formatted(count, newest.size()));
        }
    }

    /** How many it does not show. */
    public long rest() {
        return count - newest.size();
    }

    /** Those shown by alert: the alert with the newest first, and of each the newest first. */
    public Collection<List<Notification>> byAlert() {
        return newest.stream()
                .collect(Collectors.groupingBy(
                        notification -> notification.subject().alertId(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
