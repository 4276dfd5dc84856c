package dev.souk.notify.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Looks at addresses that are secrets, and names them in messages without telling them. */
final class WebAddress {

    private WebAddress() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the text is not repeated
     */
    static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message and its cause would repeat the text.
            throw new IllegalArgumentException("not a web address (at character " + e.getIndex() + ")");
        }
    }

    /** Whether it is http or https, with a host and without user and fragment. */
    static boolean isPlain(URI url) {
        return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
    }

    /** The server alone. */
    static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /**
     * The address itself if it can be that of a service: http or https, without path and query. Whether http is allowed
     * is for the {@link HttpSender} to say.
     *
     * @throws IllegalArgumentException naming it, if not
     */
    static URI requireService(URI url) {
        String path = url.getRawPath();
        boolean bare =
                isPlain(url) && (path == null || path.isEmpty() || path.equals("/")) && url.getRawQuery() == null;
        if (!bare) {
            throw new IllegalArgumentException(
                    "not the address of a server, such as https://example.org: " + origin(url));
        }
        return URI.create(origin(url));
    }
}
