package dev.souk.model.notification;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one message tells of that gathers several. A listing of which an alert has several things to tell is in it once,
 * with the latest.
 *
 * @param count of how many listings it tells, one that two alerts tell of counted twice; at least as many as are shown
 * @param alerts of how many alerts these are, at least as many as there are parts
 * @param parts some of each alert, the alert with the newest first; at most {@value #MAX_SHOWN} listings together, so that
 *     of very many alerts some have no part
 */
public record Digest(long count, long alerts, List<DigestPart> parts) {

    /** The most that can be shown; of the rest a digest tells the number. */
    public static final int MAX_SHOWN = 50;

    /** The most that are shown of one alert unless {@link DigestLimits} say otherwise. */
    public static final int MAX_OF_ALERT = 10;

    private static final Comparator<Notification> NEWEST_FIRST = Comparator.comparing(Notification::createdAt)
            .thenComparingLong(Notification::id)
            .reversed();

    /** Checks the numbers, and copies the list. */
    public Digest {
        parts = List.copyOf(parts);
        int shown = parts.stream().mapToInt(part -> part.newest().size()).sum();
        if (shown > MAX_SHOWN
                || count < parts.stream().mapToLong(DigestPart::count).sum()) {
            throw new IllegalArgumentException("a digest of %s cannot show %s".formatted(count, shown));
        }
        if (alerts < parts.size()) {
            throw new IllegalArgumentException(
                    "a digest of %s alerts cannot have %s parts".formatted(alerts, parts.size()));
        }
    }

    /**
     * One of which no more is known than what it shows, and how many it gathers.
     *
     * @param newest newest first
     */
    public Digest(long count, List<Notification> newest) {
        this(count, partsOf(newest).size(), partsOf(newest));
    }

    private static List<DigestPart> partsOf(List<Notification> newest) {
        return newest.stream()
                .collect(Collectors.groupingBy(
                        notification -> notification.subject().alertId(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofAlert -> new DigestPart(ofAlert.size(), ofAlert))
                .toList();
    }

    /** Those shown, the newest first. */
    public List<Notification> newest() {
        return parts.stream()
                .flatMap(part -> part.newest().stream())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Those shown by alert: the alert with the newest first, and of each the newest first. */
    public Collection<List<Notification>> byAlert() {
        return parts.stream().map(DigestPart::newest).toList();
    }

    /** How many it does not show. */
    public long rest() {
        return count - parts.stream().mapToLong(part -> part.newest().size()).sum();
    }

    /** How many of these are of alerts that have no part. */
    public long ofOtherAlerts() {
        return count - parts.stream().mapToLong(DigestPart::count).sum();
    }
}
