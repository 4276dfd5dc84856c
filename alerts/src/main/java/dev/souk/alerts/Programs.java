package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The alerts, each in a slot of its own, from 1: what is filed is its slot, which is a number and no reference. One writer
 * at a time; any number of readers, who take no lock.
 */
final class Programs {

    /*
     * Programs stand one behind the other in chunks, so that a reader can ask for the memory of many at once, whatever
     * their lengths. A slot leads to a place, which is a chunk and an offset in it. What is written is never written over,
     * but for the state: it is the slot, until the alert is gone or moved. When a third of a chunk is gone, those that are
     * left move to the newest one and the chunk becomes garbage: who still reads in it sees what moved, and looks again.
     * Where slots and chunks are the same arrays, a number of a chunk is never given again: an old place leads to no other
     * alert.
     *
     * A slot that becomes free is given to the next alert. Who still comes upon it for the alert before puts the new one to
     * the listing, and whatever that answers is right.
     */

    static final int NOWHERE = 0;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(int[][].class);
    /** Elements of a cache line; a chunk has as many more than it holds, so that what follows an alert can be read. */
    private static final int LINE = 16;

    private static final int OFFSET_BITS = 15;
    private static final int OFFSET = (1 << OFFSET_BITS) - 1;
    private static final int LARGEST_CHUNK = (1 << OFFSET_BITS) - LINE;
    private static final int SMALLEST_CHUNK = 1 << 7;
    private static final int MOST_CHUNKS = 1 << (Integer.SIZE - 1 - OFFSET_BITS);
    private static final int SMALLEST = 16;
    /** Numbers are given anew when there are so many more than chunks. */
    private static final int UNUSED_NUMBERS = 64;

    private volatile Pool pool = new Pool(new int[SMALLEST], new int[SMALLEST][]);
    private final IntList free = new IntList();
    private int used = 1;

    /** The number of the chunk that is being filled; 0 for none, so no place is 0. */
    private int filling;

    /** By number of the chunk: how much of it is used, and how much of that is gone. */
    private int[] ends = new int[SMALLEST];

    private int[] gone = new int[SMALLEST];
    private int chunks;

    /** Elements of all that is here. */
    private long living;

    /** Chunks to be emptied. */
    private final IntList sparse = new IntList();

    /** For the writer: gives the alert a slot, which is written into it, and keeps a copy of it. */
    void add(int[] program) {
        if (filling > 4 * chunks + UNUSED_NUMBERS || filling > MOST_CHUNKS - UNUSED_NUMBERS) {
            renumber();
        }
        int slot;
        if (free.size > 0) {
            free.size--;
            slot = free.items[free.size];
        } else {
            slot = used;
            used++;
            if (slot == pool.slots.length) {
                pool = new Pool(Arrays.copyOf(pool.slots, slot + (slot >> 2)), pool.chunks);
            }
        }
        program[Program.STATE] = slot;
        living += program.length;
        put(slot, program, 0, program.length);
        empty();
    }

    private void put(int slot, int[] from, int at, int length) {
        if (filling == 0 || ends[filling] + length + LINE > pool.chunk(filling).length) {
            fill(length);
        }
        int offset = ends[filling];
        System.arraycopy(from, at, pool.chunk(filling), offset, length);
        ends[filling] += length;
        SLOT.setRelease(pool.slots, slot, (filling << OFFSET_BITS) | offset);
    }

