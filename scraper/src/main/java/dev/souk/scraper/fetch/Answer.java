package dev.souk.scraper.fetch;

import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What came of one visit. */
sealed interface Answer {

    /**
     * The site answered. The body was read only of a 2xx.
     *
     * @param body decompressed, at most the visit's limit
     * @param cut whether the site had more than the limit
     */
    record Response(HttpUrl url, int status, Headers headers, ByteString body, boolean cut) implements Answer {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The value of a header; of several, the last. */
        Optional<String> header(String name) {
            @Nullable String value = headers.get(name);
            return Optional.ofNullable(value);
        }
    }

    /** There is no answer to read; this is what becomes of the page. */
    record Failed(FetchOutcome outcome) implements Answer {}
}
