package dev.souk.core.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * How the queue of one channel stands, for health checks. What is pending is due, leased or waiting.
 *
 * @param pending not yet delivered
 * @param due could be leased now
 * @param leased being sent by an instance, or lost with it until the lease ends
 * @param waiting to be tried again, or put off, until a time that has not come
 * @param dead given up
 * @param oldestPending when the oldest of those that are pending was stored, however often it was tried since; empty if none
 *     is
 * @param oldestDue since when the oldest of those that are due has been so; empty if none is
 * @param nextDue when the next of those that wait is due; empty if none does
 * @param problem the reason that most of those that are pending bear, or where none of them was tried, most of those that
 *     were given up; empty if none bears one
 * @param capped whether no more were counted than should be: then the numbers are lower bounds, and the problem is that of
 *     most of those that were counted. The times are exact all the same. Of what was given up the newest are counted, of all
 *     channels together, so a channel that has only older ones is missing then
 */
public record ChannelStats(
        String channel,
        long pending,
        long due,
        long leased,
        long waiting,
        long dead,
        Optional<Instant> oldestPending,
        Optional<Instant> oldestDue,
        Optional<Instant> nextDue,
        Optional<String> problem,
        boolean capped) {}
