package dev.souk.notify.http;

import dev.souk.notify.Phrases;
import org.jspecify.annotations.Nullable;

/** What stands on the button that leads to a listing. */
final class LinkLabel {

    private static final int MAX_LENGTH = 40;

    private LinkLabel() {}

    /** The one that the host has chosen, else that of the user's language. */
    static String of(@Nullable String chosen, Phrases phrases) {
        return chosen == null ? require(phrases.seeTheListing()) : chosen;
    }

    static String require(String label) {
        if (label.isBlank() || label.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a button's label must have 1 to 40 characters: '" + label + "'");
        }
        return label;
    }
}
