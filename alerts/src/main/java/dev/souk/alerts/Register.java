package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The alerts by id, as programs, and where they are kept as they were written too. One writer at a time; any number of
 * readers, who take no lock.
 */
class Register {

    /*
     * Open addressing, linear probing; the id is read from the program itself. What is removed leaves a gravestone. The
     * written form stands in a second array at the same place.
     */

    private static final VarHandle PROGRAM = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle WRITTEN = MethodHandles.arrayElementVarHandle(byte[][].class);
    private static final int[] GRAVE = Program.inactive(0);
    private static final byte[] UNWRITTEN = {};
    private static final int SMALLEST = 64;

    private final boolean keepsWritten;
    private volatile Table table;
    private volatile int size;
    private int count;
    private int taken;

    Register(boolean keepsWritten) {
        this.keepsWritten = keepsWritten;
        table = new Table(SMALLEST, keepsWritten);
    }

    int size() {
        return size;
    }

    /** The program of that id; null if there is none. */
    int @Nullable [] program(long id) {
        Table read = table;
        int slot = read.slot(id);
        return slot < 0 ? null : read.program(slot);
    }

    /** What was written of that id; empty if there is none, or nothing is kept. */
    byte[] written(long id) {
        Table read = table;
        int slot = read.slot(id);
        byte[] written = slot < 0 || !keepsWritten ? null : (byte[]) WRITTEN.getAcquire(read.written, slot);
        return written == null ? UNWRITTEN : written;
    }

    /** For the writer: in place of the one with the same id. */
    void put(int[] program, byte[] written) {
        Table current = table;
        int slot = current.slot(Program.id(program));
        if (slot < 0) {
            if (4 * (taken + 1) > 3 * current.programs.length) {
                current = resized();
            }
            slot = current.free(Program.id(program));
            taken++;
            count++;
            size = count;
        }
        current.put(slot, program, keepsWritten ? written : UNWRITTEN);
    }

    /** For the writer; there must be one of that id. */
    void remove(long id) {
        Table current = table;
        current.put(current.slot(id), GRAVE, UNWRITTEN);
        count--;
        size = count;
        if (current.programs.length > SMALLEST && 8 * size < current.programs.length) {
            resized();
        }
    }

    private Table resized() {
        Table old = table;
        Table fresh = new Table(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) << 2), keepsWritten);
        for (int i = 0; i < old.programs.length; i++) {
            int[] program = old.programs[i];
            if (program != null && program != GRAVE) {
                fresh.put(fresh.free(Program.id(program)), program, keepsWritten ? old.written[i] : UNWRITTEN);
            }
        }
        taken = size;
        table = fresh;
        return fresh;
    }

    /** Hands over every alert, in no order; one that changes meanwhile may be seen or not. */
    void forEach(Reader reader) {
        Table read = table;
        for (int i = 0; i < read.programs.length; i++) {
            int[] program = read.program(i);
            if (program != null && program != GRAVE) {
                reader.accept(program, keepsWritten ? read.written[i] : UNWRITTEN);
            }
        }
    }

    long bytes() {
        return (keepsWritten ? 8L : 4L) * table.programs.length;
    }

    /** Takes an alert in both forms; the second is empty if it is not kept. */
    interface Reader {

        void accept(int[] program, byte[] written);
    }

    /** The arrays, of one length. */
    private static final class Table {

        private final int[] @Nullable [] programs;
        private final byte[][] written;

        private Table(int capacity, boolean keepsWritten) {
            programs = new int[capacity][];
            written = new byte[keepsWritten ? capacity : 0][];
        }

        private int @Nullable [] program(int slot) {
            return (int[]) PROGRAM.getAcquire(programs, slot);
        }

        private void put(int slot, int[] program, byte[] bytes) {
            if (written.length > 0) {
                WRITTEN.setRelease(written, slot, bytes);
            }
            PROGRAM.setRelease(programs, slot, program);
        }

        /** Where the id stands; -1 if it does not. */
        private int slot(long id) {
            int mask = programs.length - 1;
            int slot = (int) TermKey.mix(id) & mask;
            while (true) {
                int[] program = program(slot);
                if (program == null) {
                    return -1;
                }
                if (program != GRAVE && Program.id(program) == id) {
                    return slot;
                }
                slot = (slot + 1) & mask;
            }
        }

        private int free(long id) {
            int mask = programs.length - 1;
            int slot = (int) TermKey.mix(id) & mask;
            while (programs[slot] != null) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }
    }
}
