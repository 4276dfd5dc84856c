package dev.souk.scraper.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What the host wants sent to single origins (scheme, host and port); nobody else ever gets it. */
final class HostHeaders {

    private static final String COOKIE = "Cookie";

    private final Map<String, Headers> byOrigin = new HashMap<>();

    /** Sends a header to an origin; one of the same name is replaced. */
    void set(String origin, String name, String value) {
        byOrigin.merge(
                key(origin),
                Headers.of(PageRequest.checkedName(name), PageRequest.checkedValue(name, value)),
                (one, other) ->
                        one.newBuilder().set(other.name(0), other.value(0)).build());
    }

    /** Sends a cookie to an origin, beside those that it gets already. */
    void addCookie(String origin, String name, String value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}")
                || !value.matches("[\\x21-\\x7e&&[^\",;\\\\]]{0,4000}")) {
            // The value stays out of the message: it may be secret.
            throw new IllegalArgumentException("not a cookie that can be sent: " + name.replaceAll("\\p{Cntrl}", "?"));
        }
        @Nullable Headers known = byOrigin.get(key(origin));
        @Nullable String cookies = known == null ? null : known.get(COOKIE);
        String pair = name + "=" + value;
        set(origin, COOKIE, cookies == null ? pair : cookies + "; " + pair);
    }

    /** The same, which later changes do not reach. */
    HostHeaders copy() {
        HostHeaders copy = new HostHeaders();
        copy.byOrigin.putAll(byOrigin);
        return copy;
    }

    /** What is for this origin alone. */
    HostHeaders only(String origin) {
        HostHeaders only = copy();
        only.byOrigin.keySet().retainAll(Set.of(origin));
        return only;
    }

    /** A visitor that adds an origin's headers to each visit to it. */
    Visitor adding(Visitor next) {
        Map<String, Headers> given = Map.copyOf(byOrigin);
        return visit -> {
            @Nullable Headers headers = given.get(RobotsFile.origin(visit.url()));
            return next.visit(headers == null ? visit : visit.withHeaders(headers));
        };
    }

    private static String key(String origin) {
        @Nullable HttpUrl url = HttpUrl.parse(origin);
        if (url == null || !url.encodedPath().equals("/") || url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("not an origin such as https://example.org: " + origin);
        }
        return RobotsFile.origin(url);
    }
}
