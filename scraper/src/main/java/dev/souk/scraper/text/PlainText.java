package dev.souk.scraper.text;

import dev.souk.model.listing.Listing;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Makes plain text of what sites put into data: entities, often twice, and markup. Thread-safe. */
public final class PlainText {

    private static final int LONGEST = Listing.MAX_DESCRIPTION_LENGTH * 4;
    private static final int LONGEST_LINE = Listing.MAX_TITLE_LENGTH * 4;
    private static final Set<String> BLOCKS = Set.of("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "br");
    private static final Set<String> UNSEEN = Set.of("script", "style", "template");

    private PlainText() {}

    /** The text without entities and markup, with a line break where a block begins; null for null. */
    public static @Nullable String of(@Nullable String text) {
        return text == null ? null : plain(text, LONGEST);
    }

    /** As {@link #of}, of something short: a title, a name. */
    public static @Nullable String line(@Nullable String text) {
        return text == null ? null : plain(text, LONGEST_LINE);
    }

    private static String plain(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) : text;
        String plain = unescaped(unescaped(cut));
        return holdsMarkup(plain) ? withoutMarkup(plain) : plain;
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0 || text.indexOf(';') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    private static boolean holdsMarkup(String text) {
        int open = text.indexOf('<');
        while (open >= 0 && open + 1 < text.length()) {
            char next = text.charAt(open + 1);
            if (Character.isLetter(next) || next == '/' || next == '!') {
                return text.indexOf('>', open) > 0;
            }
            open = text.indexOf('<', open + 1);
        }
        return false;
    }

    /** In one pass: to change a tree with many siblings or levels takes the square of its size. */
    private static String withoutMarkup(String html) {
        StringBuilder text = new StringBuilder();
        NodeTraversor.filter(
                (node, depth) -> {
                    if (node instanceof TextNode words) {
                        text.append(words.getWholeText());
                    } else if (BLOCKS.contains(node.nodeName())) {
                        text.append('\n');
                    }
                    return UNSEEN.contains(node.nodeName())
                            ? NodeFilter.FilterResult.SKIP_ENTIRELY
                            : NodeFilter.FilterResult.CONTINUE;
                },
                Jsoup.parseBodyFragment(html).body());
        return text.toString().strip();
    }
}
