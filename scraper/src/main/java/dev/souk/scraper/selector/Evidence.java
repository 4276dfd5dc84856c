package dev.souk.scraper.selector;

import dev.souk.scraper.fetch.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what a page is known that has no listing: one that found nothing, or one whose listing is gone. */
sealed interface Evidence {

    /** What was found, in words; empty if it is not there. */
    Optional<String> in(Page page, @Nullable Piece whole);

    /** The first of several that is there. */
    static Optional<String> first(List<Evidence> several, Page page, @Nullable Piece whole) {
        return several.stream()
                .flatMap(evidence -> evidence.in(page, whole).stream())
                .findFirst();
    }

    /** Words anywhere in the page, scripts and markup included. */
    record Words(String words) implements Evidence {
        @Override
        public Optional<String> in(Page page, @Nullable Piece whole) {
            return page.body().contains(words) ? Optional.of("\"" + words + "\"") : Optional.empty();
        }
    }

    /**
     * A value, whatever it is or this one.
     *
     * @param value null for any
     */
    record Value(String key, Rule rule, @Nullable String value) implements Evidence {
        @Override
        public Optional<String> in(Page page, @Nullable Piece whole) {
            return Optional.ofNullable(whole)
                    .map(rule::first)
                    .filter(found -> value == null || value.equals(found))
                    .map(found -> key + ": " + shortened(found));
        }

        private static String shortened(String text) {
            return text.length() > 100 ? text.substring(0, 100) + "..." : text;
        }
    }
}
