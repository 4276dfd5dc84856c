package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A map from anchors to places of the {@link Postings}: open addressing, linear probing, in as many slots as it takes and
 * not a power of two. An anchor and its place are one number, 32 bits each. The writer makes another table when too few
 * slots are free, or too few are used; readers take a table once.
 */
final class AnchorTable {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SMALLEST = 64;

    /** As a power of two; up to twice as many where the slots are no power of two. */
    private static final int BITS_OF_A_SLOT = 2;

    private final long[] slots;

    /** A bit for each anchor that is or was there: a listing shows many that are not, and seldom looks into the slots. */
    private final long[] bits;

    private final int shift;

    /** Anchors that stand there, also those of which nothing is left; the writer's. */
    private int taken;

    private int size;

    private AnchorTable(int capacity) {
        slots = new long[capacity];
        shift = shift(capacity);
        bits = new long[words(capacity)];
    }

    /** By how much an anchor is shifted to its bit; of as many slots as there can be, not at all. */
    static int shift(int capacity) {
        return Math.max(0, Integer.numberOfLeadingZeros(capacity - 1) - BITS_OF_A_SLOT);
    }

    /** Elements for the bits. */
    static int words(int capacity) {
        return (int) ((1L << (Integer.SIZE - shift(capacity))) / Long.SIZE);
    }

    static AnchorTable empty() {
        return new AnchorTable(SMALLEST);
    }

    /** 0 if nothing is filed under an anchor, else most often 1. */
    int mayHold(int anchor) {
        int bit = anchor >>> shift;
        return (int) (bits[bit >>> 6] >>> bit) & 1;
    }

    private void hold(int anchor) {
        int bit = anchor >>> shift;
        bits[bit >>> 6] |= 1L << bit;
    }

    /** Asks for the memory that {@link #find} will need; what it returns says nothing. */
    long touch(int anchor) {
        return slots[home(anchor)];
    }

    /** The place of an anchor; {@link Postings#NOWHERE} if nothing is filed under it. */
    int find(int anchor) {
        int slot = home(anchor);
        while (true) {
            long found = (long) SLOT.getAcquire(slots, slot);
            if ((int) (found >>> Integer.SIZE) == anchor) {
                return (int) found;
            }
            if (found == 0) {
                return Postings.NOWHERE;
            }
            slot = next(slot);
        }
    }

    /** For the writer: this table with another place for an anchor, or another table instead. */
    AnchorTable with(int anchor, int place) {
        int slot = home(anchor);
        while (slots[slot] != 0 && (int) (slots[slot] >>> Integer.SIZE) != anchor) {
            slot = next(slot);
        }
        if (slots[slot] == 0) {
            if (place == Postings.NOWHERE) {
                return this;
            }
            if (4 * (taken + 1L) > 3L * slots.length) {
                return resized().with(anchor, place);
            }
            taken++;
            hold(anchor);
        }
        size += (place == Postings.NOWHERE ? 0 : 1) - ((int) slots[slot] == Postings.NOWHERE ? 0 : 1);
        SLOT.setRelease(slots, slot, ((long) anchor << Integer.SIZE) | (place & 0xFFFF_FFFFL));
        return slots.length > SMALLEST && 8L * size < slots.length ? resized() : this;
    }

    /** A table of what is there, half full. */
    private AnchorTable resized() {
        AnchorTable fresh = new AnchorTable(Math.max(SMALLEST, 2 * (size + 1)));
        for (long entry : slots) {
            if ((int) entry != Postings.NOWHERE) {
                int slot = fresh.home((int) (entry >>> Integer.SIZE));
                while (fresh.slots[slot] != 0) {
                    slot = fresh.next(slot);
                }
                fresh.slots[slot] = entry;
                fresh.hold((int) (entry >>> Integer.SIZE));
            }
        }
        fresh.taken = size;
        fresh.size = size;
        return fresh;
    }

    /** Anchors are mixed numbers: as a part of all numbers, one stands for a part of all slots. */
    private int home(int anchor) {
        return (int) (((anchor & 0xFFFF_FFFFL) * slots.length) >>> Integer.SIZE);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    int size() {
        return size;
    }

    long bytes() {
        return 8L * (slots.length + bits.length);
    }
}
