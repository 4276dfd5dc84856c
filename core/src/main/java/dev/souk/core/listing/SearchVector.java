package dev.souk.core.listing;

import dev.souk.model.listing.BaitPrice;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Terms and phrases in the text forms of PostgreSQL's {@code tsvector} and {@code tsquery}. The database only casts
 * them, so that nothing but {@link TextAnalyzer} decides what a term is.
 */
final class SearchVector {

    private static final int BYTES_OF_A_TERM = 16;

    private SearchVector() {}

    /** The vector of a listing: terms of the title weigh A, those of the description D. */
    static String of(String title, @Nullable String description) {
        List<String> heading = TextAnalyzer.terms(title);
        List<String> body = description == null ? List.of() : TextAnalyzer.terms(description);
        Occurrences occurrences = new Occurrences(heading.size() + body.size());
        StringBuilder vector = new StringBuilder(BYTES_OF_A_TERM * (heading.size() + body.size()));
        append(vector, heading, 1, "A ", occurrences);
        append(vector, body, heading.size() + 1 + ListingText.GAP, " ", occurrences);
        return vector.toString();
    }

    /** The vector of a place in words. */
    static String of(String location) {
        List<String> terms = TextAnalyzer.terms(location);
        StringBuilder vector = new StringBuilder(BYTES_OF_A_TERM * terms.size());
        append(vector, terms, 1, " ", new Occurrences(terms.size()));
        return vector.toString();
    }

    /** Appends the terms as they come: the database sorts them and brings together what is repeated. */
    private static void append(
            StringBuilder vector, List<String> terms, int first, String weight, Occurrences occurrences) {
        for (int i = 0; i < terms.size() && first + i <= ListingText.MAX_POSITION; i++) {
            String term = terms.get(i);
            if (occurrences.mayHaveOneMore(term)) {
                vector.append(quoted(term)).append(':').append(first + i).append(weight);
            }
        }
    }

    /** The query for terms that stand one right after the other, all of weight A if only the title will do. */
    static String query(Phrase phrase) {
        String weight = phrase.titleOnly() ? ":A" : "";
        String terms = phrase.terms().stream()
                .map(term -> quoted(term) + weight)
                .collect(Collectors.joining(" <-> ", "(", ")"));
        String prefix = phrase.prefix();
        return prefix == null ? terms : "(%s | %s:*%s)".formatted(terms, quoted(prefix), phrase.titleOnly() ? "A" : "");
    }

    /** The query for one of several phrases. */
    static String anyOf(Collection<Phrase> phrases) {
        return phrases.stream().map(SearchVector::query).collect(Collectors.joining(" | ", "(", ")"));
    }

    /** The query for one of these words in the title. */
    static String inTitle(BaitPrice.Words words) {
        return anyOf(words.phrases()) + " | " + quoted(words.beginning()) + ":*A";
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

    /** Counts how often each term occurs, where there are enough for one to occur too often. */
    private static final class Occurrences {

        private final @Nullable Map<String, Integer> counts;

        Occurrences(int terms) {
            counts = terms > ListingText.MAX_OCCURRENCES ? new HashMap<>() : null;
        }

        boolean mayHaveOneMore(String term) {
            return counts == null || counts.merge(term, 1, Integer::sum) <= ListingText.MAX_OCCURRENCES;
        }
    }
}
