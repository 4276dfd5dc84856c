package dev.souk.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came, held against what had to come.
 *
 * @param expected how much had to come
 * @param lost what had to come and did not
 * @param extra what came and had not to
 * @param repeats mails that came once more with the id that they had before
 * @param otherIds tales that came again with another id, so that a receiver could not know them
 */
record Verdict(int expected, Set<Tale> lost, Set<Tale> extra, int repeats, Set<Tale> otherIds) {

    static Verdict of(Set<Tale> expected, List<Mail> came) {
        Map<Tale, Set<String>> ids = new HashMap<>();
        came.forEach(mail ->
                ids.computeIfAbsent(mail.tale(), tale -> new HashSet<>()).add(mail.messageId()));
        Set<Tale> lost = new HashSet<>(expected);
        lost.removeAll(ids.keySet());
        Set<Tale> extra = new HashSet<>(ids.keySet());
        extra.removeAll(expected);
        Set<Tale> otherIds = new HashSet<>();
        int distinct = 0;
        for (Map.Entry<Tale, Set<String>> entry : ids.entrySet()) {
            distinct += entry.getValue().size();
            if (entry.getValue().size() > 1) {
                otherIds.add(entry.getKey());
            }
        }
        return new Verdict(expected.size(), lost, extra, came.size() - distinct, otherIds);
    }

    /** For the line that a test prints. */
    String summary() {
        return "%d expected, %d lost, %d extra, %d repeats, %d with another id"
                .formatted(expected, lost.size(), extra.size(), repeats, otherIds.size());
    }
}
