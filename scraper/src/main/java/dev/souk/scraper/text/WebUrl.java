package dev.souk.scraper.text;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses from outside, made absolute and harmless. Never throws for anything that a page holds. Thread-safe. */
public final class WebUrl {

    private static final int MAX_LENGTH = 4_000;

    /** Parameters that follow people around and are not part of what a page is. */
    private static final Set<String> TRACKING = Set.of(
            "fbclid",
            "gclid",
            "dclid",
            "msclkid",
            "yclid",
            "igshid",
            "mc_cid",
            "mc_eid",
            "mibextid",
            "referral_code",
            "referral_story_type",
            "referral_surface",
            "tracking",
            "__tn__",
            "_trkparms",
            "_trksid",
            "search_reason",
            "gbraid",
            "wbraid",
            "ttclid",
            "twclid",
            "li_fat_id",
            "srsltid",
            "_ga",
            "_gl");

    private static final Pattern HOST = Pattern.compile("^(?:https?:)?//([^/?#:@]+)", Pattern.CASE_INSENSITIVE);

    /** Browsers take these out of an address, wherever they stand. */
    private static final Pattern LINE = Pattern.compile("[\\t\\r\\n]");

    /** All of an address before its path. */
    private static final Pattern AUTHORITY = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");

    private static final String UNWISE = " \"<>\\^`{|}";

    private WebUrl() {}

    /** A piece of an address, such as the value of a parameter: percent-encoded, a space too. */
    public static String encoded(String piece) {
        return URLEncoder.encode(piece, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address of a page: absolute, http or https, without user info and tracking parameters. */
    public static Optional<URI> ofPage(URI base, String text) {
        return absolute(base, text).flatMap(WebUrl::withoutTracking);
    }

    /** The address of a photo: absolute, http or https; its parameters stay, since they may be its signature. */
    public static Optional<URI> ofImage(URI base, String text) {
        return absolute(base, text);
    }

    /**
     * The address that a page leads to, parameters and all; empty if it is no plain http or https address.
     *
     * @param base the page
     * @param text as written there, often relative, and often not quite what the standard allows
     */
    public static Optional<URI> absolute(URI base, String text) {
        String trimmed = LINE.matcher(text).replaceAll("").strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return withAsciiHost(trimmed)
                .flatMap(address -> parse(escaped(address.startsWith("?") ? path(base) + address : address)))
                .map(base::resolve)
                .flatMap(WebUrl::belowRoot)
                .filter(WebUrl::isPlainWebAddress);
    }

    /** Steps above the root lead nowhere, as in browsers: {@code /../item/1} is {@code /item/1}. */
    private static Optional<URI> belowRoot(URI url) {
        String path = url.getRawPath();
        if (url.getRawAuthority() == null || path == null || !path.startsWith("/../")) {
            return Optional.of(url);
        }
        String below = path;
        while (below.startsWith("/../")) {
            below = below.substring(3);
        }
        return withPath(url, below, url.getRawQuery());
    }

    private static Optional<URI> withPath(URI url, String path, @Nullable String query) {
        String fragment = url.getRawFragment();
        return parse(url.getScheme() + "://" + url.getRawAuthority()
                + path
                + (query == null || query.isEmpty() ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment));
    }

    /** What a lone query belongs to; {@link URI#resolve} would take the folder and lose the page. */
    private static String path(URI base) {
        String path = base.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** The host in the letters of the network: {@code bücher.example} is {@code xn--bcher-kva.example}. */
    private static Optional<String> withAsciiHost(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.find() || host.group(1).chars().allMatch(character -> character < 0x7F)) {
            return Optional.of(text);
        }
        try {
            return Optional.of(
                    text.substring(0, host.start(1)) + IDN.toASCII(host.group(1)) + text.substring(host.end(1)));
        } catch (IllegalArgumentException notAHost) {
            return Optional.empty();
        }
    }

    private static boolean isPlainWebAddress(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.toString().length() <= MAX_LENGTH;
    }

    private static Optional<URI> withoutTracking(URI url) {
        String query = url.getRawQuery();
        if (query == null) {
            return Optional.of(url);
        }
        String kept = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isTracking(parameter))
                .collect(Collectors.joining("&"));
        if (kept.equals(query)) {
            return Optional.of(url);
        }
        return withPath(url, url.getRawPath(), kept);
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        String name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        return TRACKING.contains(name) || name.startsWith("utm_") || name.startsWith("__cft__");
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Percent-encodes what browsers take and {@link URI} does not; a stray percent sign counts as such. */
    private static String escaped(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        String before = authority.find() ? authority.group() : "";
        StringBuilder escaped = new StringBuilder(text.length()).append(before);
        boolean isPath = true;
        boolean isFragment = false;
        for (byte octet : text.substring(before.length()).getBytes(StandardCharsets.UTF_8)) {
            int value = octet & 0xFF;
            // Brackets may stand in a query, and a number sign once.
            boolean isMisplaced = (isPath && (value == '[' || value == ']')) || (isFragment && value == '#');
            isPath &= value != '?' && value != '#';
            isFragment |= value == '#';
            if (value <= 0x20 || value >= 0x7F || UNWISE.indexOf(value) >= 0 || isMisplaced) {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", value));
            } else {
                escaped.append((char) value);
            }
        }
        return withStrayPercentsEncoded(escaped.toString());
    }

    private static String withStrayPercentsEncoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            encoded.append(character);
            boolean whole = at + 2 < text.length()
                    && Character.digit(text.charAt(at + 1), 16) >= 0
                    && Character.digit(text.charAt(at + 2), 16) >= 0;
            if (character == '%' && !whole) {
                encoded.append("25");
            }
        }
        return encoded.toString();
    }
}
