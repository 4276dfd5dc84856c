package dev.souk.alerts;

import java.util.Arrays;

/** Numbers, one after the other, in memory that is used again. For one thread. */
final class IntList {

    private static final int SMALLEST = 64;

    int[] items = new int[SMALLEST];
    int size;

    void clear() {
        size = 0;
    }

    void add(int item) {
        room(1);
        items[size] = item;
        size++;
    }

    /** The last one, which is no longer there; gives memory back when three quarters are unused. */
    int removeLast() {
        size--;
        int last = items[size];
        if (items.length > SMALLEST && 4 * size < items.length) {
            items = Arrays.copyOf(items, items.length / 2);
        }
        return last;
    }

    /** Gives the memory back too. */
    void release() {
        items = new int[SMALLEST];
        size = 0;
    }

    /** Makes room for so many more, to be written into the array itself. */
    void room(int more) {
        if (size + more > items.length) {
            items = Arrays.copyOf(items, Math.max(size + more, 2 * items.length));
        }
    }
}
