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
 * @param validators what the site said by which a later request can ask whether the page has changed
 */
public record Page(PageRequest request, URI url, String body, Instant fetchedAt, Validators validators) {

    /** A page of which the site said nothing to ask by. */
    public Page(PageRequest request, URI url, String body, Instant fetchedAt) {
        this(request, url, body, fetchedAt, Validators.NONE);
    }

    /** Leaves out the body, which can be megabytes. */
    @Override
    public String toString() {
        return "Page[" + url + ", " + body.length() + " characters]";
    }
}
