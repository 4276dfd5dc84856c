package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words and names as PostgreSQL's text search reads them. A name stands behind its field and a colon, as in {@link ShownKeys}, and
 * so does a word of the place; words of the text stand alone, so that they are no names.
 */
final class PostgresText {

    private PostgresText() {}

    /** A listing as a {@code tsvector}: words with their places, names without. */
    static String vector(Listing listing) {
        List<String> lexemes = new ArrayList<>();
        int position = positions("", Seen.of(listing).terms(1), 1, lexemes);
        if (listing.location() != null) {
            positions("place:", TextAnalyzer.terms(listing.location()), position + 1, lexemes);
        }
        ShownKeys.names(listing).forEach((field, value) -> lexemes.add(quoted(field + ":" + value)));
        listing.attributes().forEach((name, value) -> lexemes.add(quoted("attribute:" + name + "=" + value)));
        return String.join(" ", lexemes);
    }

    /** Puts each term there with its position, from that one on; returns the next. */
    private static int positions(
            String field, List<? extends @Nullable String> terms, int first, List<String> lexemes) {
        int position = first;
        for (String term : terms) {
            if (term != null) {
                lexemes.add(quoted(field + term) + ":" + position);
            }
            position++;
        }
        return position;
    }

    /** What an alert wants and leaves out, as a {@code tsquery}; null if it names nothing. */
    static @Nullable String query(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        Demand demand = Demand.of(alert);
        List<String> all = new ArrayList<>();
        demand.required().forEach(group -> all.add(any(group)));
        demand.excluded().forEach(phrase -> all.add("!" + phrase("", phrase)));
        oneOf("source", criteria.sources(), all);
        oneOf("category", criteria.categories(), all);
        oneOf("subcategory", criteria.subcategories(), all);
        oneOf("seller", criteria.sellers().any(), all);
        criteria.sellers().none().forEach(id -> all.add("!" + quoted("seller:" + id)));
        if (criteria.location() != null) {
            all.add(phrase("place:", Phrase.of(criteria.location()).orElseThrow()));
        }
        criteria.attributes().stream()
                .filter(NamedValues::areDemandedBy)
                .forEach(wanted -> oneOf("attribute", NamedValues.of(wanted), all));
        return all.isEmpty() ? null : String.join(" & ", all);
    }

    private static String any(List<Phrase> group) {
        return group.stream().map(phrase -> phrase("", phrase)).collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String phrase(String field, Phrase phrase) {
        return phrase.terms().stream().map(term -> quoted(field + term)).collect(Collectors.joining(" <-> ", "(", ")"));
    }

    private static void oneOf(String field, Collection<?> values, List<String> all) {
        if (!values.isEmpty()) {
            all.add(values.stream()
                    .map(value -> quoted(field + ":" + value))
                    .collect(Collectors.joining(" | ", "(", ")")));
        }
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Attributes that are numbers, as JSON. */
    static String numbers(Listing listing) {
        List<String> numbers = new ArrayList<>();
        listing.attributes().forEach((name, value) -> {
            BigDecimal number = AttributeReading.of(value).number();
            if (number != null) {
                numbers.add("\"" + name + "\":" + number.toPlainString());
            }
        });
        return "{" + String.join(",", numbers) + "}";
    }

    /** Demands on attributes that are numbers, as a {@code jsonpath}; null if there are none. */
    static @Nullable String numbers(AlertCriteria criteria) {
        String path = criteria.attributes().stream()
                .filter(wanted -> !NamedValues.areDemandedBy(wanted))
                .map(wanted -> "$.\"%s\" %s %s"
                        .formatted(
                                wanted.name(),
                                wanted.operator().code().equals("=")
                                        ? "=="
                                        : wanted.operator().code(),
                                wanted.values().get(0)))
                .collect(Collectors.joining(" && "));
        return path.isEmpty() ? null : path;
    }
}
