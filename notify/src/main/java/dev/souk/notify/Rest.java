package dev.souk.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * What a channel leaves alone for now, because the other side asked for it; for health checks. Names no address.
 *
 * @param addresses how many single addresses are left alone
 * @param longest the longest time that one of them still is; empty if none is
 * @param whole how long the channel as a whole still sends nothing, such as an account that has used up its quota; empty
 *     if it sends
 */
public record Rest(int addresses, Optional<Duration> longest, Optional<Duration> whole) {

    /** Nothing is left alone. */
    public static final Rest NONE = new Rest(0, Optional.empty(), Optional.empty());

    /** Checks the number. */
    public Rest {
        if (addresses < 0) {
            throw new IllegalArgumentException("addresses must not be negative: " + addresses);
        }
    }
}
