package dev.souk.core.listing;

import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.time.Instant;

/**
 * One run of a search, from when its first page was asked for. Made by {@link SearchRuns#begin}.
 *
 * @param source where is searched
 * @param search names the search, the same in every run; 1 to {@value #MAX_SEARCH_LENGTH} characters
 * @param startedAt by the database's clock
 */
public record SearchRun(SourceId source, String search, Instant startedAt) {

    /** The longest name of a search. */
    public static final int MAX_SEARCH_LENGTH = 500;

    /** Checks the name. */
    public SearchRun {
        if (search.isBlank()) {
            throw new InvalidValueException("search", search, "search of " + source + " is blank");
        }
        StorableText.requireOf(source, "search", search, MAX_SEARCH_LENGTH);
    }
}
