package dev.souk.alerts;

import dev.souk.model.GeoPoint;

/** The anchors that a listing shows, as far as alerts are filed under such: the other side of {@link Filing}. */
final class ShownAnchors {

    /*
     * All keys are made before the first is looked for, so that the look-ups wait for memory together. Most are of nothing,
     * and a bit each tells so.
     */

    private static final int PRICE_LEVELS = 11;
    private static final int DROP_LEVELS = 8;
    private static final int PHOTO_LEVELS = 8;
    private static final int AGE_LEVELS = 8;

    private final Anchors anchors;
    private final IntList shown = new IntList();

    ShownAnchors(Anchors anchors) {
        this.anchors = anchors;
    }

    /** Adds the places of all anchors that the listing shows. */
    long read(ShownListing listing, IntList places) {
        shown.clear();
        if (anchors.has(Anchors.Family.of(Anchors.Family.EVERYWHERE, 0))) {
            single(Anchors.Family.EVERYWHERE, 0, Term.NONE, 0);
        }
        cells(listing);
        prices(listing);
        amounts(listing);
        drops(listing);
        photos(listing);
        ages(listing);
        attributes(listing);
        return look(places);
    }

    private long look(IntList places) {
        AnchorTable table = anchors.table();
        long touched = 0;
        int size = 0;
        for (int i = 0; i < shown.size; i++) {
            int anchor = shown.items[i];
            shown.items[size] = anchor;
            size += table.mayHold(anchor);
        }
        shown.size = size;
        for (int i = 0; i < shown.size; i++) {
            touched += table.touch(shown.items[i]);
        }
        for (int i = 0; i < shown.size; i++) {
            int place = table.find(shown.items[i]);
            if (place != Postings.NOWHERE) {
                places.add(place);
            }
        }
        return touched;
    }

    private void cells(ShownListing listing) {
        GeoPoint point = listing.point;
        if (point == null) {
            int unplaced = Anchors.Family.of(Anchors.Family.NO_PLACE, 0);
            if (anchors.has(unplaced)) {
                scoped(listing, unplaced, Term.NONE, 0);
            }
            return;
        }
        for (int level = 0; level <= GeoCells.FINEST; level++) {
            int family = Anchors.Family.of(Anchors.Family.CELL, level);
            if (anchors.has(family)) {
                scoped(listing, family, Term.NONE, GeoCells.cell(point, level));
            }
        }
    }

    private void prices(ShownListing listing) {
        int unpriced = Anchors.Family.of(Anchors.Family.NO_PRICE, 0);
        if (!listing.isPriced && anchors.has(unpriced)) {
            scoped(listing, unpriced, Term.NONE, 0);
        }
        if (listing.currency == Term.NONE) {
            return;
        }
        prices(listing, Anchors.Family.PRICE);
        if (listing.dropPercent != Prices.NO_DROP) {
            prices(listing, Anchors.Family.DROPPED_PRICE);
        }
    }

    private void prices(ShownListing listing, int kind) {
        for (int level = 0; level < PRICE_LEVELS; level++) {
            int family = Anchors.Family.of(kind, level);
            if (anchors.has(family)) {
                scoped(listing, family, listing.currency, listing.bracket >> level);
            }
        }
    }

    private void amounts(ShownListing listing) {
        if (!listing.isPriced) {
            return;
        }
        for (int level = 0; level < PRICE_LEVELS; level++) {
            int family = Anchors.Family.of(Anchors.Family.AMOUNT, level);
            if (anchors.has(family)) {
                scoped(listing, family, Term.NONE, listing.bracket >> level);
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
        int amount = Prices.bracket(listing.dropAmount);
        for (int level = 0; level < PRICE_LEVELS && listing.currency != Term.NONE; level++) {
            single(Anchors.Family.DROP_AMOUNT, level, listing.currency, amount >> level);
        }
    }

    private void photos(ShownListing listing) {
        int photos = Filing.photos(listing.photos);
        for (int level = 0; level < PHOTO_LEVELS; level++) {
            single(Anchors.Family.PHOTOS, level, Term.NONE, photos >> level);
        }
    }

    private void ages(ShownListing listing) {
        if (!listing.isDated()) {
            single(Anchors.Family.NO_AGE, 0, Term.NONE, 0);
            return;
        }
        if (!isAnyFiledByAge()) {
            return;
        }
        int age = listing.age();
        for (int level = 0; level < AGE_LEVELS && age != Ages.NONE; level++) {
            single(Anchors.Family.AGE, level, Term.NONE, age >> level);
        }
    }

    private boolean isAnyFiledByAge() {
        for (int level = 0; level < AGE_LEVELS; level++) {
            if (anchors.has(Anchors.Family.of(Anchors.Family.AGE, level))) {
                return true;
            }
        }
        return false;
    }

    private void attributes(ShownListing listing) {
        for (int i = 0; i < listing.attributes(); i++) {
            Attribute said = listing.attribute(i);
            if (said.name != Term.NONE) {
                attribute(said);
            }
        }
        for (long silence : anchors.silences.inUse()) {
            int name = Silences.name(silence);
            int kinds = Silences.kinds(silence);
            if (listing.isSilent(name, kinds)) {
                single(Anchors.Family.SILENT, 0, name, kinds);
            }
        }
    }

    private void attribute(Attribute said) {
        if (said.pair != Term.NONE) {
            single(Anchors.Family.TEXT, 0, said.name, said.pair);
        }
        if (anchors.has(Anchors.Family.of(Anchors.Family.TRUTH, 0))) {
            Boolean truth = said.truth();
            if (truth != null) {
                single(Anchors.Family.TRUTH, 0, said.name, truth ? 1 : 0);
            }
        }
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

    private void scoped(ShownListing listing, int family, int name, long which) {
        shown.add(Anchors.Family.key(family, Term.NONE, name, which));
        IntList scopes = listing.scopes;
        for (int i = 0; i < scopes.size; i++) {
            shown.add(Anchors.Family.key(family, scopes.items[i], name, which));
        }
    }

    private void single(int kind, int level, int name, long which) {
        int family = Anchors.Family.of(kind, level);
        if (anchors.has(family)) {
            shown.add(Anchors.Family.key(family, Term.NONE, name, which));
        }
    }
}
