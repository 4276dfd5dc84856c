package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The slots of the alerts by id, and how they were written, where that is kept too. One writer at a time; any number of
 * readers, who take no lock.
 */
class Register {

    /*
     * Open addressing, linear probing, in as many places as it takes and not a power of two; they stand in pages, since a
     * collector may give a large array more than it needs. Beside the slot stands a byte of the hash, so that seldom more
     * than one alert is asked for its id. What is removed leaves a gravestone. The written form stands in another array at
     * the same place.
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
        return at < 0 ? NONE : table.slot(at);
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
                return read.written(at);
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
            if (5L * (taken + 1) > 4L * current.capacity) {
                current = resized();
            }
            at = current.free(id);
            // Graves of one id stand in a row: who puts it and removes it over and over would walk past more each time.
            if (taken - size > Table.PAGE && current.walked(id, at) > Table.PAGE) {
                current = resized();
                at = current.free(id);
            }
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
        if (current.capacity > SMALLEST && 8L * size < current.capacity) {
            resized();
        }
    }

    /** A table of what is there, four sevenths full. */
    private Table resized() {
        Table old = table;
        Table fresh = new Table(Math.max(SMALLEST, Math.toIntExact(size * 7L / 4)), keepsWritten);
        long[] ids = new long[Table.PAGE];
        for (int page = 0; page < old.slots.length; page++) {
            int[] slots = old.slots[page];
            // All ids of a page first, so that their memory is waited for together.
            for (int i = 0; i < slots.length; i++) {
                ids[i] = slots[i] > 0 ? programs.id(slots[i]) : 0;
            }
            for (int i = 0; i < slots.length; i++) {
                if (slots[i] > 0) {
                    fresh.put(fresh.free(ids[i]), ids[i], slots[i], old.written(page * Table.PAGE + i));
                }
            }
        }
        taken = size;
        table = fresh;
        return fresh;
    }

    /** For the writer: hands over every alert, in no order. */
    void forEach(Reader reader) {
        Table read = table;
        for (int i = 0; i < read.capacity; i++) {
            int slot = read.slot(i);
            if (slot > 0) {
                reader.accept(programs.id(slot), slot, read.written(i));
            }
        }
    }

    /** For tests: how many places are taken in a row, at most, which is what the longest search looks at. */
    int longestRow() {
        Table read = table;
        int longest = 0;
        int row = 0;
        for (long i = 0; i < 2L * read.capacity; i++) {
            row = read.slot((int) (i % read.capacity)) == NONE ? 0 : row + 1;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    long bytes() {
        return (keepsWritten ? 9L : 5L) * table.capacity;
    }

    /** Takes an alert: its id, its slot, and how it was written, which is empty if that is not kept. */
    interface Reader {

        void accept(long id, int slot, byte[] written);
    }

    /** Places for ids, in pages, of which the last may be shorter. What stands at a place is of one id for ever. */
    private static final class Table {

        private static final int PAGE_BITS = 12;
        private static final int PAGE = 1 << PAGE_BITS;

        private final int capacity;
        private final long salt;
        private final int[][] slots;
        private final byte[][] hashes;
        private final byte[][][] written;

        private Table(int capacity, boolean keepsWritten) {
            this.capacity = capacity;
            salt = TermKey.mix(capacity) | 1;
            int pages = (capacity + PAGE - 1) >>> PAGE_BITS;
            slots = new int[pages][];
            hashes = new byte[pages][];
            written = new byte[keepsWritten ? pages : 0][][];
            for (int page = 0; page < pages; page++) {
                int size = Math.min(PAGE, capacity - (page << PAGE_BITS));
                slots[page] = new int[size];
                hashes[page] = new byte[size];
                if (keepsWritten) {
                    written[page] = new byte[size][];
                }
            }
        }

        private int slot(int at) {
            return (int) SLOT.getAcquire(slots[at >>> PAGE_BITS], at & (PAGE - 1));
        }

        /** Empty if nothing is kept. */
        private byte[] written(int at) {
            if (written.length == 0) {
                return UNWRITTEN;
            }
            byte[] bytes = (byte[]) WRITTEN.getAcquire(written[at >>> PAGE_BITS], at & (PAGE - 1));
            return bytes == null ? UNWRITTEN : bytes;
        }

        private void put(int at, long id, int slot, byte[] bytes) {
            int page = at >>> PAGE_BITS;
            int inPage = at & (PAGE - 1);
            if (written.length > 0) {
                WRITTEN.setRelease(written[page], inPage, bytes);
            }
            hashes[page][inPage] = (byte) TermKey.mix(id);
            SLOT.setRelease(slots[page], inPage, slot);
        }

        /** Where the id stands; -1 if it does not. */
        private int find(long id, Programs programs) {
            long mixed = TermKey.mix(id);
            int at = home(mixed);
            while (true) {
                int slot = slot(at);
                if (slot == NONE) {
                    return -1;
                }
                if (slot != GRAVE
                        && hashes[at >>> PAGE_BITS][at & (PAGE - 1)] == (byte) mixed
                        && programs.holds(slot, id)) {
                    return at;
                }
                at = next(at);
            }
        }

        private int free(long id) {
            int at = home(TermKey.mix(id));
            while (slot(at) != NONE) {
                at = next(at);
            }
            return at;
        }

        /** How many places of others stand before this one of the id. */
        private int walked(long id, int at) {
            int walked = at - home(TermKey.mix(id));
            return walked < 0 ? walked + capacity : walked;
        }

        /**
         * The upper half of the hash, as a part of all places; the lowest byte stands beside the slot. In each size of
         * table another order: in the same, whoever gives the ids in that of a larger one would fill this from one end.
         */
        private int home(long mixed) {
            return (int) ((((mixed * salt) >>> Integer.SIZE) * capacity) >>> Integer.SIZE);
        }

        private int next(int at) {
            return at + 1 == capacity ? 0 : at + 1;
        }
    }
}
