package dev.souk.alerts;

import java.util.Set;

/**
 * What an alert is filed under: words and anchors of which every listing that satisfies the alert shows at least one.
 *
 * @param words terms of title and description
 * @param anchors everything else
 * @param share the share of listings that show one of them, as far as is known
 */
record Filing(Set<String> words, Set<Anchor> anchors, double share) {

    /** Found by every listing. */
    static final Filing UNDER_EVERYTHING = new Filing(Set.of(), Set.of(Anchor.EVERYTHING), 1);

    static Filing underWords(Set<String> words, double share) {
        return new Filing(words, Set.of(), share);
    }

    static Filing underAnchors(Set<Anchor> anchors, double share) {
        return new Filing(Set.of(), anchors, share);
    }
}
