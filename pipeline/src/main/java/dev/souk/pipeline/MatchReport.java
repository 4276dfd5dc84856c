package dev.souk.pipeline;

/**
 * What one round of matching did, or a part of a long one.
 *
 * @param changes changes of listings that were taken from the queue
 * @param matches pairs of alert and listing that are new
 * @param notifications notifications that are new
 * @param problems changes that could not be matched; the reason stands in {@code listing_changes.problem}
 */
public record MatchReport(int changes, int matches, int notifications, int problems) {

    /** Nothing to do. */
    public static final MatchReport NOTHING = new MatchReport(0, 0, 0, 0);

    MatchReport plus(MatchReport other) {
        return new MatchReport(
                changes + other.changes,
                matches + other.matches,
                notifications + other.notifications,
                problems + other.problems);
    }
}
