package dev.souk.alerts;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals of whole numbers as few nodes of a binary tree. A value stands under one node of each level, and an interval
 * is covered by at most two nodes of each level, no two of which share a value: so a value meets an interval once.
 */
final class Dyadic {

    private Dyadic() {}

    /** A node: all values whose upper bits, from {@code level} on, are {@code prefix}. */
    record Node(int level, int prefix) {}

    /** The nodes that together hold the values {@code from} to {@code to}, both included, and no others. */
    static List<Node> cover(int from, int to) {
        List<Node> nodes = new ArrayList<>();
        int low = from;
        int high = to;
        for (int level = 0; low <= high; level++) {
            if ((low & 1) == 1) {
                nodes.add(new Node(level, low));
                low++;
            }
            if ((high & 1) == 0 && low <= high) {
                nodes.add(new Node(level, high));
                high--;
            }
            low >>= 1;
            high >>= 1;
        }
        return nodes;
    }
}
