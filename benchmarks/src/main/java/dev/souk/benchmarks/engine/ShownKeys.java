package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What listings show that an alert can be filed under, by ways that find by terms: words, names, cells of the map and
 * brackets of prices, each behind the name of its field and a colon. Knows from the listings it has seen how often each is shown.
 */
final class ShownKeys {

    private final Map<String, Integer> listings = new HashMap<>();
    private final int seen;

    ShownKeys(List<Listing> seen) {
        this.seen = seen.size();
        seen.forEach(listing -> of(listing).forEach(key -> listings.merge(key, 1, Integer::sum)));
    }

    /** How many of all listings show it, as a part of them; a little if none has. */
    double share(String key) {
        return (listings.getOrDefault(key, 0) + 0.5) / (seen + 1);
    }

    static Set<String> of(Listing listing) {
        Set<String> keys = new HashSet<>(Grid.shown(listing));
        Seen.of(listing).terms(0).forEach(term -> keys.add("text:" + term));
        names(listing).forEach((field, value) -> keys.add(field + ":" + value));
        listing.attributes().forEach((name, value) -> keys.add("attribute:" + name + "=" + value));
        if (listing.location() != null) {
            TextAnalyzer.terms(listing.location()).forEach(term -> keys.add("place:" + term));
        }
        return keys;
    }

    /** What a listing has one of, by field. */
    static Map<String, String> names(Listing listing) {
        Map<String, String> names = new HashMap<>();
        names.put("source", listing.key().source().value());
        if (listing.category() != null) {
            names.put("category", listing.category().toLowerCase(Locale.ROOT));
        }
        if (listing.subcategory() != null) {
            names.put("subcategory", listing.subcategory().toLowerCase(Locale.ROOT));
        }
        if (listing.seller().id() != null) {
            names.put("seller", listing.seller().id());
        }
        if (listing.price() != null) {
            names.put("currency", listing.price().currency());
        }
        return names;
    }
}
