package dev.souk.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came, held against what had to come.
 *
 * @param expected how much had to come
 * @param lost what had to come and did not
 * @param extra what came and had not to
 * @param repeats messages that came once more with the id that they had before, which a receiver drops
 * @param otherIds tales that came again with another id, so that a receiver could not know them, or twice in one digest
 * @param hidden how many digests tell of by their number alone, so that nobody could say what is lost
 */
record Verdict(int expected, Set<Tale> lost, Set<Tale> extra, int repeats, Set<Tale> otherIds, int hidden) {

    private static final int EXAMPLES = 10;

    static Verdict of(Set<Tale> expected, List<Message> came) {
        Map<String, Message> kept = new HashMap<>();
        came.forEach(message -> kept.putIfAbsent(message.id(), message));
        Map<Tale, Long> told = kept.values().stream()
                .flatMap(message -> message.tales().stream())
                .collect(Collectors.groupingBy(tale -> tale, Collectors.counting()));
        Set<Tale> lost = new HashSet<>(expected);
        lost.removeAll(told.keySet());
        Set<Tale> extra = new HashSet<>(told.keySet());
        extra.removeAll(expected);
        Set<Tale> otherIds = told.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        int hidden = kept.values().stream().mapToInt(Message::hidden).sum();
        return new Verdict(expected.size(), lost, extra, came.size() - kept.size(), otherIds, hidden);
    }

    /** For the line that a test prints. */
    String summary() {
        return "%d expected, %d lost, %d extra, %d repeats, %d with another id"
                .formatted(expected, lost.size(), extra.size(), repeats, otherIds.size());
    }

    /** Some of what was lost and what was made up, for whoever looks for the reason. */
    String examples() {
        return "lost: %s; extra: %s"
                .formatted(
                        lost.stream().limit(EXAMPLES).toList(),
                        extra.stream().limit(EXAMPLES).toList());
    }
}
