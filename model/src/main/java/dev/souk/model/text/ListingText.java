package dev.souk.model.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a listing with their positions, ready to be asked. A term of the title stands at 1, 2, ...; the
 * description begins after a gap, so that no phrase runs from one into the other. Unchanging and thread-safe.
 *
 * <p>The positions are those of PostgreSQL's {@code tsvector}, and so are the limits: what stands beyond position
 * {@value #MAX_POSITION}, and what a term occurs more often than {@value #MAX_OCCURRENCES} times, is left out here too.
 */
public final class ListingText {

    /** Highest position kept. */
    public static final int MAX_POSITION = 16_383;

    /** Occurrences kept of one term. */
    public static final int MAX_OCCURRENCES = 255;

    /** Positions that stay free between the title and the description. */
    public static final int GAP = 2;

    private final Map<String, List<Integer>> positions = new HashMap<>();
    /** The last position of the title. */
    private final int titleEnd;

    private ListingText(String title, @Nullable String description) {
        List<String> head = TextAnalyzer.terms(title);
        index(head, 1);
        titleEnd = head.size();
        if (description != null) {
            index(TextAnalyzer.terms(description), head.size() + 1 + GAP);
        }
    }

    /** Analyzes a title and, where there is one, a description. */
    public static ListingText of(String title, @Nullable String description) {
        return new ListingText(title, description);
    }

    private void index(List<String> terms, int first) {
        for (int i = 0; i < terms.size() && first + i <= MAX_POSITION; i++) {
            List<Integer> occurrences = positions.computeIfAbsent(terms.get(i), term -> new ArrayList<>(2));
            if (occurrences.size() < MAX_OCCURRENCES) {
                occurrences.add(first + i);
            }
        }
    }

    /** Every term that occurs, once. */
    public Set<String> terms() {
        return Set.copyOf(positions.keySet());
    }

    /** Whether the term occurs in the title. */
    public boolean inTitle(String term) {
        List<Integer> occurrences = positions.getOrDefault(term, List.of());
        return !occurrences.isEmpty() && occurrences.get(0) <= titleEnd;
    }

    /** Where the term occurs, ascending, from 1; empty if it does not. */
    public List<Integer> positions(String term) {
        return List.copyOf(positions.getOrDefault(term, List.of()));
    }

    /**
     * Whether the terms of the phrase stand one right after the other in the title or, if it may, in the description; or,
     * of a prefix word, a term that begins with it.
     */
    public boolean contains(Phrase phrase) {
        if (phrase.prefix() != null
                && positions.keySet().stream()
                        .anyMatch(term -> phrase.isBeginningOf(term) && (!phrase.titleOnly() || inTitle(term)))) {
            return true;
        }
        List<Integer> starts = positions.getOrDefault(phrase.terms().get(0), List.of());
        int last = phrase.titleOnly() ? titleEnd : MAX_POSITION;
        return starts.stream().anyMatch(start -> start <= last && standsAt(start, phrase.terms()));
    }

    private boolean standsAt(int start, List<String> terms) {
        for (int i = 1; i < terms.size(); i++) {
            if (!positions.getOrDefault(terms.get(i), List.of()).contains(start + i)) {
                return false;
            }
        }
        return true;
    }
}
