package dev.souk.notify.http;

import java.util.List;

/**
 * A line of a list, as it is written and as it counts.
 *
 * @param size what the service counts of it; at least 0
 */
record Listed(String text, int size) {

    /** Room for the number of those that do not fit, and the break before it. */
    private static final int COUNT = 16;

    /** The first line, as many others as fit, and {@code + 7} for those that do not and for the rest. */
    static String together(Listed first, List<Listed> others, long rest, int max) {
        StringBuilder text = new StringBuilder(first.text());
        int used = first.size() + COUNT;
        int shown = 0;
        for (Listed other : others) {
            used += 1 + other.size();
            if (used > max) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(other.text());
            shown++;
        }
        long left = rest + others.size() - shown;
        return left == 0 ? text.toString() : text.append("\n+ ").append(left).toString();
    }
}
