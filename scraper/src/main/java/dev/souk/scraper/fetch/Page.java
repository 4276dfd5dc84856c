package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Instant;

/**
 * A page as it came: decompressed, decoded, and not yet believed.
 *
 * @param request what was asked for
 * @param url where it was found, after redirects
 * @param body the text; at most what the fetcher's limit allows
 * @param fetchedAt when it came, by the fetcher's clock
 */
public record Page(PageRequest request, URI url, String body, Instant fetchedAt) {

    /** Leaves out the body, which can be megabytes. */
    @Override
    public String toString() {
        return "Page[" + url + ", " + body.length() + " characters]";
    }
}
