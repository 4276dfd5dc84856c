package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that are filed, each in a slot of its own, from 1: what is filed is its slot, which is a number and no
 * reference. One writer at a time; any number of readers, who take no lock.
 */
final class Programs {

    /*
     * A slot that becomes free is given to the next alert. Who still comes upon it for the alert before puts the new one to
     * the listing, and whatever that answers is right.
     */

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final int SMALLEST = 16;

    private volatile int[] @Nullable [] slots = new int[SMALLEST][];
    private final IntList free = new IntList();
    private int used = 1;

    /** For the writer: gives the alert a slot, which is written into it. */
    void add(int[] program) {
        int slot;
        if (free.size > 0) {
            free.size--;
            slot = free.items[free.size];
        } else {
            slot = used;
            used++;
            if (slot == slots.length) {
                slots = Arrays.copyOf(slots, slot + (slot >> 2));
            }
        }
        Program.live(program, slot);
        SLOT.setRelease(slots, slot, program);
    }

    /** For the writer. */
    void remove(int slot) {
        SLOT.setRelease(slots, slot, null);
        free.add(slot);
        if (free.size == used - 1) {
            slots = new int[SMALLEST][];
            used = 1;
            free.release();
        }
    }

    /** For a reader: all of them, with every alert that was filed before this was asked for. */
    int[] @Nullable [] all() {
        return slots;
    }

    /** Null if it is gone, which it is too if all are gone and there are fewer slots now. */
    static int @Nullable [] get(int[] @Nullable [] all, int slot) {
        return slot < all.length ? (int[]) SLOT.getAcquire(all, slot) : null;
    }

    /** For the writer: the alert in that slot. */
    int[] get(int slot) {
        int[] program = slots[slot];
        if (program == null) {
            throw new IllegalStateException("no alert is in slot " + slot);
        }
        return program;
    }

    long bytes() {
        return 4L * (slots.length + free.items.length);
    }
}
