package dev.souk.notify.http;

import java.net.URI;
import java.util.Map;
import okio.ByteString;

/**
 * What is posted, and where. The target may be a secret as a whole, so {@link #toString} tells neither it nor the rest.
 *
 * @param headers sent as they are, beside the type
 */
record HttpPost(URI target, Map<String, String> headers, String contentType, ByteString body) {

    private static final String JSON = "application/json";

    /** A JSON document, without headers of its own. */
    static HttpPost json(URI target, byte[] body) {
        return new HttpPost(target, Map.of(), JSON, ByteString.of(body));
    }

    /** The same with these headers. */
    HttpPost with(Map<String, String> others) {
        return new HttpPost(target, others, contentType, body);
    }

    @Override
    public String toString() {
        return "HttpPost[" + body.size() + " bytes]";
    }
}
