package dev.souk.notify;

/**
 * What a channel can carry. Longer text is shortened by the channel itself; this is for an application that shows its
 * users what to expect, or that writes its own messages.
 *
 * <pre>{@code
 * ChannelAbilities.PLAIN_TEXT.withLongestText(160).withLinks(true)
 * }</pre>
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

    /** The same with a longest text. */
    public ChannelAbilities withLongestText(int length) {
        return new ChannelAbilities(length, photos, links, buttons, batches);
    }

    /** The same, with photos or without. */
    public ChannelAbilities withPhotos(boolean shown) {
        return new ChannelAbilities(longestText, shown, links, buttons, batches);
    }

    /** The same, with links or without. */
    public ChannelAbilities withLinks(boolean followed) {
        return new ChannelAbilities(longestText, photos, followed, buttons, batches);
    }

    /** The same, with buttons or without. */
    public ChannelAbilities withButtons(boolean shown) {
        return new ChannelAbilities(longestText, photos, links, shown, batches);
    }

    /** The same, with cheaper batches or without. */
    public ChannelAbilities withBatches(boolean cheaper) {
        return new ChannelAbilities(longestText, photos, links, buttons, cheaper);
    }
}
