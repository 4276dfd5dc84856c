package dev.souk.core.scrape;

import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to a marketplace gave. Text is repaired and cut rather than refused: a visit that went badly is worth
 * keeping above all.
 *
 * @param source which site
 * @param search what was looked for; cut to {@value #MAX_TEXT_LENGTH} characters
 * @param took how long it took, not negative; kept to the millisecond
 * @param pages how many pages ended how, by the kind of outcome
 * @param listings how many listings were read, good and bad
 * @param added how many of them were stored for the first time
 * @param changed in how many something was different
 * @param unchanged how many were as before
 * @param deferred how many new ones were left for the next visit
 * @param removed how many now count as removed, since visits no longer find them
 * @param rejected how many could not be used, by reason; the {@value #MAX_REASONS} most frequent reasons, cut to {@value
 *     #MAX_REASON_LENGTH} characters, and the rest as {@value #OTHER_REASONS}
 * @param drifts what there was less of than usual, in words; each cut to {@value #MAX_TEXT_LENGTH} characters
 * @param cause what broke the visit off, in words; null if nothing did
 */
public record ScrapeRun(
        SourceId source,
        String search,
        Duration took,
        SortedMap<String, Integer> pages,
        int listings,
        int added,
        int changed,
        int unchanged,
        int deferred,
        int removed,
        SortedMap<String, Integer> rejected,
        List<String> drifts,
        @Nullable String cause) {

    /** The longest text of a run. */
    public static final int MAX_TEXT_LENGTH = 1_000;

    /** The longest reason. */
    public static final int MAX_REASON_LENGTH = 200;

    /** The most reasons that are told apart. */
    public static final int MAX_REASONS = 20;

    /** What the other reasons are called. */
    public static final String OTHER_REASONS = "other reasons";

    /** Copies what could change, and makes the text fit. */
    public ScrapeRun {
        if (took.isNegative()) {
            throw new IllegalArgumentException("a visit cannot take " + took);
        }
        took = Duration.ofMillis(took.toMillis());
        search = StorableText.repair(search, MAX_TEXT_LENGTH);
        pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
        rejected = Collections.unmodifiableSortedMap(mostFrequent(rejected));
        drifts = drifts.stream()
                .map(drift -> StorableText.repair(drift, MAX_TEXT_LENGTH))
                .toList();
        cause = cause == null ? null : StorableText.repair(cause, MAX_TEXT_LENGTH);
    }

    private static SortedMap<String, Integer> mostFrequent(Map<String, Integer> reasons) {
        SortedMap<String, Integer> kept = new TreeMap<>();
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEachOrdered(reason -> {
                    String words = StorableText.repair(reason.getKey(), MAX_REASON_LENGTH);
                    int named = kept.size() - (kept.containsKey(OTHER_REASONS) ? 1 : 0);
                    boolean fits = named < MAX_REASONS || kept.containsKey(words);
                    kept.merge(fits ? words : OTHER_REASONS, reason.getValue(), Integer::sum);
                });
        return kept;
    }

    /** What broke the visit off; empty if nothing did. */
    public Optional<String> failure() {
        return Optional.ofNullable(cause);
    }
}
