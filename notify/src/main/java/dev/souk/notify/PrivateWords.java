package dev.souk.notify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must not stand in a reason: to whom a mail goes, and as whom we signed in. Servers like to repeat both. */
record PrivateWords(MailAddress recipient, @Nullable String user) {

    /** The server's words without them, on one line of at most {@code maxLength} characters. */
    String takenOutOf(String said, int maxLength) {
        // The address before its parts; cut last, or half an address could be left.
        String line = without(PlainLine.of(said), recipient.toString(), "(address)");
        if (user != null) {
            line = without(line, user, "(user)");
        }
        return PlainLine.of(without(line, recipient.local(), "(address)"), maxLength);
    }

    /** Whole words only: "ana" leaves "analysis" as it is. */
    private static String without(String line, String word, String mark) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(line)
                .replaceAll(Matcher.quoteReplacement(mark));
    }
}
