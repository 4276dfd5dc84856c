package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The terms that alerts speak of. One writer at a time; any number of readers, who take no lock. A term that no alert
 * speaks of any more is forgotten.
 */
final class Vocabulary {

    /*
     * Open addressing, linear probing. A reader takes the table once; the writer fills free slots of it, leaves a
     * gravestone where it removes, and makes a new table when few slots are free. Another table finds terms by number,
     * for the writer alone.
     */

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Term[].class);
    private static final Term GRAVE = new Term(Term.Kind.WORD, 0, null, Term.NONE);
    private static final int SMALLEST = 64;

    private final AtomicIntegerArray ofKind = new AtomicIntegerArray(Term.Kind.COUNT);
    private volatile @Nullable Term[] table = new Term[SMALLEST];
    private final NumberedTerms numbered = new NumberedTerms();
    private int taken;
    private volatile int horizon;

    /** The number that the next new term gets: terms below it are known, or forgotten already. */
    int horizon() {
        return horizon;
    }

    int size() {
        return numbered.size();
    }

    /** Whether alerts speak of terms of this kind at all. */
    boolean has(Term.Kind kind) {
        return ofKind.get(kind.number) > 0;
    }

    @Nullable
    Term find(long key, char[] text, int from, int length) {
        @Nullable Term[] slots = table;
        int mask = slots.length - 1;
        int slot = (int) TermKey.mix(key) & mask;
        while (true) {
            Term term = (Term) SLOT.getAcquire(slots, slot);
            if (term == null) {
                return null;
            }
            if (term.key == key && isSame(term.text, text, from, length)) {
                return term;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static boolean isSame(@Nullable String known, char[] text, int from, int length) {
        if (known == null) {
            return true;
        }
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** For the writer: the term, counted as used once more. */
    Term use(Term.Kind kind, char[] text, int from, int length) {
        long key = TermKey.of(kind, text, from, length);
        Term term = find(key, text, from, length);
        if (term == null) {
            term = new Term(kind, key, TermKey.isExact(key) ? null : new String(text, from, length), horizon);
            put(term);
            numbered.put(term);
            ofKind.incrementAndGet(kind.number);
            horizon = term.number + 1;
        }
        term.uses++;
        return term;
    }

    /** For the writer: the term of that number, which must be in use. */
    Term numbered(int number) {
        return numbered.get(number);
    }

    /** For the writer: undoes one {@link #use}. */
    void release(int number) {
        Term term = numbered.get(number);
        term.uses--;
        if (term.uses == 0) {
            remove(term);
            numbered.remove(number);
            ofKind.decrementAndGet(term.kind.number);
        }
    }

    private void put(Term term) {
        @Nullable Term[] slots = table;
        if (2 * (taken + 1) > slots.length) {
            slots = rebuilt();
        }
        insert(slots, term);
        taken++;
    }

    private static void insert(@Nullable Term[] slots, Term term) {
        int mask = slots.length - 1;
        int slot = (int) TermKey.mix(term.key) & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        SLOT.setRelease(slots, slot, term);
    }

    private void remove(Term term) {
        @Nullable Term[] slots = table;
        int mask = slots.length - 1;
        int slot = (int) TermKey.mix(term.key) & mask;
        while (slots[slot] != term) {
            slot = (slot + 1) & mask;
        }
        SLOT.setRelease(slots, slot, GRAVE);
        if (slots.length > SMALLEST && 8 * numbered.size() < slots.length) {
            rebuilt();
        }
    }

    /** A table of the living alone, a quarter full. */
    private @Nullable Term[] rebuilt() {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(numbered.size()) << 2);
        @Nullable Term[] fresh = new Term[capacity];
        numbered.forEach(term -> insert(fresh, term));
        taken = numbered.size();
        table = fresh;
        return fresh;
    }

    /** Bytes of the terms and of both tables, about. */
    long bytes() {
        long[] bytes = {4L * table.length + numbered.bytes()};
        numbered.forEach(term -> bytes[0] += 40 + (term.text == null ? 0 : 40 + term.text.length()));
        return bytes[0];
    }

    /** Bytes of what is filed under the terms. */
    long filedBytes() {
        long[] bytes = {0};
        numbered.forEach(term -> bytes[0] += FiledAlerts.bytes(term.filed()));
        return bytes[0];
    }
}
