package dev.souk.model.notification;

import java.time.Instant;
import java.util.Set;

/**
 * What is known of the attempts to deliver before this one.
 *
 * @param since when it was first leased, by the database's clock; anew if it was given up and asked for again. The time of
 *     this attempt if it is the first
 * @param unheard whether nothing was heard of the last: its instance died, or is late
 * @param takenBy marks of those of the recipient's addresses that took the message already, and must not get it again
 */
public record EarlierAttempts(Instant since, boolean unheard, Set<String> takenBy) {

    /** Copies the set. */
    public EarlierAttempts {
        takenBy = Set.copyOf(takenBy);
    }

    /** There were none, or nothing came of them. */
    public static EarlierAttempts since(Instant since) {
        return new EarlierAttempts(since, false, Set.of());
    }
}
