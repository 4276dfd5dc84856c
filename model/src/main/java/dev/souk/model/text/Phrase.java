package dev.souk.model.text;

import java.util.List;
import java.util.Optional;

/**
 * One or more terms that must stand one right after the other. A single word is a phrase of one term; a word such as
 * {@code iphone13} is a phrase of two.
 *
 * @param terms analyzed terms, at least one
 * @param titleOnly whether it must stand in the title; else the description will do
 */
public record Phrase(List<String> terms, boolean titleOnly) {

    /** Copies the terms. */
    public Phrase {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a term");
        }
    }

    /** Terms that may stand in the title or in the description. */
    public Phrase(List<String> terms) {
        this(terms, false);
    }

    /** The phrase that a text amounts to; empty when it holds neither letter nor digit. */
    public static Optional<Phrase> of(String text) {
        List<String> terms = TextAnalyzer.terms(text);
        return terms.isEmpty() ? Optional.empty() : Optional.of(new Phrase(terms));
    }

    /** The same, but in the title. */
    public Phrase inTitle() {
        return new Phrase(terms, true);
    }

    /** As it would be typed into a query. */
    @Override
    public String toString() {
        String words = terms.size() == 1 ? terms.get(0) : '"' + String.join(" ", terms) + '"';
        return titleOnly ? "title:" + words : words;
    }
}
