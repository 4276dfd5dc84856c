package dev.souk.model.notification;

import java.util.List;

/**
 * What a digest tells of one alert.
 *
 * @param count of how many listings, at least as many as {@code newest} shows
 * @param newest the newest of them, newest first; at least one
 */
public record DigestPart(long count, List<Notification> newest) {

    /** Checks the number and that all are of one alert, and copies the list. */
    public DigestPart {
        newest = List.copyOf(newest);
        if (newest.isEmpty() || count < newest.size()) {
            throw new IllegalArgumentException(
                    "of %s listings a digest cannot show %s".formatted(count, newest.size()));
        }
        long alerts = newest.stream()
                .mapToLong(notification -> notification.subject().alertId())
                .distinct()
                .count();
        if (alerts > 1) {
            throw new IllegalArgumentException("a part of a digest is of one alert, not of " + alerts);
        }
    }

    /** Of which alert. */
    public long alertId() {
        return newest.get(0).subject().alertId();
    }

    /** What the user calls the alert, or called it when the newest was stored. */
    public String alertName() {
        return newest.get(0).subject().alertName();
    }

    /** How many it does not show. */
    public long rest() {
        return count - newest.size();
    }
}
