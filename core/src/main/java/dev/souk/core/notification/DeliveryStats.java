package dev.souk.core.notification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How the queue stands, for health checks.
 *
 * @param pending not yet delivered, the leased included
 * @param due could be leased now
 * @param dead given up
 * @param oldestDue since when the oldest of those that are due has been so; empty if none is
 * @param oldestPending when the oldest of those that are pending was stored: one that is tried again and again is not due
 *     meanwhile, and stands here; empty if none is pending
 * @param channels by name, those of which something is pending or was given up
 * @see ChannelStats#capped
 */
public record DeliveryStats(
        long pending,
        long due,
        long dead,
        Optional<Instant> oldestDue,
        Optional<Instant> oldestPending,
        List<ChannelStats> channels) {

    /** Copies the list. */
    public DeliveryStats {
        channels = List.copyOf(channels);
    }

    /** Whether a channel has more than were counted, so that the numbers are lower bounds. */
    public boolean isCapped() {
        return channels.stream().anyMatch(ChannelStats::capped);
    }

    static DeliveryStats of(List<ChannelStats> channels) {
        return new DeliveryStats(
                sum(channels, ChannelStats::pending),
                sum(channels, ChannelStats::due),
                sum(channels, ChannelStats::dead),
                earliest(channels, ChannelStats::oldestDue),
                earliest(channels, ChannelStats::oldestPending),
                channels);
    }

    private static long sum(List<ChannelStats> channels, ToLongFunction<ChannelStats> count) {
        return channels.stream().mapToLong(count).sum();
    }

    private static Optional<Instant> earliest(
            List<ChannelStats> channels, Function<ChannelStats, Optional<Instant>> time) {
        return channels.stream().map(time).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
