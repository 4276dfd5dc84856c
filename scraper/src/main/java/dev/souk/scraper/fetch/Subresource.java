package dev.souk.scraper.fetch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/** What a page asked for while it was shown, such as a script or the data that one puts into the page. Unchanging. */
public final class Subresource {

    /** Those that a browser goes by; what would be kept, or lead elsewhere, is left out. */
    private static final List<String> HEADERS = List.of(
            "content-type",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers");

    private final int status;
    private final Map<String, String> headers;
    private final ByteString body;

    private Subresource(int status, Map<String, String> headers, ByteString body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * What may be handed on of an answer.
     *
     * @param asked what was asked for, before redirects; the browser takes the answer for that one's
     * @param asker the page
     */
    static Optional<Subresource> of(Answer answer, HttpUrl asked, HttpUrl asker) {
        if (!(answer instanceof Answer.Response response) || response.cut() || Redirects.isRedirect(response)) {
            return Optional.empty();
        }
        boolean isMoved = !RobotsFile.origin(response.url()).equals(RobotsFile.origin(asked));
        if (isMoved && !letsRead(response, asker)) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(name -> response.header(name).ifPresent(value -> headers.put(name, value)));
        return Optional.of(new Subresource(response.status(), Map.copyOf(headers), response.body()));
    }

    private static boolean letsRead(Answer.Response response, HttpUrl asker) {
        boolean isUsualPort = asker.port() == HttpUrl.defaultPort(asker.scheme());
        String origin = asker.scheme() + "://" + asker.host() + (isUsualPort ? "" : ":" + asker.port());
        return response.header("Access-Control-Allow-Origin")
                .filter(allowed -> allowed.equals("*") || allowed.equals(origin))
                .isPresent();
    }

    /** The status of the answer, 100 to 599. */
    public int status() {
        return status;
    }

    /** Its type and what it says of other origins, by name in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes, decompressed; of an answer that is no success the beginning. */
    public byte[] body() {
        return body.toByteArray();
    }

    /** How many bytes there are. */
    public int size() {
        return body.size();
    }

    /** Leaves out the bytes. */
    @Override
    public String toString() {
        return "Subresource[" + status + ", " + headers + ", " + size() + " bytes]";
    }
}
