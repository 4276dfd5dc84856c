package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The anchors that a listing shows, as far as alerts are filed under such: the other side of {@link Filing}. */
final class ShownAnchors {

    /*
     * All keys are made before the first is looked for, so that the look-ups wait for memory together.
     */

    private static final int PRICE_LEVELS = 11;
    private static final int DROP_LEVELS = 8;

    private final Anchors anchors;
    private final int[] scopes = new int[3];
    private int scopeCount;
    private long[] keys = new long[64];
    private int size;

    ShownAnchors(Anchors anchors) {
        this.anchors = anchors;
    }

    int read(ShownListing listing) {
        size = 0;
        scopes(listing);
        if (anchors.has(Anchors.Family.of(Anchors.Family.EVERYWHERE, 0))) {
            single(Anchors.Family.EVERYWHERE, 0, Term.NONE, 0);
        }
        cells(listing);
        prices(listing);
        drops(listing);
        attributes(listing);
        return size;
    }

    /** The alerts under one of the anchors. */
    @Nullable
    Object filed(int i) {
        return anchors.find(keys[i]);
    }

    private void scopes(ShownListing listing) {
        scopes[0] = Term.NONE;
        scopeCount = 1;
        if (listing.category != Term.NONE) {
            scopes[scopeCount] = listing.category;
            scopeCount++;
        }
        if (listing.subcategory != Term.NONE) {
            scopes[scopeCount] = listing.subcategory;
            scopeCount++;
        }
    }

    private void cells(ShownListing listing) {
        GeoPoint point = listing.point;
        if (point == null) {
            return;
        }
        for (int level = 0; level <= GeoCells.FINEST; level++) {
            int family = Anchors.Family.of(Anchors.Family.CELL, level);
            if (anchors.has(family)) {
                scoped(family, Term.NONE, GeoCells.cell(point, level));
            }
        }
    }

    private void prices(ShownListing listing) {
        if (listing.currency == Term.NONE) {
            return;
        }
        for (int level = 0; level < PRICE_LEVELS; level++) {
            int family = Anchors.Family.of(Anchors.Family.PRICE, level);
            if (anchors.has(family)) {
                scoped(family, listing.currency, listing.bracket >> level);
            }
        }
    }

    private void drops(ShownListing listing) {
        if (listing.dropPercent == Prices.NO_DROP) {
            return;
        }
        for (int level = 0; level < DROP_LEVELS; level++) {
            single(Anchors.Family.DROP, level, Term.NONE, listing.dropPercent >> level);
        }
    }

    private void attributes(ShownListing listing) {
        for (int i = 0; i < listing.attributes(); i++) {
            Attribute said = listing.attribute(i);
            if (said.name != Term.NONE) {
                attribute(said);
            }
        }
    }

    private void attribute(Attribute said) {
        for (int level = 0; level < AttributeFiling.NUMBER_LEVELS; level++) {
            if (anchors.has(Anchors.Family.of(Anchors.Family.NUMBER, level)) && said.isNumber()) {
                int bracket = AttributeFiling.bracket(said.whole());
                single(Anchors.Family.NUMBER, level, said.name, bracket >> level);
            }
        }
        for (int level = 0; level < AttributeFiling.MONTH_LEVELS; level++) {
            if (anchors.has(Anchors.Family.of(Anchors.Family.MONTH, level)) && said.day() != Attribute.NO_DAY) {
                single(Anchors.Family.MONTH, level, said.name, AttributeFiling.month(said.day()) >> level);
            }
        }
    }

    private void scoped(int family, int name, long which) {
        for (int i = 0; i < scopeCount; i++) {
            add(Anchors.Family.key(family, scopes[i], name, which));
        }
    }

    private void single(int kind, int level, int name, long which) {
        int family = Anchors.Family.of(kind, level);
        if (anchors.has(family)) {
            add(Anchors.Family.key(family, Term.NONE, name, which));
        }
    }

    private void add(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        size++;
    }
}
