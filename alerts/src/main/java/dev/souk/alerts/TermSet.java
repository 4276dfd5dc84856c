package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.text.TermReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The terms that a listing shows, those of its texts in order. A term that no alert speaks of is a hole. For one thread. */
final class TermSet implements TermReader.PackedTerms {

    /*
     * The keys of all terms of a text are made first, then all of them are looked for: the memory that the one look-up
     * waits for is waited for by the next ones at the same time.
     */

    private static final int SMALLEST = 256;
    private static final char[] NO_TEXT = {};

    /** Keys of all terms, known or not. */
    private long[] keys = new long[SMALLEST];

    /** The terms by number, {@link Term#NONE} for those not known and between two texts. */
    private int[] numbers = new int[SMALLEST];

    /** Where its text stands; of a term whose key is not exact. */
    private int[] from = new int[SMALLEST];

    private int[] lengths = new int[SMALLEST];
    private int size;

    /** What the terms to come are. */
    private Term.Kind kind = Term.Kind.WORD;

    /** How many of these stand in texts, and so in order. */
    private int ordered;

    /** Numbers of the known terms, each once. */
    private final IntList known = new IntList();

    /** Where the alerts of known terms are filed, as far as there are any. */
    private final IntList places = new IntList();

    /** Numbers of the known terms, hashed. */
    private int[] table = new int[SMALLEST];

    private int mask;
    private final long[] bitmap = new long[Marks.BITMAP];
    /** Keeps the reading ahead from being left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /** Forgets everything; {@code characters} is the length of the texts to come. */
    void clear(int characters) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(characters + 1) << 1);
        if (capacity > table.length) {
            table = new int[capacity];
        }
        mask = capacity - 1;
        Arrays.fill(table, 0, capacity, Term.NONE);
        Marks.clear(bitmap);
        size = 0;
        ordered = 0;
        known.clear();
        places.clear();
    }

    /** Before a text of terms of this kind: leaves a hole, so that no phrase runs from one text into another. */
    int gap(Term.Kind next) {
        kind = next;
        read(0);
        return size;
    }

    @Override
    public void letters(long packed) {
        read(TermKey.ofLetters(kind, packed));
    }

    @Override
    public void accept(char[] text, int start, int length) {
        read(TermKey.of(kind, text, start, length));
        from[size - 1] = start;
        lengths[size - 1] = length;
    }

    private void read(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            from = Arrays.copyOf(from, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        keys[size] = key;
        numbers[size] = Term.NONE;
        size++;
    }

    /** The terms read since {@code first} once more, as terms of another kind. */
    int repeat(Term.Kind other, int first, char[] text) {
        int end = size;
        int start = gap(other);
        for (int i = first; i < end; i++) {
            if (TermKey.isExact(keys[i])) {
                read(TermKey.as(other, keys[i]));
            } else {
                accept(text, from[i], lengths[i]);
            }
        }
        return start;
    }

    /** Shows the cells of the map that a place lies in to the {@link Marks}. */
    void showCells(GeoPoint place) {
        Marks.show(bitmap, place);
    }

    /** Looks for the terms read since {@code first}. */
    void resolve(int first, TermTable vocabulary, char[] text) {
        for (int i = first; i < size; i++) {
            touched += vocabulary.touch(keys[i]);
        }
        for (int i = first; i < size; i++) {
            numbers[i] = add(vocabulary.find(keys[i], text, from[i], lengths[i]));
        }
        ordered = size;
    }

    /**
     * Looks for the prefixes that the terms read since {@code first} begin with.
     *
     * @param inUse of which lengths there are prefixes, as {@link PrefixLengths#inUse}
     */
    void showPrefixes(Term.Kind kind, int first, long inUse, TermTable vocabulary, char[] text) {
        for (int i = first; i < ordered; i++) {
            long key = keys[i];
            boolean isExact = TermKey.isExact(key);
            int whole = isExact ? TermKey.length(key) : lengths[i];
            for (long left = inUse; left != 0; left &= left - 1) {
                int length = Long.numberOfTrailingZeros(left) + 1;
                if (length > whole) {
                    break;
                }
                long beginning =
                        isExact ? TermKey.beginning(kind, key, length) : TermKey.of(kind, text, from[i], length);
                add(vocabulary.find(beginning, text, from[i], length));
            }
        }
    }

    /** Adds a term that stands in no text; returns its number, {@link Term#NONE} if it is not known. */
    int show(long key, TermTable vocabulary, char[] text, int length) {
        read(key);
        return add(vocabulary.find(key, text, 0, length));
    }

    /** Adds what was found; returns its number. */
    private int add(long found) {
        if (found == TermTable.UNKNOWN) {
            return Term.NONE;
        }
        int number = TermTable.number(found);
        int slot = home(number);
        while (table[slot] != Term.NONE) {
            if (table[slot] == number) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        if (2 * known.size > mask) {
            grow();
            return add(found);
        }
        table[slot] = number;
        Marks.show(bitmap, number);
        known.add(number);
        if (TermTable.place(found) != Postings.NOWHERE) {
            places.add(TermTable.place(found));
        }
        return number;
    }

    private void grow() {
        table = new int[2 * (mask + 1)];
        mask = table.length - 1;
        Arrays.fill(table, Term.NONE);
        for (int i = 0; i < known.size; i++) {
            int slot = home(known.items[i]);
            while (table[slot] != Term.NONE) {
                slot = (slot + 1) & mask;
            }
            table[slot] = known.items[i];
        }
    }

    private int home(int number) {
        return ((number * 0x9E3779B9) >>> 7) & mask;
    }

    /** Of a term that stands in a text more often than that, the later ones are holes. */
    void leaveOutSurplus(int most) {
        if (ordered <= most) {
            return;
        }
        Map<Integer, Integer> occurrences = new HashMap<>();
        for (int i = 0; i < ordered; i++) {
            if (numbers[i] != Term.NONE && occurrences.merge(numbers[i], 1, Integer::sum) > most) {
                numbers[i] = Term.NONE;
            }
        }
    }

    /** Looks for the pairs that known terms of a text make with those right after them. */
    void showPairs(PairStarts starts, TermTable vocabulary) {
        for (int i = 1; i < ordered; i++) {
            int first = numbers[i - 1];
            if (TermKey.canPair(first, numbers[i]) && starts.mayBe(first)) {
                add(vocabulary.find(TermKey.ofPair(first, numbers[i]), NO_TEXT, 0, 0));
            }
        }
    }

    boolean contains(int number) {
        int slot = home(number);
        while (table[slot] != number) {
            if (table[slot] == Term.NONE) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        return true;
    }

    /** Whether {@code length} terms, which stand in {@code terms} from {@code start} on, stand in a text in that order. */
    boolean containsRow(int[] terms, int start, int length) {
        if (!contains(terms[start])) {
            return false;
        }
        if (length == 1) {
            return true;
        }
        for (int i = 0; i + length <= ordered; i++) {
            if (numbers[i] == terms[start] && standsAt(i, terms, start, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(int at, int[] terms, int start, int length) {
        for (int i = 1; i < length; i++) {
            if (numbers[at + i] != terms[start + i]) {
                return false;
            }
        }
        return true;
    }

    /** Where alerts are filed under terms that are shown; to be added to. */
    IntList places() {
        return places;
    }

    /** A bit for each term and cell, as {@link Marks} asks for them. */
    long[] bitmap() {
        return bitmap;
    }

    /** The keys of all terms, known or not, with repetitions; 0 between texts. */
    void learn(Frequencies frequencies) {
        frequencies.learn(keys, size);
    }
}
