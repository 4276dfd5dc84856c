package dev.souk.core.watch;

import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.time.Duration;

/**
 * A search that is to be repeated.
 *
 * @param source on which site
 * @param search what to look for, in words of which the database knows nothing; 1 to {@value #MAX_SEARCH_LENGTH}
 *     characters. {@code SearchRequest.key()} gives them
 * @param shortest how often it is visited at most, when there is always something new
 * @param longest how often it is visited at least, when there never is
 */
public record WatchDraft(SourceId source, String search, Duration shortest, Duration longest) {

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
        if (shortest.compareTo(LEAST) < 0 || longest.compareTo(shortest) < 0 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("intervals must go from 1 second to 365 days, the shortest first: %s, %s"
                    .formatted(shortest, longest));
        }
    }
}
