package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The slots of the alerts by id, and how they were written, where that is kept too. One writer at a time; any number of
 * readers, who take no lock.
 */
class Register {

    /*
     * Open addressing, linear probing; beside the slot stands a byte of the hash, so that seldom more than one alert is
     * asked for its id. What is removed leaves a gravestone. The written form stands in another array at the same place.
     *
     * A reader may ask a slot for its id that has gone to another alert by then. So it believes that an id is not there
     * only if nothing was changed while it looked.
     */

    static final int NONE = 0;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle WRITTEN = MethodHandles.arrayElementVarHandle(byte[][].class);
    private static final int GRAVE = -1;
    private static final byte[] UNWRITTEN = {};
    private static final int SMALLEST = 64;

    /** The alerts whose slots these are. */
    final Programs programs = new Programs();

    private final boolean keepsWritten;
    private volatile Table table;
    private volatile int size;
    private volatile int changes;
    private int taken;

    Register(boolean keepsWritten) {
        this.keepsWritten = keepsWritten;
        table = new Table(SMALLEST, keepsWritten);
    }

    int size() {
        return size;
    }

    /** For the writer: the slot of that id; {@link #NONE} if there is none. */
    int slot(long id) {
        int at = table.find(id, programs);
        return at < 0 ? NONE : table.slots[at];
    }

    /** What was written of that id; empty if there is none, or nothing is kept. */
    byte[] written(long id) {
        if (!keepsWritten) {
            return UNWRITTEN;
        }
        while (true) {
            int before = changes;
            Table read = table;
            int at = read.find(id, programs);
            if (at >= 0) {
                byte[] written = (byte[]) WRITTEN.getAcquire(read.written, at);
                return written == null ? UNWRITTEN : written;
            }
            if (changes == before) {
                return UNWRITTEN;
            }
        }
    }

    /** For the writer: in place of the one with the same id. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void put(long id, int slot, byte[] written) {
        Table current = table;
        int at = current.find(id, programs);
        if (at < 0) {
            if (4 * (taken + 1) > 3 * current.slots.length) {
                current = resized();
            }
            at = current.free(id);
            taken++;
            current.put(at, id, slot, written);
            size = size + 1;
        } else {
            current.put(at, id, slot, written);
        }
        changes = changes + 1;
    }

    /** For the writer, who is alone; there must be one of that id. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void remove(long id) {
        Table current = table;
        current.put(current.find(id, programs), id, GRAVE, UNWRITTEN);
        size = size - 1;
        changes = changes + 1;
        if (current.slots.length > SMALLEST && 8 * size < current.slots.length) {
            resized();
        }
    }

    private Table resized() {
        Table old = table;
        Table fresh = new Table(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) << 2), keepsWritten);
        for (int i = 0; i < old.slots.length; i++) {
            int slot = old.slots[i];
            if (slot > 0) {
                long id = programs.id(slot);
                fresh.put(fresh.free(id), id, slot, keepsWritten ? old.written[i] : UNWRITTEN);
            }
        }
        taken = size;
        table = fresh;
        return fresh;
    }

    /** For the writer: hands over every alert, in no order. */
    void forEach(Reader reader) {
        Table read = table;
        for (int i = 0; i < read.slots.length; i++) {
            int slot = read.slots[i];
            if (slot > 0) {
                reader.accept(programs.id(slot), slot, keepsWritten ? read.written[i] : UNWRITTEN);
            }
        }
    }

    long bytes() {
        return (keepsWritten ? 9L : 5L) * table.slots.length;
    }

    /** Takes an alert: its id, its slot, and how it was written, which is empty if that is not kept. */
    interface Reader {

        void accept(long id, int slot, byte[] written);
    }

    /** The arrays, of one length. What stands at a place is of one id for ever. */
    private static final class Table {

        private final int[] slots;
        private final byte[] hashes;
        private final byte[][] written;

        private Table(int capacity, boolean keepsWritten) {
            slots = new int[capacity];
            hashes = new byte[capacity];
            written = new byte[keepsWritten ? capacity : 0][];
        }

        private void put(int at, long id, int slot, byte[] bytes) {
            if (written.length > 0) {
                WRITTEN.setRelease(written, at, bytes);
            }
            hashes[at] = hash(TermKey.mix(id));
            SLOT.setRelease(slots, at, slot);
        }

        private static byte hash(long mixed) {
            return (byte) (mixed >>> (Long.SIZE - Byte.SIZE));
        }

        /** Where the id stands; -1 if it does not. */
        private int find(long id, Programs programs) {
            long mixed = TermKey.mix(id);
            int mask = slots.length - 1;
            int at = (int) mixed & mask;
            while (true) {
                int slot = (int) SLOT.getAcquire(slots, at);
                if (slot == NONE) {
                    return -1;
                }
                if (slot != GRAVE && hashes[at] == hash(mixed) && programs.holds(slot, id)) {
                    return at;
                }
                at = (at + 1) & mask;
            }
        }

        private int free(long id) {
            int mask = slots.length - 1;
            int at = (int) TermKey.mix(id) & mask;
            while (slots[at] != NONE) {
                at = (at + 1) & mask;
            }
            return at;
        }
    }
}
