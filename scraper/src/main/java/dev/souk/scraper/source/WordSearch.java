package dev.souk.scraper.source;

import java.util.Objects;

/**
 * What a site's search means by words, as far as it is known: where it looks for them, and in which forms. An alert sends
 * words only to a search that finds whatever the alert would match.
 *
 * <pre>{@code
 * SourceCapabilities.searchBy(Criterion.TEXT)
 *         .wordsAre(new WordSearch(Fields.TITLE_AND_DESCRIPTION, Forms.FOLDED, "our own search, see its docs"))
 * }</pre>
 *
 * @param fields where the words are looked for
 * @param forms which forms of them are found
 * @param shownBy the recorded page or the document that shows it, for people
 */
public record WordSearch(Fields fields, Forms forms, String shownBy) {

    /** A search of which nobody has shown where it looks, and for which forms. */
    public static final WordSearch NOT_KNOWN = new WordSearch(Fields.NOT_KNOWN, Forms.NOT_KNOWN, "not known");

    /** Checks that all is said. */
    public WordSearch {
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(forms, "forms");
        if (shownBy.isBlank()) {
            throw new IllegalArgumentException("shownBy is blank: say what shows it, or take NOT_KNOWN");
        }
    }

    /** Where words are looked for. */
    public enum Fields {
        /** In the title, and nowhere else. */
        TITLE,
        /** In title and description, whole; each word may stand in either. */
        TITLE_AND_DESCRIPTION,
        /** Nobody has shown it. */
        NOT_KNOWN
    }

    /** Which forms of a word are found. */
    public enum Forms {
        /** Only what is written as it was typed, but for case. */
        LITERAL,
        /** Whatever {@link dev.souk.model.text.TextAnalyzer} reads as the same, and maybe more. */
        FOLDED,
        /** Nobody has shown it. */
        NOT_KNOWN
    }
}
