package dev.souk.notify;

import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens text to what a place holds, never in the middle of what a reader sees as one character. */
public final class Clip {

    private static final String ELLIPSIS = "…";

    /** An extended grapheme cluster (UAX 29): a letter with its accents, a flag, a family of emoji. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Clip() {}

    /**
     * The text if it is at most {@code max} UTF-16 units long, else its beginning and an ellipsis that together are.
     *
     * @param max not negative
     */
    public static String toLength(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int room = max - ELLIPSIS.length();
        if (room < 0) {
            return "";
        }
        int end = edgeBefore(room, text);
        Matcher cluster = CLUSTER.matcher(text).region(end, text.length());
        while (cluster.find() && cluster.end() <= room) {
            end = cluster.end();
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** The last place up to there that parts two characters for certain, so that no cluster before it has to be looked at. */
    private static int edgeBefore(int place, String text) {
        int edge = place;
        while (edge > 0 && !(isPrintableAscii(text.charAt(edge - 1)) && isPrintableAscii(text.charAt(edge)))) {
            edge--;
        }
        return edge;
    }

    private static boolean isPrintableAscii(char unit) {
        return unit >= ' ' && unit <= '~';
    }

    /**
     * The same in another measure, such as bytes, or the length that the text has once it is escaped.
     *
     * @param max not negative
     * @param size of a piece of text, not negative; the size of two pieces is the sum of their sizes
     */
    public static String to(String text, int max, ToIntFunction<String> size) {
        int room = max - size.applyAsInt(ELLIPSIS);
        Matcher cluster = CLUSTER.matcher(text);
        int total = 0;
        int end = 0;
        while (cluster.find()) {
            total += size.applyAsInt(cluster.group());
            if (total > max) {
                return room < 0 ? "" : text.substring(0, end).stripTrailing() + ELLIPSIS;
            }
            if (total <= room) {
                end = cluster.end();
            }
        }
        return text;
    }
}
