package dev.souk.notify;

/**
 * What a channel can carry. Longer text is shortened by the channel itself; this is for a host that shows its users what
 * to expect, or that writes its own messages.
 *
 * @param longestText of the longest piece of a message, be it the title, the text or the list of a digest: in characters
 *     (UTF-16 units), or in bytes where the channel counts those; positive
 * @param photos whether a photo is shown, or can be
 * @param links whether a link can be followed
 * @param buttons whether there are buttons under the text
 * @param batches whether several deliveries at once cost less than one by one
 */
public record ChannelAbilities(int longestText, boolean photos, boolean links, boolean buttons, boolean batches) {

    /** Plain text of any length, one delivery at a time. */
    public static final ChannelAbilities PLAIN_TEXT =
            new ChannelAbilities(Integer.MAX_VALUE, false, false, false, false);

    /** Checks the length. */
    public ChannelAbilities {
        if (longestText < 1) {
            throw new IllegalArgumentException("the longest text of a channel must be positive: " + longestText);
        }
    }
}
