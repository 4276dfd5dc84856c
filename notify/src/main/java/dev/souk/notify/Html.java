package dev.souk.notify;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the words of strangers fit for a page. */
public final class Html {

    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}");

    private Html() {}

    /** Text, for between tags and for attributes in double quotes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        UNWANTED.matcher(text).replaceAll("").codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    /** An absolute http or https address, for an attribute in double quotes; empty for every other. */
    public static Optional<String> webAddress(@Nullable URI uri) {
        if (uri == null || uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme();
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)
                ? Optional.of(escape(uri.toASCIIString()))
                : Optional.empty();
    }
}
