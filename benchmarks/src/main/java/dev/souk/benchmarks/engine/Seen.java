package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listing with its text analyzed, made before time is taken: what the other ways are given. */
record Seen(Listing listing, List<String> title, List<String> description) {

    static Seen of(Listing listing) {
        return new Seen(
                listing,
                TextAnalyzer.terms(listing.title()),
                listing.description() == null ? List.of() : TextAnalyzer.terms(listing.description()));
    }

    /** All terms; between title and description as many nulls as are asked for. */
    List<@Nullable String> terms(int gap) {
        List<@Nullable String> terms = new ArrayList<>(title);
        terms.addAll(Collections.nCopies(gap, null));
        terms.addAll(description);
        return terms;
    }

    /** The price in hundredths; only asked where there is one. */
    static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
