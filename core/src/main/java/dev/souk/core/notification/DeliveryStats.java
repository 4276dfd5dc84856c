package dev.souk.core.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * How the queue stands, for health checks.
 *
 * @param pending not yet delivered, the leased included
 * @param due could be leased now
 * @param dead given up
 * @param oldestDue since when the oldest of those that are due has been so; empty if none is
 */
public record DeliveryStats(long pending, long due, long dead, Optional<Instant> oldestDue) {}
