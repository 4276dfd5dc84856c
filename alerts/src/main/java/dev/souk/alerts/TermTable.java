package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What readers look terms up in: key to number and place, all in one array, so that a look-up waits for memory once. One
 * writer at a time; any number of readers, who take no lock.
 */
final class TermTable {

    /*
     * Open addressing, linear probing, in one place less than a power of two: with its header the array then fills what a
     * collector gives to it, and does not take a region more. Two elements for each term: its key, then its number and the
     * place of its alerts, 32 bits each. The writer fills free slots, and leaves a key without a number where it removes.
     */

    static final long UNKNOWN = -1;

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    /** Unknown outside, so that nobody chooses words that all have one home; it decides no answer. */
    private static final long SALT = ThreadLocalRandom.current().nextLong() | 1;

    private final long[] elements;
    private final int shift;

    /** The terms themselves, for the writer; a reader needs the text of one whose key is not exact. */
    private final @Nullable Term[] terms;

    /** With room for one less than this power of two. */
    TermTable(int size) {
        elements = new long[2 * (size - 1)];
        shift = Long.numberOfLeadingZeros(size) + 1;
        terms = new Term[size - 1];
    }

    int capacity() {
        return terms.length;
    }

    /** The number of what {@link #find} found. */
    static int number(long found) {
        return (int) (found >>> Integer.SIZE);
    }

    /** The place of what {@link #find} found. */
    static int place(long found) {
        return (int) found;
    }

    /** Asks for the memory that {@link #find} will need; what it returns says nothing. */
    long touch(long key) {
        return elements[home(key)];
    }

    /** Number and place of a term, or {@link #UNKNOWN}. */
    long find(long key, char[] text, int from, int length) {
        int at = home(key);
        while (true) {
            long found = (long) ELEMENT.getAcquire(elements, at);
            if (found == 0) {
                return UNKNOWN;
            }
            if (found == key && (TermKey.isExact(key) || isSame(terms[at >> 1], text, from, length))) {
                long numbers = (long) ELEMENT.getAcquire(elements, at + 1);
                if (numbers != UNKNOWN) {
                    return numbers;
                }
            }
            at = next(at);
        }
    }

    /** For the writer: the term itself; null if it is not there. */
    @Nullable
    Term term(long key, char[] text, int from, int length) {
        int at = home(key);
        while (elements[at] != 0) {
            if (elements[at] == key
                    && elements[at + 1] != UNKNOWN
                    && (TermKey.isExact(key) || isSame(terms[at >> 1], text, from, length))) {
                return terms[at >> 1];
            }
            at = next(at);
        }
        return null;
    }

    private static boolean isSame(@Nullable Term term, char[] text, int from, int length) {
        String known = term == null ? null : term.text;
        if (known == null || known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /*
     * A word that comes and goes takes the place that it had, or its places would pile up, and whoever looks for another
     * of that home walk past them all. A place is of one text for ever, since a reader may have compared it before; so the
     * dead keep their place, and their text where it is compared.
     */

    /**
     * For the writer: a term that is not there.
     *
     * @return whether it took a place that nobody had
     */
    boolean add(Term term) {
        int at = home(term.key);
        while (elements[at] != 0) {
            if (elements[at] == term.key
                    && elements[at + 1] == UNKNOWN
                    && (term.text == null || term.text.equals(textAt(at)))) {
                terms[at >> 1] = term;
                ELEMENT.setRelease(elements, at + 1, numbers(term));
                return false;
            }
            at = next(at);
        }
        terms[at >> 1] = term;
        elements[at + 1] = numbers(term);
        ELEMENT.setRelease(elements, at, term.key);
        return true;
    }

    private @Nullable String textAt(int at) {
        Term term = terms[at >> 1];
        return term == null ? null : term.text;
    }

    /** For the writer: tells that the place of the term is another one. */
    void move(Term term) {
        ELEMENT.setRelease(elements, slot(term) + 1, numbers(term));
    }

    /** For the writer. */
    void remove(Term term) {
        int at = slot(term);
        ELEMENT.setRelease(elements, at + 1, UNKNOWN);
        if (term.text == null) {
            terms[at >> 1] = null;
        }
    }

    private static long numbers(Term term) {
        return ((long) term.number << Integer.SIZE) | (term.place & 0xFFFF_FFFFL);
    }

    private int slot(Term term) {
        int at = home(term.key);
        while (elements[at] != term.key || number(elements[at + 1]) != term.number) {
            at = next(at);
        }
        return at;
    }

    /** The upper bits of a product, which all of the key decides; the lower ones would leave out the kind. */
    int home(long key) {
        int at = (int) ((key * SALT) >>> shift) << 1;
        return at == elements.length ? 0 : at;
    }

    private int next(int at) {
        return at + 2 == elements.length ? 0 : at + 2;
    }

    long bytes() {
        return 8L * elements.length + 4L * terms.length;
    }
}
