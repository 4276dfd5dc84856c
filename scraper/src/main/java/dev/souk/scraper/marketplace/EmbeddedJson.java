package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.util.Optional;

/** Data that a page carries in a script, found without reading the page as HTML: such pages have megabytes. */
final class EmbeddedJson {

    private EmbeddedJson() {}

    /** The JSON of the {@code script} with this id. */
    static Optional<JsonNode> ofScript(String html, String id) {
        int mark = html.indexOf("id=\"" + id + "\"");
        int start = mark < 0 ? -1 : html.indexOf('>', mark) + 1;
        int end = start <= 0 ? -1 : html.indexOf("</script", start);
        return end < 0 ? Optional.empty() : JsonReader.read(html.substring(start, end));
    }

    /** The string that is assigned to a variable, such as {@code window.data = "..."}, with its escapes read. */
    static Optional<String> assignedString(String html, String variable) {
        int mark = html.indexOf(variable);
        while (mark >= 0) {
            int sign = afterSpace(html, mark + variable.length());
            int open = sign < html.length() && html.charAt(sign) == '=' ? afterSpace(html, sign + 1) : -1;
            if (open >= 0 && open < html.length() && html.charAt(open) == '"') {
                int close = closing(html, open);
                return close < 0 ? Optional.empty() : JsonReader.readString(html.substring(open, close + 1));
            }
            mark = html.indexOf(variable, mark + 1);
        }
        return Optional.empty();
    }

    private static int afterSpace(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int closing(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }
}
