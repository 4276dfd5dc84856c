package dev.souk.scraper.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page as browsers do (WHATWG Encoding and HTML standards): a byte order mark wins, then the header, then what
 * the page says about itself, then UTF-8 if the bytes are that, else windows-1252.
 */
final class PageText {

    /** How far into a page its own word on its charset is looked for (HTML standard, prescan). */
    private static final int PRESCAN = 1024;

    private static final int LONGEST_LABEL = 40;

    /** In a Content-Type, in {@code <meta charset>}, in {@code <meta content>}. */
    private static final Pattern CHARSET = Pattern.compile(
            "charset\\s{0,9}=\\s{0,9}[\"']?([A-Za-z0-9_:.+-]{1," + LONGEST_LABEL + "})", Pattern.CASE_INSENSITIVE);

    private static final Pattern META = Pattern.compile("<meta\\s[^>]{0,500}", Pattern.CASE_INSENSITIVE);

    private static final Pattern XML = Pattern.compile(
            "^\\s{0,9}<\\?xml[^>]{0,200}encoding\\s{0,9}=\\s{0,9}[\"']([A-Za-z0-9_:.+-]{1," + LONGEST_LABEL + "})");

    private static final Map<ByteString, Charset> MARKS = Map.of(
            ByteString.decodeHex("efbbbf"), StandardCharsets.UTF_8,
            ByteString.decodeHex("feff"), StandardCharsets.UTF_16BE,
            ByteString.decodeHex("fffe"), StandardCharsets.UTF_16LE);

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** What Java's charsets are called on the web, and are there with more characters. A small JDK lacks some. */
    private static final Map<String, String> WIDER = Map.of(
            "ISO-8859-1", "windows-1252",
            "US-ASCII", "windows-1252",
            "UTF-16", "UTF-16LE",
            "ISO-8859-9", "windows-1254",
            "TIS-620", "x-windows-874",
            "Shift_JIS", "windows-31j",
            "EUC-KR", "x-windows-949",
            "GB2312", "GB18030",
            "GBK", "GB18030",
            "Big5", "Big5-HKSCS");

    private PageText() {}

    static String decode(ByteString body, @Nullable String contentType) {
        for (Map.Entry<ByteString, Charset> mark : MARKS.entrySet()) {
            if (body.startsWith(mark.getKey())) {
                return body.substring(mark.getKey().size()).string(mark.getValue());
            }
        }
        Optional<Charset> named = contentType == null ? Optional.empty() : labelIn(contentType);
        return named.or(() -> named(body)).map(body::string).orElseGet(() -> unnamed(body));
    }

    private static Optional<Charset> named(ByteString body) {
        String head = body.substring(0, Math.min(PRESCAN, body.size())).string(StandardCharsets.ISO_8859_1);
        return META.matcher(head)
                .results()
                .flatMap(meta -> labelIn(meta.group()).stream())
                .findFirst()
                .or(() -> Optional.of(XML.matcher(head)).filter(Matcher::find).flatMap(xml -> charset(xml.group(1))))
                // Its bytes were read as ASCII, so whatever the page says, it is not UTF-16.
                .map(charset -> charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset);
    }

    private static Optional<Charset> labelIn(String text) {
        return Optional.of(CHARSET.matcher(text)).filter(Matcher::find).flatMap(found -> charset(found.group(1)));
    }

    /** The charset of a label; empty if there is none. */
    private static Optional<Charset> charset(String label) {
        try {
            Charset charset = Charset.forName(label.toLowerCase(Locale.ROOT));
            String wider = WIDER.getOrDefault(charset.name(), charset.name());
            return Optional.of(Charset.isSupported(wider) ? Charset.forName(wider) : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String unnamed(ByteString body) {
        ByteBuffer bytes = body.asByteBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return body.string(WINDOWS);
        }
    }
}
