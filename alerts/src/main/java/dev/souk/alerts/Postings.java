package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Many alerts filed in one place, each with its {@link Marks}. One writer at a time; readers take no lock and see every
 * alert whose filing was over before they began to read, unless it was taken out since.
 */
final class Postings {

    /*
     * The writer fills free slots at the end and leaves holes where it removes. To grow, or to close many holes, it makes
     * other postings and puts them in the place of these, which stay as they are for those who still read them.
     */

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[][].class);

    private final long[] marks;
    private final int[] @Nullable [] alerts;
    private volatile int length;
    private int alive;

    private Postings(int capacity) {
        marks = new long[capacity];
        alerts = new int[capacity][];
    }

    static Postings of(int capacity) {
        return new Postings(capacity);
    }

    /** These with the alert, or others in their place. */
    Postings with(int[] alert) {
        int end = length;
        if (end == alerts.length) {
            return copy(alive + (alive >> 2) + 4).with(alert);
        }
        marks[end] = Marks.of(alert);
        SLOT.setRelease(alerts, end, alert);
        length = end + 1;
        alive++;
        return this;
    }

    /** These without the alert, or others in their place. */
    Postings without(int[] alert) {
        for (int i = length - 1; i >= 0; i--) {
            if (alerts[i] == alert) {
                SLOT.setRelease(alerts, i, null);
                alive--;
                break;
            }
        }
        return alive < length / 2 ? copy(alive + 4) : this;
    }

    private Postings copy(int capacity) {
        Postings fresh = new Postings(capacity);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (alerts[i] != null) {
                fresh.marks[kept] = marks[i];
                fresh.alerts[kept] = alerts[i];
                kept++;
            }
        }
        fresh.alive = kept;
        fresh.length = kept;
        return fresh;
    }

    /** For the writer: how many are filed. */
    int size() {
        return alive;
    }

    /** For the writer: those that are filed. */
    int[][] alerts() {
        int[][] filed = new int[alive][];
        int kept = 0;
        for (int[] alert : alerts) {
            if (alert != null) {
                filed[kept] = alert;
                kept++;
            }
        }
        return filed;
    }

    /** Adds those to the candidates that the listing's terms and price allow. */
    void read(long[] bitmap, int bracket, Candidates candidates) {
        int end = length;
        for (int i = 0; i < end; i++) {
            if (Marks.fit(marks[i], bitmap, bracket)) {
                int[] alert = (int[]) SLOT.getAcquire(alerts, i);
                if (alert != null) {
                    candidates.add(alert);
                }
            }
        }
    }

    long bytes() {
        return 32 + 16 + 16 + 12L * marks.length;
    }
}
