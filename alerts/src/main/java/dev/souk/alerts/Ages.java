package dev.souk.alerts;

import dev.souk.model.alert.AlertCriteria;
import java.time.Instant;

/** How long ago a listing was listed, as brackets to file under: eight to each doubling of the seconds. */
final class Ages {

    /** Of a listing that does not say when, or so old that no alert can demand it. */
    static final int NONE = -1;

    private static final double BRACKETS_PER_OCTAVE = 8;
    private static final int OLDEST = (int) AlertCriteria.MAX_AGE.toSeconds();

    /** The bracket of the oldest that can be demanded. */
    static final int LAST = bracket(OLDEST);

    private Ages() {}

    /** The bracket of an age in seconds; a higher age has the same or a higher one. */
    static int bracket(int seconds) {
        return (int) (Math.log1p(seconds) * (BRACKETS_PER_OCTAVE / Math.log(2)));
    }

    /** The bracket of what was listed at a time; what is ahead of its time is as new as can be. */
    static int bracket(Instant listedAt, Instant askedAt) {
        // Rounded up to whole seconds, which is what alerts demand.
        long seconds =
                askedAt.getEpochSecond() - listedAt.getEpochSecond() + (askedAt.getNano() > listedAt.getNano() ? 1 : 0);
        return seconds > OLDEST ? NONE : bracket((int) Math.max(0, seconds));
    }
}
