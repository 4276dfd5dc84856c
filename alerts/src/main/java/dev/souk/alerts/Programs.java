package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;
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
     * left move to the one that is being filled and the chunk becomes garbage: who still reads in it sees what moved, and
     * looks again. A large alert has a chunk of its own: a chunk that it does not fit into would be left half empty.
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
    /** What part of a usual chunk a large alert takes. */
    private static final int LARGE_PART = 8;

    private static final int MOST_CHUNKS = 1 << (Integer.SIZE - 1 - OFFSET_BITS);
    private static final int SMALLEST = 16;
    /** Numbers are given anew when there are so many more than chunks. */
    private static final int UNUSED_NUMBERS = 64;

    private final int mostChunks;
    private volatile Pool pool = new Pool(new int[SMALLEST], new int[SMALLEST][]);
    private final IntList free = new IntList();
    private int used = 1;

    /** The number of the chunk that is being filled; 0 for none, so no place is 0. */
    private int filling;

    /** The highest number of a chunk. */
    private int last;

    /** By number of the chunk: how much of it is used, and how much of that is gone. */
    private int[] ends = new int[SMALLEST];

    private int[] gone = new int[SMALLEST];
    private int chunks;

    /** Elements of all that is here. */
    private long living;

    /** Chunks to be emptied. */
    private final IntList sparse = new IntList();

    Programs() {
        this(MOST_CHUNKS);
    }

    /** Of at most so many chunks: fewer are for tests. */
    Programs(int mostChunks) {
        this.mostChunks = mostChunks;
    }

    /** For the writer: gives the alert a slot, which is written into it, and keeps a copy of it. */
    void add(int[] program) {
        renumberIfDue();
        // The last numbers are for alerts that move, so that what is removed can always be.
        if (last > mostChunks - UNUSED_NUMBERS) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "there is no room for more than %,d alerts", used - 1 - free.size));
        }
        // What can fail comes before what is taken.
        if (free.size == 0 && used == pool.slots.length) {
            pool = new Pool(Arrays.copyOf(pool.slots, used + (used >> 2)), pool.chunks);
        }
        int number = room(program.length);
        int slot;
        if (free.size > 0) {
            slot = free.removeLast();
        } else {
            slot = used;
            used++;
        }
        program[Program.STATE] = slot;
        living += program.length;
        put(slot, program, 0, program.length, number);
        empty();
    }

    private void put(int slot, int[] from, int at, int length, int number) {
        int offset = ends[number];
        System.arraycopy(from, at, pool.chunk(number), offset, length);
        ends[number] += length;
        SLOT.setRelease(pool.slots, slot, (number << OFFSET_BITS) | offset);
    }

    /** The number of a chunk with so much room: the one that is being filled, another that is from now on, or its own. */
    private int room(int length) {
        int usual = (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, Long.highestOneBit(living)));
        // Where many are large they share, or numbers would not suffice.
        if (length > Math.max(SMALLEST_CHUNK, usual / LARGE_PART) && chunks < mostChunks / 2) {
            return begin(length);
        }
        if (filling == 0 || ends[filling] + length + LINE > pool.chunk(filling).length) {
            int full = filling;
            filling = begin(Math.max(length, usual));
            if (full > 0 && isSparse(full)) {
                sparse.add(full);
            }
        }
        return filling;
    }

    /** Begins another chunk. */
    private int begin(int capacity) {
        int next = last + 1;
        if (next == pool.chunks.length) {
            ends = Arrays.copyOf(ends, 2 * next);
            gone = Arrays.copyOf(gone, 2 * next);
            pool = new Pool(pool.slots, Arrays.copyOf(pool.chunks, 2 * next));
        }
        CHUNK.setRelease(pool.chunks, next, new int[capacity + LINE]);
        ends[next] = 0;
        gone[next] = 0;
        last = next;
        chunks++;
        return next;
    }

    /** Where numbers run out, only if that gives some. */
    private void renumberIfDue() {
        boolean isNearEnd = last > mostChunks - UNUSED_NUMBERS && last - chunks >= UNUSED_NUMBERS;
        if (isNearEnd || last > 4 * chunks + UNUSED_NUMBERS) {
            renumber();
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
        int count = 0;
        for (int number = 1; number <= last; number++) {
            if (old.chunks[number] != null) {
                count++;
                numbers[number] = count;
                numbered[count] = old.chunks[number];
                moreEnds[count] = ends[number];
                moreGone[count] = gone[number];
            }
        }
        int[] slots = new int[old.slots.length];
        for (int slot = 1; slot < used; slot++) {
            int place = old.slots[slot];
            slots[slot] = (numbers[place >>> OFFSET_BITS] << OFFSET_BITS) | offset(place);
        }
        ends = moreEnds;
        gone = moreGone;
        filling = numbers[filling];
        last = count;
        pool = new Pool(slots, numbered);
    }

    private boolean isSparse(int number) {
        return 3L * gone[number] > ends[number];
    }

    /** For the writer: who comes upon the alert from now on finds that it is gone. */
    void remove(int slot) {
        renumberIfDue();
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
        last = 0;
        chunks = 0;
        used = 1;
        free.release();
        sparse.release();
    }

    private void empty() {
        while (sparse.size > 0) {
            empty(sparse.removeLast());
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
                put(slot, chunk, at, next - at, room(next - at));
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

    /** For tests: the highest number that a chunk has. */
    int highestNumber() {
        return last;
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