    /** Begins another chunk: as large as half of what is here, within limits. */
    private void fill(int least) {
        int full = filling;
        int next = filling + 1;
        if (next == MOST_CHUNKS) {
            throw new IllegalStateException(
                    "there is no room for more than %,d alerts".formatted(used - 1 - free.size));
        }
        if (next == pool.chunks.length) {
            ends = Arrays.copyOf(ends, 2 * next);
            gone = Arrays.copyOf(gone, 2 * next);
            pool = new Pool(pool.slots, Arrays.copyOf(pool.chunks, 2 * next));
        }
        int usual = (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, Long.highestOneBit(living)));
        CHUNK.setRelease(pool.chunks, next, new int[Math.max(least, usual) + LINE]);
        ends[next] = 0;
        gone[next] = 0;
        filling = next;
        chunks++;
        if (full > 0 && isSparse(full)) {
            sparse.add(full);
        }
    }

    /** Gives the chunks the lowest numbers, in other arrays. */
    private void renumber() {
        Pool old = pool;
        int capacity = Math.max(SMALLEST, 2 * (chunks + 1));
        int[][] numbered = new int[capacity][];
        int[] numbers = new int[old.chunks.length];
        int[] moreEnds = new int[capacity];
        int[] moreGone = new int[capacity];
        int last = 0;
        for (int number = 1; number <= filling; number++) {
            if (old.chunks[number] != null) {
                last++;
                numbers[number] = last;
                numbered[last] = old.chunks[number];
                moreEnds[last] = ends[number];
                moreGone[last] = gone[number];
            }
        }
        int[] slots = new int[old.slots.length];
        for (int slot = 1; slot < used; slot++) {
            int place = old.slots[slot];
            slots[slot] = (numbers[place >>> OFFSET_BITS] << OFFSET_BITS) | offset(place);
        }
        ends = moreEnds;
        gone = moreGone;
        filling = last;
        pool = new Pool(slots, numbered);
    }

    private boolean isSparse(int number) {
        return 3L * gone[number] > ends[number];
    }

    /** For the writer: who comes upon the alert from now on finds that it is gone. */
    void remove(int slot) {
        int place = place(slot);
        int number = place >>> OFFSET_BITS;
        int[] chunk = pool.chunk(number);
        int length = Program.end(chunk, offset(place)) - offset(place);
        Program.state(chunk, offset(place), Program.GONE);
        SLOT.setRelease(pool.slots, slot, NOWHERE);
        boolean wasSparse = isSparse(number);
        gone[number] += length;
        living -= length;
        free.add(slot);
        if (free.size == used - 1) {
            clear();
        } else if (number != filling && !wasSparse && isSparse(number)) {
            sparse.add(number);
            empty();
        }
    }

    private void clear() {
        pool = new Pool(new int[SMALLEST], new int[SMALLEST][]);
        ends = new int[SMALLEST];
        gone = new int[SMALLEST];
        filling = 0;
        chunks = 0;
        used = 1;
        free.release();
        sparse.release();
    }

    private void empty() {
        while (sparse.size > 0) {
            sparse.size--;
            empty(sparse.items[sparse.size]);
        }
    }

    /** Moves the alerts that are left in a chunk: only when they can be found elsewhere do they cease to be here. */
    private void empty(int number) {
        int[] chunk = pool.chunk(number);
        int next;
        for (int at = 0; at < ends[number]; at = next) {
            next = Program.end(chunk, at);
            int slot = Program.state(chunk, at);
            if (slot > 0) {
                put(slot, chunk, at, next - at);
                Program.state(chunk, at, Program.MOVED);
            }
        }
        CHUNK.setRelease(pool.chunks, number, null);
        chunks--;
    }

    private int place(int slot) {
        int place = pool.slots[slot];
        if (place == NOWHERE) {
            throw new IllegalStateException("no alert is in slot " + slot);
        }
        return place;
    }

    /** For the writer: a copy of the alert in that slot. */
    int[] get(int slot) {
        int place = place(slot);
        int[] chunk = pool.chunk(place >>> OFFSET_BITS);
        return Arrays.copyOfRange(chunk, offset(place), Program.end(chunk, offset(place)));
    }

    /** For the writer: the id of the alert in that slot. */
    long id(int slot) {
        int place = place(slot);
        return Program.wide(pool.chunk(place >>> OFFSET_BITS), offset(place));
    }

    /** For a reader: whether the alert of that id is in that slot. */
    boolean holds(int slot, long id) {
        while (true) {
            Pool read = pool;
            int place = read.place(slot);
            int[] chunk = read.at(place);
            if (chunk != null) {
                return Program.wide(chunk, offset(place)) == id;
            }
            if (place == NOWHERE) {
                return false;
            }
        }
    }

    /** For a reader: the highest number among the terms of the alert in that slot; {@link Term#NONE} if it is gone. */
    int newestTerm(int slot) {
        while (true) {
            Pool read = pool;
            int place = read.place(slot);
            int[] chunk = read.at(place);
            if (chunk != null) {
                return Program.newestTerm(chunk, offset(place));
            }
            if (place == NOWHERE) {
                return Term.NONE;
            }
        }
    }

    /** For a reader: all of them, with every alert that was filed before this was asked for. */
    Pool all() {
        return pool;
    }

    /** Where an alert stands in the chunk of its place. */
    static int offset(int place) {
        return place & OFFSET;
    }

    /** Bytes of the alerts themselves. */
    long bytes() {
        long bytes = 0;
        for (int[] chunk : pool.chunks) {
            bytes += chunk == null ? 0 : EngineMemory.array(4L * chunk.length);
        }
        return bytes;
    }

    /** Bytes of what leads to them. */
    long bytesOfSlots() {
        return 4L * (pool.slots.length + pool.chunks.length + ends.length + gone.length)
                + 4L * (free.items.length + sparse.items.length);
    }

    /** Slots and chunks; the arrays are changed, but for what is said above. */
    static final class Pool {

        private final int[] slots;
        private final int[] @Nullable [] chunks;

        private Pool(int[] slots, int[] @Nullable [] chunks) {
            this.slots = slots;
            this.chunks = chunks;
        }

        /** For the writer. */
        private int[] chunk(int number) {
            int[] chunk = chunks[number];
            if (chunk == null) {
                throw new IllegalStateException("there is no chunk " + number);
            }
            return chunk;
        }

        /**
         * The place of the alert in that slot; {@link #NOWHERE} if it is gone, which it is too if all are gone and there are
         * fewer slots now.
         */
        int place(int slot) {
            return slot < slots.length ? (int) SLOT.getAcquire(slots, slot) : NOWHERE;
        }

        /** The chunk of a place; null if it is empty or newer than this: then ask for {@link Programs#all} again. */
        int @Nullable [] at(int place) {
            int number = place >>> OFFSET_BITS;
            return number < chunks.length ? (int[]) CHUNK.getAcquire(chunks, number) : null;
        }

        /** Asks for the memory of the alert at a place; what it returns says nothing. */
        int touch(int place) {
            int[] chunk = at(place);
            return chunk == null ? 0 : chunk[offset(place)] + chunk[offset(place) + LINE];
        }
    }
}
