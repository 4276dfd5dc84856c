package dev.souk.notify;

import java.util.regex.Pattern;

/** Words of strangers, made fit for a place that is one line: a title, a subject, a name. */
public final class PlainLine {

    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\p{Zs}]+");

    /** What turns the direction of text, with which "gpj.exe" reads "exe.jpg"; and what no text may hold. */
    private static final Pattern TURNS = Pattern.compile("[\u202A-\u202E\u2066-\u2069\\p{Cs}]+");

    private PlainLine() {}

    /** The text with every run of white space, line breaks and control characters as one space; may be empty. */
    public static String of(String text) {
        return isPlain(text) ? text.strip() : plain(text);
    }

    /** Whether it is one line already, as almost all words are. Some that are say no, since they would take a longer look. */
    private static boolean isPlain(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == ' ' ? before == ' ' : !isPlain(unit)) {
                return false;
            }
            before = unit;
        }
        return true;
    }

    private static boolean isPlain(char unit) {
        return unit < '\u2000'
                ? !Character.isISOControl(unit) && !Character.isSpaceChar(unit)
                : unit >= '\u3001' && !Character.isSurrogate(unit);
    }

    private static String plain(String text) {
        return BREAKS.matcher(TURNS.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** As {@link #of(String)}, and at most {@code maxLength} UTF-16 units, an ellipsis at the end if it was cut. */
    public static String of(String text, int maxLength) {
        return Clip.toLength(of(text), maxLength);
    }
}
