package dev.souk.core.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * What is held, for health checks.
 *
 * @param held notifications that wait for their time
 * @param due of these, those that could go now, or whose time is to be reckoned anew
 * @param oldestDue since when the oldest of those that are due has been so; empty if none is. Exact in any case
 * @param capped whether as many were counted as should be at most, so that there may be more: the numbers are lower bounds
 *     then. What is due is counted first
 */
public record HeldStats(long held, long due, Optional<Instant> oldestDue, boolean capped) {}
