package dev.souk.scraper.fetch;

import java.net.URI;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One request to one URL, on the way to a page.
 *
 * @param page the page that was asked for; outcomes name it
 * @param url what to ask now: the page, a redirect's target, or a robots.txt
 * @param headers what is sent beside the fetcher's own
 * @param body what is sent by POST; null for a GET
 * @param bodyLimit how many bytes of the body to read, after decompression
 * @param time what is left of the page's time on the wire
 * @param gap the least time from this request's start to the next one's to the same host
 * @param connections how many requests to the host may be under way at a time
 */
record Visit(
        URI page,
        HttpUrl url,
        Headers headers,
        @Nullable RequestBody body,
        long bodyLimit,
        WireTime time,
        Duration gap,
        int connections) {

    private static final Headers NONE = Headers.of();

    /** A GET without headers of its own. */
    Visit(URI page, HttpUrl url, long bodyLimit, WireTime time, Duration gap) {
        this(page, url, NONE, null, bodyLimit, time, gap, Integer.MAX_VALUE);
    }

    /**
     * The same visit to another place. A URL's user name and password are never sent, and do not travel on; headers and
     * body do not leave the origin that they were meant for.
     */
    Visit to(HttpUrl other) {
        HttpUrl bare =
                other.newBuilder().username("").password("").fragment(null).build();
        boolean stays = isSameOrigin(other);
        return new Visit(page, bare, stays ? headers : NONE, stays ? body : null, bodyLimit, time, gap, connections);
    }

    boolean isSameOrigin(HttpUrl other) {
        return RobotsFile.origin(other).equals(RobotsFile.origin(url));
    }

    /** The same visit as a GET. */
    Visit withoutBody() {
        return new Visit(page, url, headers, null, bodyLimit, time, gap, connections);
    }

    /** The same visit with these headers too; its own come first. */
    Visit withHeaders(Headers more) {
        Headers.Builder both = more.newBuilder();
        headers.names().forEach(name -> headers.values(name).forEach(value -> both.set(name, value)));
        return new Visit(page, url, both.build(), body, bodyLimit, time, gap, connections);
    }

    /** The same visit with at least this gap behind it. */
    Visit withGap(Duration other) {
        return other.compareTo(gap) > 0
                ? new Visit(page, url, headers, body, bodyLimit, time, other, connections)
                : this;
    }

    /** The visit for the file that says what may be visited: without what was meant for the page. */
    Visit toRobots(HttpUrl file, WireTime fileTime) {
        return new Visit(page, file, NONE, null, RobotsFile.LONGEST, fileTime, gap, connections);
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "Visit[" + OkHttpVisitor.bare(url) + "]";
    }
}
