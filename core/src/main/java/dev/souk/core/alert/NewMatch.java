package dev.souk.core.alert;

import java.util.Comparator;

/** An alert and a listing that satisfies it, perhaps known already. In the order of alert, then listing. */
public record NewMatch(long alertId, long listingId) implements Comparable<NewMatch> {

    private static final Comparator<NewMatch> ORDER =
            Comparator.comparingLong(NewMatch::alertId).thenComparingLong(NewMatch::listingId);

    @Override
    public int compareTo(NewMatch other) {
        return ORDER.compare(this, other);
    }
}
