package dev.souk.scraper.fetch;

import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a site said of a page by which a later request can ask whether it has changed (RFC 9110, section 8.8).
 *
 * @param etag the header {@code ETag} as it came, with its quotes; null if there was none
 * @param lastModified the header {@code Last-Modified} as it came; null if there was none
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {

    /** The longest value that is kept. */
    public static final int LONGEST = 300;

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1," + LONGEST + "}");

    /** The site said nothing. */
    public static final Validators NONE = new Validators(null, null);

    /** Checks that both can stand in a header. */
    public Validators {
        for (@Nullable String value : new @Nullable String[] {etag, lastModified}) {
            if (value != null && !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("not a validator of a page, or too long: " + value.length());
            }
        }
    }

    /** Those of an answer; what is too long or odd to send back counts as not said. */
    static Validators in(Headers headers) {
        @Nullable String etag = usable(headers.get("ETag"));
        @Nullable String lastModified = usable(headers.get("Last-Modified"));
        return etag == null && lastModified == null ? NONE : new Validators(etag, lastModified);
    }

    private static @Nullable String usable(@Nullable String value) {
        return value != null && VALUE.matcher(value).matches() ? value : null;
    }

    /** Whether the site said nothing to ask by. */
    public boolean isEmpty() {
        return etag == null && lastModified == null;
    }

    /** The conditions of a request; none if there is nothing to ask by. */
    Headers conditions() {
        Headers.Builder conditions = new Headers.Builder();
        Optional.ofNullable(etag).ifPresent(value -> conditions.add("If-None-Match", value));
        Optional.ofNullable(lastModified).ifPresent(value -> conditions.add("If-Modified-Since", value));
        return conditions.build();
    }
}
