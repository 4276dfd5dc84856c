package dev.souk.notify.http;

/** What stands on the button that leads to a listing. */
final class LinkLabel {

    static final String DEFAULT = "See the listing";

    private static final int MAX_LENGTH = 40;

    private LinkLabel() {}

    static String require(String label) {
        if (label.isBlank() || label.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a button's label must have 1 to 40 characters: '" + label + "'");
        }
        return label;
    }
}
