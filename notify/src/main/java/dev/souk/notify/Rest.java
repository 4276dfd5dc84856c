package dev.souk.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * What of a channel is left alone since the other side asked for it, for health checks. Names no address.
 *
 * @param addresses how many rest, each by itself
 * @param longest how long the last of them still does; empty if none does
 * @param whole how long the channel as a whole still rests, such as an account that has sent all that it may; empty if it
 *     does not
 */
public record Rest(int addresses, Optional<Duration> longest, Optional<Duration> whole) {

    /** Nothing rests. */
    public static final Rest NONE = new Rest(0, Optional.empty(), Optional.empty());

    /** Checks the number. */
    public Rest {
        if (addresses < 0) {
            throw new IllegalArgumentException("addresses must not be negative: " + addresses);
        }
    }
}
