package dev.souk.alerts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The alerts filed in one place, in as little memory as their number allows: one alert is itself, a few are an array that
 * is never changed, more are {@link Postings}. Null is none. The writer puts what it gets back into the place.
 */
final class FiledAlerts {

    private static final int FEW = 4;

    private FiledAlerts() {}

    static Object with(@Nullable Object filed, int[] alert) {
        if (filed == null) {
            return alert;
        }
        if (filed instanceof Postings postings) {
            return postings.with(alert);
        }
        int[][] few = few(filed);
        if (few.length == FEW) {
            Postings postings = Postings.of(2 * FEW);
            for (int[] one : few) {
                postings = postings.with(one);
            }
            return postings.with(alert);
        }
        int[][] more = new int[few.length + 1][];
        System.arraycopy(few, 0, more, 0, few.length);
        more[few.length] = alert;
        return more;
    }

    /** Without the alert, which may be filed here or not. */
    @Nullable
    static Object without(@Nullable Object filed, int[] alert) {
        if (filed == null || filed == alert) {
            return null;
        }
        if (filed instanceof Postings postings) {
            Postings left = postings.without(alert);
            return left.size() > FEW / 2 ? left : compact(left.alerts());
        }
        int[][] few = few(filed);
        int[][] left = new int[few.length][];
        int kept = 0;
        for (int[] one : few) {
            if (one != alert) {
                left[kept] = one;
                kept++;
            }
        }
        return compact(Arrays.copyOf(left, kept));
    }

    @Nullable
    private static Object compact(int[][] few) {
        return few.length == 0 ? null : few.length == 1 ? few[0] : few;
    }

    private static int[][] few(Object filed) {
        return filed instanceof int[] one ? new int[][] {one} : (int[][]) filed;
    }

    static int size(@Nullable Object filed) {
        if (filed == null) {
            return 0;
        }
        return filed instanceof Postings postings ? postings.size() : few(filed).length;
    }

    /** Bytes besides the alerts themselves. */
    static long bytes(@Nullable Object filed) {
        if (filed instanceof Postings postings) {
            return postings.bytes();
        }
        return filed instanceof int[][] few ? 16 + 4L * few.length : 0;
    }
}
