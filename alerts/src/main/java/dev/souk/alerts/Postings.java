package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The alerts filed under one anchor. One writer at a time; readers take no lock and see every alert whose filing was
 * over before they began to read, unless it was taken out since.
 */
final class Postings {

    /*
     * The writer fills free slots at the end and leaves holes where it removes; it copies only to grow or to close many
     * holes. Readers take the length before the slots: a copy moves an alert to the front, never beyond that length.
     */

    private static final AtomicReferenceArray<@Nullable CompiledAlert> NOTHING = new AtomicReferenceArray<>(0);

    private volatile AtomicReferenceArray<@Nullable CompiledAlert> slots = NOTHING;
    private volatile int length;
    private int alive;

    void add(CompiledAlert alert) {
        if (length == slots.length()) {
            copy(alive + (alive >> 1) + 1);
        }
        int end = length;
        slots.setRelease(end, alert);
        length = end + 1;
        alive++;
    }

    void remove(CompiledAlert alert) {
        for (int i = length - 1; i >= 0; i--) {
            if (slots.getPlain(i) == alert) {
                slots.setRelease(i, null);
                alive--;
                break;
            }
        }
        if (alive < length / 2) {
            copy(alive);
        }
    }

    private void copy(int capacity) {
        AtomicReferenceArray<@Nullable CompiledAlert> fresh =
                capacity == 0 ? NOTHING : new AtomicReferenceArray<>(capacity);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            CompiledAlert alert = slots.getPlain(i);
            if (alert != null) {
                fresh.setPlain(kept, alert);
                kept++;
            }
        }
        slots = fresh;
        length = kept;
    }

    /** For the writer: how many are filed. */
    int size() {
        return alive;
    }

    void read(Candidates candidates) {
        int end = length;
        AtomicReferenceArray<@Nullable CompiledAlert> read = slots;
        for (int i = 0; i < end && i < read.length(); i++) {
            CompiledAlert alert = read.getAcquire(i);
            if (alert != null) {
                candidates.accept(alert);
            }
        }
    }
}
