package dev.souk.notify.http;

import dev.souk.notify.Secret;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A webhook of a Discord channel. Whoever has its address can write there, so {@link #toString} leaves it out.
 *
 * @param id its number
 * @param token what stands behind the number in its address
 */
public record DiscordWebhook(String id, Secret token) {

    private static final Pattern HOST = Pattern.compile("(?i)((ptb|canary)\\.)?discord(app)?\\.com");
    private static final Pattern PATH =
            Pattern.compile("/api/(?:v[0-9]{1,2}/)?webhooks/([0-9]{1,20})/([A-Za-z0-9_-]{20,200})");

    /** Checks the form. */
    public DiscordWebhook {
        if (!PATH.matcher("/api/webhooks/" + id + "/" + token.reveal()).matches()) {
            throw new IllegalArgumentException("not a webhook of Discord");
        }
    }

    /**
     * Reads the address that Discord shows, {@code https://discord.com/api/webhooks/<number>/<token>}.
     *
     * @throws IllegalArgumentException if it is not one; the address is not repeated
     */
    public static DiscordWebhook parse(String url) {
        URI uri = WebAddress.parse(url);
        Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (!WebAddress.isPlain(uri) || !HOST.matcher(uri.getHost()).matches() || !path.matches()) {
            throw new IllegalArgumentException("not the address of a webhook of Discord");
        }
        return new DiscordWebhook(path.group(1), new Secret(path.group(2)));
    }

    @Override
    public String toString() {
        return "DiscordWebhook[***]";
    }
}
