package dev.souk.scraper.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.Optional;

/** Reads XML as a feed. Document types, and with them entities, are refused. */
final class FeedReader {

    private static final int DEEPEST = 100;

    private FeedReader() {}

    /** The feed; empty if the text is none. */
    static Optional<SyndFeed> read(String text) {
        int start = start(text);
        if (start < 0 || isDeep(text)) {
            return Optional.empty();
        }
        SyndFeedInput input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        input.setXmlHealerOn(false);
        input.setPreserveWireFeed(false);
        try {
            return Optional.of(input.build(new StringReader(text.substring(start))));
        } catch (FeedException | IllegalArgumentException noFeed) {
            return Optional.empty();
        }
    }

    /** Where the first element or declaration begins; pages that are not XML at all need no parser to tell. */
    private static int start(String text) {
        int open = text.indexOf('<');
        boolean isFirst = open >= 0
                && text.substring(0, Math.min(open, 10)).replace("\uFEFF", "").isBlank()
                && open < 10;
        return isFirst ? open : -1;
    }

    /** Whether elements stand in each other as no feed has them: the parser takes the square of the depth. */
    private static boolean isDeep(String text) {
        int depth = 0;
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
            if (text.startsWith("<![CDATA[", open)) {
                open = end(text, "]]>", open);
            } else if (text.startsWith("<!--", open)) {
                open = end(text, "-->", open);
            } else if (text.startsWith("</", open)) {
                depth--;
            } else if (!text.startsWith("<?", open) && !text.startsWith("<!", open)) {
                int close = endOfTag(text, open);
                depth += text.charAt(close - 1) == '/' ? 0 : 1;
                open = close - 1;
            }
            if (depth > DEEPEST) {
                return true;
            }
        }
        return false;
    }

    /** Where a tag ends: a bracket in the value of an attribute ends nothing. */
    private static int endOfTag(String text, int open) {
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quote == 0 && character == '>') {
                return i;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
            } else if (character == quote) {
                quote = 0;
            }
        }
        return text.length();
    }

    private static int end(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found;
    }
}
