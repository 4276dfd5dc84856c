package dev.souk.notify.http;

import dev.souk.notify.Card;
import dev.souk.notify.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line of a list, as it is written and as it counts.
 *
 * @param size what the service counts of it; at least 0
 * @param marks what it counts apart from that, such as the addresses of links; at least 0
 */
record Listed(String text, int size, int marks) {

    /** Of which the service counts all together. */
    Listed(String text, int size) {
        this(text, size, 0);
    }

    /** One with a longer address goes without: those behind it would else not fit. */
    static final int LONGEST_ADDRESS = 1_000;

    /** Room for the number of those that do not fit, and the break before it. */
    private static final int COUNT = 16;

    /** The lines of one alert, under a heading if there is one. */
    record Group(Optional<Listed> heading, List<Listed> lines) {

        /** What the list begins with if it is the first, and a break, or two before a heading. */
        private int sizeOf(int line) {
            int size = 1 + lines.get(line).size();
            return line > 0
                    ? size
                    : size + heading.map(title -> 2 + title.size()).orElse(0);
        }

        private int marksOf(int line) {
            int marks = lines.get(line).marks();
            return line > 0 ? marks : marks + heading.map(Listed::marks).orElse(0);
        }

        private void write(StringBuilder text, int shown) {
            heading.ifPresent(title -> text.append(text.isEmpty() ? "" : "\n\n").append(title.text()));
            lines.subList(0, shown)
                    .forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.text()));
        }
    }

    /** What a digest tells of, written by these. */
    static List<Group> groups(Message message, Function<String, Listed> heading, Function<Card, Listed> line) {
        return message.sections().stream()
                .map(section -> new Group(
                        section.heading().map(heading),
                        section.cards().stream().map(line).toList()))
                .toList();
    }

    /**
     * The first line, the groups with as many lines as fit, and {@code + 7} for those that do not and for the rest. Each
     * group has its first before any its second.
     */
    static String together(Listed first, List<Group> groups, long rest, int max) {
        return together(first, groups, rest, max, Integer.MAX_VALUE);
    }

    /** The same, and with no more marks than these. */
    static String together(Listed first, List<Group> groups, long rest, int max, int maxMarks) {
        int[] shown = shown(first, groups, max, maxMarks);
        StringBuilder text = new StringBuilder(first.text());
        long left = rest;
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] > 0) {
                groups.get(i).write(text, shown[i]);
            }
            left += groups.get(i).lines().size() - shown[i];
        }
        return left == 0 ? text.toString() : text.append("\n+ ").append(left).toString();
    }

    private static int[] shown(Listed first, List<Group> groups, int max, int maxMarks) {
        int[] shown = new int[groups.size()];
        int longest =
                groups.stream().mapToInt(group -> group.lines().size()).max().orElse(0);
        int size = first.size() + COUNT;
        int marks = first.marks();
        for (int line = 0; line < longest; line++) {
            for (int i = 0; i < shown.length; i++) {
                if (line < groups.get(i).lines().size()) {
                    size += groups.get(i).sizeOf(line);
                    marks += groups.get(i).marksOf(line);
                    if (size > max || marks > maxMarks) {
                        return shown;
                    }
                    shown[i]++;
                }
            }
        }
        return shown;
    }
}
