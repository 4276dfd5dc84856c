package dev.souk.model.text;

import java.util.List;
import java.util.Optional;

/**
 * One or more terms that must stand one right after the other. A single word is a phrase of one term; a word such as
 * {@code iphone13} is a phrase of two.
 *
 * @param terms analyzed terms, at least one
 */
public record Phrase(List<String> terms) {

    /** Copies the terms. */
    public Phrase {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a term");
        }
    }

    /** The phrase that a text amounts to; empty when it holds neither letter nor digit. */
    public static Optional<Phrase> of(String text) {
        List<String> terms = TextAnalyzer.terms(text);
        return terms.isEmpty() ? Optional.empty() : Optional.of(new Phrase(terms));
    }

    @Override
    public String toString() {
        return terms.size() == 1 ? terms.get(0) : '"' + String.join(" ", terms) + '"';
    }
}
