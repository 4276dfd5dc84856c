package dev.souk.core.notification;

import dev.souk.model.notification.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is due together: to one user, by the same channels.
 *
 * @param channels by which it goes
 * @param until held until then or earlier, all of it
 * @param digest how many, and the newest
 */
public record HeldGroup(long userId, SortedSet<String> channels, Instant until, Digest digest) {

    /** Copies the channels. */
    public HeldGroup {
        channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
    }
}
