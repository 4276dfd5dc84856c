package dev.souk.notify.http;

import dev.souk.notify.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An incoming webhook of a Slack channel. Whoever has its address can write there, so {@link #toString} leaves it out.
 *
 * @param host {@code hooks.slack.com}, or {@code hooks.slack-gov.com} of GovSlack, which knows no webhook of the other
 * @param path {@code /services/} and the three parts that Slack gave it
 */
public record SlackWebhook(String host, Secret path) {

    private static final Pattern HOST = Pattern.compile("hooks\\.slack(-gov)?\\.com");
    private static final Pattern PATH = Pattern.compile("/services/[A-Z0-9]{1,20}/[A-Z0-9]{1,20}/[A-Za-z0-9]{10,64}");

    /** Checks the form. */
    public SlackWebhook {
        host = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches() || !PATH.matcher(path.reveal()).matches()) {
            throw new IllegalArgumentException("not a webhook of Slack");
        }
    }

    /** Of {@code hooks.slack.com}. */
    public SlackWebhook(Secret path) {
        this("hooks.slack.com", path);
    }

    /**
     * Reads the address that Slack shows, {@code https://hooks.slack.com/services/T.../B.../...}, or the same at
     * {@code hooks.slack-gov.com}.
     *
     * @throws IllegalArgumentException if it is not one; the address is not repeated
     */
    public static SlackWebhook parse(String url) {
        URI uri = WebAddress.parse(url);
        if (!WebAddress.isPlain(uri)
                || !HOST.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches()
                || !PATH.matcher(uri.getRawPath()).matches()) {
            throw new IllegalArgumentException("not the address of a webhook of Slack");
        }
        return new SlackWebhook(uri.getHost(), new Secret(uri.getRawPath()));
    }

    @Override
    public String toString() {
        return "SlackWebhook[***]";
    }
}
