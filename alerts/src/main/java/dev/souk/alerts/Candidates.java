package dev.souk.alerts;

import java.util.Arrays;

/** Alerts that a listing may satisfy. The same one can stand there more than once. */
final class Candidates {

    private int[][] alerts = new int[64][];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int[] alert) {
        if (size == alerts.length) {
            alerts = Arrays.copyOf(alerts, 2 * size);
        }
        alerts[size] = alert;
        size++;
    }

    int size() {
        return size;
    }

    int[] get(int i) {
        return alerts[i];
    }
}
