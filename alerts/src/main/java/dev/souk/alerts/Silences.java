package dev.souk.alerts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The attributes on which an alert is filed under silence: what a listing does not say it cannot be looked up by, so it goes
 * through these. Each is there for an alert that takes the silence for an answer. One writer at a time; any number of
 * readers, who take no lock.
 */
final class Silences {

    /*
     * The term of the name, and below it four bits for the kinds of value that would say something, as AttributeClause has
     * them. The array never changes. Every listing goes through all of it, so there is a limit: whoever makes up names
     * could else slow down every match. The alerts of further ones are filed by something else, in the worst case where
     * every listing comes upon them.
     */

    static final int MOST = 256;

    private static final int KINDS = 4;
    private static final long ENTRY_BYTES = 80;

    private final Map<Long, Integer> alerts = new HashMap<>();
    private volatile long[] inUse = {};

    static long of(int name, int kinds) {
        return ((long) name << KINDS) | kinds;
    }

    static int name(long silence) {
        return (int) (silence >>> KINDS);
    }

    static int kinds(long silence) {
        return (int) silence & ((1 << KINDS) - 1);
    }

    long[] inUse() {
        return inUse;
    }

    /** For the writer: whether an alert can be filed under it. */
    boolean hasRoomFor(long silence) {
        return inUse.length < MOST || alerts.containsKey(silence);
    }

    /** For the writer: of one alert more. */
    void add(long silence) {
        if (alerts.merge(silence, 1, Integer::sum) == 1) {
            long[] more = Arrays.copyOf(inUse, inUse.length + 1);
            more[more.length - 1] = silence;
            inUse = more;
        }
    }

    /** For the writer: undoes one {@link #add}. */
    void remove(long silence) {
        if (alerts.merge(silence, -1, Integer::sum) == 0) {
            alerts.remove(silence);
            inUse = Arrays.stream(inUse).filter(other -> other != silence).toArray();
        }
    }

    long bytes() {
        return ENTRY_BYTES * inUse.length;
    }
}
