package dev.souk.alerts;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The alerts that are filed under something other than a term: a cell of the map or a bracket of prices within a category,
 * by a number made of what it is. Two things can have the same number; then a listing comes upon alerts that it does not
 * match, and that is all. One writer at a time; any number of readers, who take no lock.
 */
final class Anchors {

    private final AtomicIntegerArray families = new AtomicIntegerArray(Family.COUNT);
    /** On what alerts are filed under silence. */
    final Silences silences = new Silences();

    private final Postings postings;
    private volatile AnchorTable table = AnchorTable.empty();

    Anchors(Postings postings) {
        this.postings = postings;
    }

    /** For a reader: where the anchors stand now. */
    AnchorTable table() {
        return table;
    }

    /** Whether any alert is filed under an anchor of this family: where none is, a listing need not look. */
    boolean has(int family) {
        return families.getPlain(family) > 0;
    }

    /** For the writer; the marks are those of the alert. */
    void add(int family, int anchor, int[] alert, long marks) {
        families.setRelease(family, families.getPlain(family) + 1);
        put(anchor, postings.with(table.find(anchor), alert, marks));
    }

    /** For the writer: undoes one {@link #add}. */
    void remove(int family, int anchor, int[] alert) {
        families.setRelease(family, families.getPlain(family) - 1);
        put(anchor, postings.without(table.find(anchor), alert));
    }

    private void put(int anchor, int place) {
        AnchorTable changed = table.with(anchor, place);
        if (changed != table) {
            table = changed;
        }
    }

    /** Anchors in use. */
    int size() {
        return table.size() + silences.inUse().length;
    }

    long bytes() {
        return table.bytes() + silences.bytes() + EngineMemory.array((long) Integer.BYTES * Family.COUNT);
    }

    /** Anchors of one kind, fineness and narrowing. */
    static final class Family {

        static final int CELL = 0;
        static final int PRICE = 1;
        static final int DROP = 2;
        static final int NUMBER = 3;
        static final int MONTH = 4;
        static final int EVERYWHERE = 5;
        static final int NO_PRICE = 6;
        static final int PHOTOS = 7;
        static final int DROP_AMOUNT = 8;
        /** Of an attribute, as its value. */
        static final int TEXT = 9;
        /** Of an attribute, as its value. */
        static final int TRUTH = 10;

        static final int AMOUNT = 11;
        static final int AGE = 12;
        /** As PRICE, of what became cheaper. */
        static final int DROPPED_PRICE = 13;

        static final int NO_PLACE = 14;
        static final int NO_AGE = 15;
        /** Of an attribute: nothing is said that values of some kinds can be compared with. */
        static final int SILENT = 16;

        private static final int LEVELS = 16;
        static final int COUNT = 17 * LEVELS;

        private Family() {}

        static int of(int kind, int level) {
            return kind * LEVELS + level;
        }

        /**
         * The number of an anchor.
         *
         * @param scope the category or subcategory that it is narrowed to, or {@link Term#NONE}
         * @param name the currency or the attribute, or {@link Term#NONE}
         * @param which of that family
         */
        static int key(int family, int scope, int name, long which) {
            long mixed = TermKey.mix(TermKey.mix(which) + family);
            mixed = TermKey.mix(mixed ^ scope);
            mixed = TermKey.mix(mixed ^ ((long) name << Integer.SIZE));
            int upper = (int) (mixed >>> Integer.SIZE);
            return upper == 0 ? 1 : upper;
        }
    }
}
