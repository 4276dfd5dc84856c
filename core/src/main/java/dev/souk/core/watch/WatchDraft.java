package dev.souk.core.watch;

import dev.souk.model.KeyedSearch;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.time.Duration;

/**
 * A search that is to be repeated. Made by {@link #of}.
 *
 * @param source on which site
 * @param search what to look for, in words of which the database knows nothing; 1 to {@value #MAX_SEARCH_LENGTH}
 *     characters. {@link KeyedSearch#key} gives them
 * @param minInterval the time between two visits while each finds something new
 * @param maxInterval the time between two visits while none does
 */
public record WatchDraft(SourceId source, String search, Duration minInterval, Duration maxInterval) {

    /** The longest search; a longer one may not fit into its unique index. */
    public static final int MAX_SEARCH_LENGTH = 800;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(365);

    /** Checks the words and the bounds: 1 second to 365 days, in order. */
    public WatchDraft {
        if (search.isBlank() || search.length() > MAX_SEARCH_LENGTH || !StorableText.isStorable(search)) {
            throw new IllegalArgumentException(
                    "search of a watch must be 1 to %s characters that can be stored".formatted(MAX_SEARCH_LENGTH));
        }
        if (minInterval.compareTo(LEAST) < 0
                || maxInterval.compareTo(minInterval) < 0
                || maxInterval.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "minInterval and maxInterval must be 1 second to 365 days, the first not above the second: %s, %s"
                            .formatted(minInterval, maxInterval));
        }
    }

    /**
     * A search that is visited as often as these bounds allow.
     *
     * @param search a {@code SearchRequest}
     * @throws IllegalArgumentException if the search is too long or a bound is out of range
     */
    public static WatchDraft of(SourceId source, KeyedSearch search, Duration minInterval, Duration maxInterval) {
        return new WatchDraft(source, search.key(), minInterval, maxInterval);
    }
}
