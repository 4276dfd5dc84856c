package dev.souk.scraper.fetch;

import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What came of one visit. */
sealed interface Answer {

    /**
     * The site answered.
     *
     * @param body decompressed: of a 2xx at most the visit's limit, of a refusal the beginning
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

    /**
     * There is no answer to read; this is what becomes of the page.
     *
     * @param isTrouble whether the host was asked and could not answer, which is a reason to ask it less
     */
    record Failed(FetchOutcome outcome, boolean isTrouble) implements Answer {

        /** Of a host that was not asked, or is not to blame. */
        Failed(FetchOutcome outcome) {
            this(outcome, false);
        }
    }
}
