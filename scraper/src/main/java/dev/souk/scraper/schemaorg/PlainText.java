package dev.souk.scraper.schemaorg;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Makes plain text of what sites put into data: entities, often twice, and markup. */
final class PlainText {

    private static final int LONGEST = 400_000;

    private PlainText() {}

    @Nullable
    static String of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
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

    private static String withoutMarkup(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.select("script, style, template").remove();
        document.select("br").forEach(lineBreak -> lineBreak.replaceWith(new TextNode("\n")));
        document.select("p, div, li, tr, h1, h2, h3, h4").forEach(block -> block.before(new TextNode("\n")));
        return document.body().wholeText().strip();
    }
}
