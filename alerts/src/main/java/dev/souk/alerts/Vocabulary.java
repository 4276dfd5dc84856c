package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The terms that alerts speak of. One writer at a time; any number of readers, who take no lock. A term that no alert
 * speaks of any more is forgotten.
 */
final class Vocabulary {

    /*
     * Readers take the table once and look terms up there; the writer makes another one when few slots are free, or few
     * are used. The terms themselves, by number, are the writer's alone.
     */

    private static final int SMALLEST = 64;
    /** What an exact key needs none of. */
    private static final char[] NO_TEXT = {};

    private final AtomicIntegerArray ofKind = new AtomicIntegerArray(Term.Kind.COUNT);
    private final PrefixLengths prefixes = new PrefixLengths();
    private final PrefixLengths titlePrefixes = new PrefixLengths();
    private final PairStarts pairStarts = new PairStarts();
    private final NumberedTerms numbered = new NumberedTerms();
    private volatile TermTable table = new TermTable(SMALLEST);
    private int taken;
    private volatile int horizon;

    /** The number that the next new term gets: terms below it are known, or forgotten already. */
    int horizon() {
        return horizon;
    }

    /** Holds all terms below the {@link #horizon} that was asked for before. */
    TermTable table() {
        return table;
    }

    int size() {
        return numbered.size();
    }

    /** How long the prefixes of this kind are, as {@link PrefixLengths#inUse}. */
    long prefixLengths(Term.Kind kind) {
        return prefixes(kind).inUse();
    }

    private static boolean isPrefix(Term.Kind kind) {
        return kind == Term.Kind.PREFIX || kind == Term.Kind.TITLE_PREFIX;
    }

    private PrefixLengths prefixes(Term.Kind kind) {
        return kind == Term.Kind.PREFIX ? prefixes : titlePrefixes;
    }

    /** Which terms start pairs. */
    PairStarts pairStarts() {
        return pairStarts;
    }

    /** Whether alerts speak of terms of this kind at all. */
    boolean has(Term.Kind kind) {
        return ofKind.get(kind.number) > 0;
    }

    /** For the writer: the term, counted as used once more. */
    Term use(Term.Kind kind, char[] text, int from, int length) {
        long key = TermKey.of(kind, text, from, length);
        Term term = table.term(key, text, from, length);
        if (term == null) {
            term = new Term(kind, key, TermKey.isExact(key) ? null : new String(text, from, length), horizon);
            add(term);
        }
        term.uses++;
        return term;
    }

    /** For the writer: the pair of two terms that {@link TermKey#canPair}, counted as used once more. */
    Term usePair(Term first, Term second) {
        long key = TermKey.ofPair(first.number, second.number);
        Term term = table.term(key, NO_TEXT, 0, 0);
        if (term == null) {
            term = new Term(Term.Kind.PAIR, key, null, horizon);
            add(term);
        }
        term.uses++;
        return term;
    }

    private void add(Term term) {
        if (3L * (taken + 1) > 2L * table.capacity()) {
            rebuild();
        }
        taken += table.add(term) ? 1 : 0;
        numbered.put(term);
        ofKind.incrementAndGet(term.kind.number);
        if (isPrefix(term.kind)) {
            prefixes(term.kind).add(term.length()); // Before the horizon: who sees that counts on the lengths too.
        }
        if (term.kind == Term.Kind.PAIR) {
            pairStarts.add(TermKey.firstOfPair(term.key)); // As well before it.
        }
        horizon = term.number + 1;
    }

    /** For the writer: the term of that number, which must be in use. */
    Term numbered(int number) {
        return numbered.get(number);
    }

    /** For the writer: so many alerts more are filed under the term, all of them in that place. */
    void file(Term term, int more, int place) {
        term.alerts += more;
        if (term.place != place) {
            term.place = place;
            table.move(term);
        }
    }

    /** For the writer: undoes one {@link #use}. */
    void release(int number) {
        Term term = numbered.get(number);
        term.uses--;
        if (term.uses == 0) {
            table.remove(term);
            numbered.remove(number);
            ofKind.decrementAndGet(term.kind.number);
            if (isPrefix(term.kind)) {
                prefixes(term.kind).remove(term.length());
            }
            if (term.kind == Term.Kind.PAIR) {
                pairStarts.remove(TermKey.firstOfPair(term.key));
            }
            boolean isLarge = table.capacity() > SMALLEST && 8L * numbered.size() < table.capacity();
            // The dead keep their texts in the table: never more of them than are alive.
            if (isLarge || taken > 2L * numbered.size() + SMALLEST) {
                rebuild();
            }
        }
    }

    /** A table of the living alone, four sevenths full at most, so that it is not made anew with the next word. */
    private void rebuild() {
        int needed = Math.toIntExact((numbered.size() + 1) * 7L / 4);
        TermTable fresh = new TermTable(Math.max(SMALLEST, Integer.highestOneBit(needed) << 1));
        numbered.forEach(fresh::add);
        taken = numbered.size();
        table = fresh;
    }

    /** Bytes of the terms, of both tables, and of what tells which pairs and prefixes there are; about. */
    long bytes() {
        long[] bytes = {table.bytes() + numbered.bytes() + PairStarts.bytes() + 2 * PrefixLengths.bytes()};
        numbered.forEach(term -> bytes[0] += 48 + textBytes(term.text));
        return bytes[0];
    }

    private static long textBytes(@Nullable String text) {
        return text == null ? 0 : 40 + text.length();
    }
}
