package dev.souk.scraper.fetch;

import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * A page that is to be fetched: by GET, or by POST if it has a body, as the interfaces of some sites want it.
 *
 * <pre>{@code
 * PageRequest.list(URI.create("https://example.org/api/search"))
 *         .withHeader("Accept", "application/json")
 *         .withBody("application/json", "{\"query\":\"sofa\"}")
 * }</pre>
 *
 * <p>Headers and body go to the URL's own origin (scheme, host and port) and never follow a redirect to another. They
 * may be secret, so {@link #toString} leaves their values out; what a host wants sent to a site with every request it
 * gives to {@link HttpFetcher.Builder#header} instead.
 *
 * @param url absolute, http or https
 * @param kind what the page is expected to hold
 * @param headers by name, in lower case
 * @param content what is sent; null for a GET
 * @param known what an earlier answer said of the page: the site is asked to send it only if it has changed since
 * @param policy what the site's terms ask, and how gently to go about it
 */
public record PageRequest(
        URI url,
        Kind kind,
        Map<String, String> headers,
        @Nullable Body content,
        Validators known,
        SourcePolicy policy) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,8000}");

    /** What the fetcher says itself, or what the connection depends on. */
    private static final Set<String> OWN = Set.of(
            "host",
            "user-agent",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "accept-encoding",
            "if-none-match",
            "if-modified-since",
            "proxy-authorization",
            "proxy-connection");

    /** Checks that the URL is absolute and that the headers can be sent. */
    public PageRequest {
        if (!url.isAbsolute() || url.getHost() == null) {
            throw new IllegalArgumentException("url of a page is not absolute: " + url);
        }
        Map<String, String> checked = new TreeMap<>();
        headers.forEach((name, value) -> checked.put(checkedName(name), checkedValue(name, value)));
        headers = Collections.unmodifiableMap(checked);
    }

    /** A page without headers, body or conditions, of a site whose terms ask for nothing special. */
    public PageRequest(URI url, Kind kind) {
        this(url, kind, Map.of(), null, Validators.NONE, SourcePolicy.OPEN);
    }

    /** A page that lists many listings: a search, a category. */
    public static PageRequest list(URI url) {
        return new PageRequest(url, Kind.LIST);
    }

    /** The page of one listing. */
    public static PageRequest item(URI url) {
        return new PageRequest(url, Kind.ITEM);
    }

    /**
     * The same with a header.
     *
     * @throws IllegalArgumentException if it is not one that can be sent, or one that the fetcher sets itself
     */
    public PageRequest withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new PageRequest(url, kind, more, content, known, policy);
    }

    /** The same with those of these headers that can be sent and that the fetcher does not set itself. */
    public PageRequest withSendable(Map<String, String> given) {
        Map<String, String> more = new TreeMap<>(headers);
        given.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (isSendable(lower) && VALUE.matcher(value).matches()) {
                more.put(lower, value);
            }
        });
        return new PageRequest(url, kind, more, content, known, policy);
    }

    private static boolean isSendable(String name) {
        return NAME.matcher(name).matches() && !OWN.contains(name);
    }

    /** The same, sent by POST with a body, in UTF-8. */
    public PageRequest withBody(String contentType, String text) {
        return new PageRequest(url, kind, headers, new Body(contentType, text), known, policy);
    }

    /** The same, for a page that is wanted only if it is not what it was. A request with a body is sent regardless. */
    public PageRequest ifChangedSince(Validators validators) {
        return new PageRequest(url, kind, headers, content, validators, policy);
    }

    /** The same under a policy. */
    public PageRequest under(SourcePolicy other) {
        return new PageRequest(url, kind, headers, content, known, other);
    }

    /** What is sent; empty for a GET. */
    public Optional<Body> body() {
        return Optional.ofNullable(content);
    }

    /** How the page is asked for. */
    public Method method() {
        return content == null ? Method.GET : Method.POST;
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "PageRequest[%s %s, %s, headers %s]".formatted(method(), url, kind, headers.keySet());
    }

    static String checkedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("not the name of a header: " + name);
        }
        if (OWN.contains(lower)) {
            throw new IllegalArgumentException("the fetcher sets this header itself: " + name);
        }
        return lower;
    }

    static String checkedValue(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("header " + name + " has a value that cannot be sent");
        }
        return value;
    }

    /** What a page holds. */
    public enum Kind {
        /** Many listings. */
        LIST,
        /** One listing. */
        ITEM
    }

    /** How a page is asked for. */
    public enum Method {
        /** Without a body. */
        GET,
        /** With one. */
        POST
    }

    /**
     * What is sent to a site.
     *
     * @param contentType such as {@code application/json}
     * @param text sent in UTF-8; at most 1 MiB of characters
     */
    public record Body(String contentType, String text) {

        private static final int LONGEST = 1024 * 1024;

        /** Checks the type and the length. */
        public Body {
            if (MediaType.parse(contentType) == null) {
                throw new IllegalArgumentException("not a content type: " + contentType);
            }
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("body is longer than 1 MiB: " + text.length());
            }
        }

        /** Leaves out the text, which may be secret. */
        @Override
        public String toString() {
            return "Body[" + contentType + ", " + text.length() + " characters]";
        }
    }
}
