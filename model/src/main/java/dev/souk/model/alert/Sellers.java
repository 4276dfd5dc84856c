package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Seller;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose listings are wanted, by the ids that marketplaces give to sellers, to the letter. An id means whoever has it on any
 * marketplace; name the source too where that matters.
 *
 * @param any the seller is one of these; empty for anybody. A listing that does not say who sells is not wanted then
 * @param none the seller is none of these. A listing that does not say who sells is wanted: search pages seldom say
 */
public record Sellers(SortedSet<String> any, SortedSet<String> none) {

    /** No demand. */
    public static final Sellers ANYBODY = new Sellers(new TreeSet<>(), new TreeSet<>());

    /** The most ids of one set. */
    public static final int MAX_ENTRIES = 100;

    /** Checks every id and copies the sets. */
    public Sellers {
        any = checked("any", any);
        none = checked("none", none);
    }

    private static SortedSet<String> checked(String set, SortedSet<String> ids) {
        if (ids.size() > MAX_ENTRIES) {
            throw new InvalidValueException(
                    "sellers." + set,
                    ids.size(),
                    "sellers.%s has more than 100 entries: %s".formatted(set, ids.size()));
        }
        for (String id : ids) {
            if (id.isBlank()) {
                throw new InvalidValueException("sellers." + set, id, "sellers." + set + " holds a blank id");
            }
            StorableText.require("sellers." + set, id, Seller.MAX_LENGTH);
        }
        // As a collection, which brings no order of its own: ids are compared to the letter.
        return Collections.unmodifiableSortedSet(new TreeSet<>((Collection<String>) ids));
    }

    /** Whether nothing is demanded. */
    public boolean isEmpty() {
        return any.isEmpty() && none.isEmpty();
    }

    /** Whether this seller's listings are wanted. */
    public boolean accept(Seller seller) {
        String id = seller.id();
        return id == null ? any.isEmpty() : (any.isEmpty() || any.contains(id)) && !none.contains(id);
    }
}
