package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;

/**
 * One request to one URL, on the way to a page.
 *
 * @param page the page that was asked for; outcomes name it
 * @param url what to ask now: the page, a redirect's target, or a robots.txt
 * @param bodyLimit how many bytes of the body to read, after decompression
 * @param time what is left of the page's time on the wire
 * @param gap the least time from this request's start to the next one's to the same host
 */
record Visit(URI page, HttpUrl url, long bodyLimit, WireTime time, Duration gap) {

    /** The same visit to another place. A URL's user name and password are never sent, and do not travel on. */
    Visit to(HttpUrl other) {
        HttpUrl bare =
                other.newBuilder().username("").password("").fragment(null).build();
        return new Visit(page, bare, bodyLimit, time, gap);
    }

    /** The same visit with at least this gap behind it. */
    Visit withGap(Duration other) {
        return other.compareTo(gap) > 0 ? new Visit(page, url, bodyLimit, time, other) : this;
    }
}
