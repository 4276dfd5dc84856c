package dev.souk.core.listing;

import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Terms and phrases in the text forms of PostgreSQL's {@code tsvector} and {@code tsquery}. The database only casts
 * them, so that nothing but {@link TextAnalyzer} decides what a term is.
 */
final class SearchVector {

    private SearchVector() {}

    /** The vector of a listing: terms of the title weigh A, those of the description D. */
    static String of(String title, @Nullable String description) {
        return vector(
                ListingText.of(title, description), TextAnalyzer.terms(title).size());
    }

    /** The vector of a place in words. */
    static String of(String location) {
        return vector(ListingText.of(location, null), 0);
    }

    private static String vector(ListingText text, int heading) {
        StringBuilder vector = new StringBuilder();
        for (String term : new TreeSet<>(text.terms())) {
            StringJoiner positions = new StringJoiner(",", ":", " ");
            text.positions(term)
                    .forEach(position -> positions.add(position <= heading ? position + "A" : "" + position));
            vector.append(quoted(term)).append(positions);
        }
        return vector.toString();
    }

    /** The query for terms that stand one right after the other. */
    static String query(Phrase phrase) {
        return phrase.terms().stream().map(SearchVector::quoted).collect(Collectors.joining(" <-> ", "(", ")"));
    }

    /** The query for one of several phrases. */
    static String anyOf(Collection<Phrase> phrases) {
        return phrases.stream().map(SearchVector::query).collect(Collectors.joining(" | ", "(", ")"));
    }

    /** The query that each group and no excluded phrase satisfies; empty if there is neither. */
    static String query(List<List<Phrase>> required, Collection<Phrase> excluded) {
        StringJoiner query = new StringJoiner(" & ");
        required.forEach(group -> query.add(anyOf(group)));
        excluded.forEach(phrase -> query.add("!" + query(phrase)));
        return query.toString();
    }

    private static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
