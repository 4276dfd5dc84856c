package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** The anchors that a listing shows: the other side of {@link Filing}. */
final class ShownAnchors {

    private static final int PRICE_LEVELS = 11;
    private static final int DROP_LEVELS = 8;

    private final ListingView listing;
    private final Families used;
    private final Consumer<Anchor> found;

    private ShownAnchors(ListingView listing, Families used, Consumer<Anchor> found) {
        this.listing = listing;
        this.used = used;
        this.found = found;
    }

    /** Names every anchor of the families in use. */
    static void of(ListingView listing, Families used, Consumer<Anchor> found) {
        ShownAnchors anchors = new ShownAnchors(listing, used, found);
        List<String> scopes = anchors.scopes();
        anchors.single(scopes);
        anchors.cells(scopes);
        anchors.prices(scopes);
        anchors.drops();
        AttributeFiling.shown(listing.attributes, used, found);
    }

    private List<String> scopes() {
        List<String> scopes = new ArrayList<>(3);
        scopes.add(Anchor.NO_SCOPE);
        if (listing.category != null) {
            scopes.add(Anchor.categoryScope(listing.category));
        }
        if (listing.subcategory != null) {
            scopes.add(Anchor.subcategoryScope(listing.subcategory));
        }
        return scopes;
    }

    private void single(List<String> scopes) {
        if (used.contain(Anchor.Kind.EVERYTHING, 0)) {
            found.accept(Anchor.EVERYTHING);
        }
        if (used.contain(Anchor.Kind.SOURCE, 0)) {
            found.accept(Anchor.source(listing.source));
        }
        if (used.contain(Anchor.Kind.SCOPE, 0)) {
            scopes.forEach(scope -> found.accept(Anchor.scope(scope)));
        }
        if (listing.seller != null && used.contain(Anchor.Kind.SELLER, 0)) {
            found.accept(Anchor.seller(listing.seller));
        }
        if (used.contain(Anchor.Kind.PLACE_WORD, 0)) {
            new HashSet<>(listing.placeTerms).forEach(word -> found.accept(Anchor.placeWord(word)));
        }
    }

    private void cells(List<String> scopes) {
        if (listing.direction == null) {
            return;
        }
        GeoPoint point = listing.direction.point();
        for (int level = 0; level <= GeoCells.FINEST; level++) {
            if (used.contain(Anchor.Kind.CELL, level)) {
                long cell = GeoCells.cell(point, level);
                for (String scope : scopes) {
                    found.accept(Anchor.cell(scope, level, cell));
                }
            }
        }
    }

    private void prices(List<String> scopes) {
        Money price = listing.price;
        if (price == null) {
            return;
        }
        int bracket = Prices.bracket(price.amount());
        for (int level = 0; level < PRICE_LEVELS; level++) {
            if (used.contain(Anchor.Kind.PRICE, level)) {
                for (String scope : scopes) {
                    found.accept(Anchor.price(scope, price.currency(), level, bracket >> level));
                }
            }
        }
    }

    private void drops() {
        if (listing.dropPercent == Prices.NO_DROP) {
            return;
        }
        for (int level = 0; level < DROP_LEVELS; level++) {
            if (used.contain(Anchor.Kind.DROP, level)) {
                found.accept(Anchor.drop(level, listing.dropPercent >> level));
            }
        }
    }

    /** Which anchors alerts are filed under at all. */
    interface Families {

        boolean contain(Anchor.Kind kind, int level);
    }
}
