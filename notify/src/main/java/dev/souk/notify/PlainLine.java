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
        return BREAKS.matcher(TURNS.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** As {@link #of(String)}, and at most {@code maxLength} UTF-16 units, an ellipsis at the end if it was cut. */
    public static String of(String text, int maxLength) {
        return Clip.toLength(of(text), maxLength);
    }
}
