package dev.souk.alerts;

/**
 * Intervals of whole numbers as few nodes of a binary tree. A value stands under one node of each level, and an interval
 * is covered by at most two nodes of each level, no two of which share a value: so a value meets an interval once.
 */
final class Dyadic {

    private Dyadic() {}

    /** Hands over the nodes that together hold the values {@code from} to {@code to}, both included, and no others. */
    static void cover(int from, int to, Nodes nodes) {
        int low = from;
        int high = to;
        for (int level = 0; low <= high; level++) {
            if ((low & 1) == 1) {
                nodes.accept(level, low);
                low++;
            }
            if ((high & 1) == 0 && low <= high) {
                nodes.accept(level, high);
                high--;
            }
            low >>= 1;
            high >>= 1;
        }
    }

    /** How many nodes that takes. */
    static int count(int from, int to) {
        int[] count = {0};
        cover(from, to, (level, prefix) -> count[0]++);
        return count[0];
    }

    /** Takes a node: all values whose upper bits, from {@code level} on, are {@code prefix}. */
    interface Nodes {

        void accept(int level, int prefix);
    }
}
