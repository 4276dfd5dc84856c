package dev.souk.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as the receiver took it.
 *
 * @param host the host that sent it, by the sender's address
 * @param to the recipient's address
 */
record Mail(String host, String to, String messageId, String subject) {

    private static final Pattern ALERT = Pattern.compile("a(\\d+)@");
    private static final Pattern LISTING = Pattern.compile("\\bn(\\d+)\\b");
    private static final Pattern DROP = Pattern.compile("^Now (\\d+) EUR");

    /** What it tells. */
    Tale tale() {
        int alert = number(ALERT, to);
        int listing = number(LISTING, subject);
        Matcher drop = DROP.matcher(subject);
        return drop.find() ? Tale.drop(alert, listing, Long.parseLong(drop.group(1))) : Tale.match(alert, listing);
    }

    private int number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("nobody can tell what this mail is about: " + this);
        }
        return Integer.parseInt(found.group(1));
    }
}
