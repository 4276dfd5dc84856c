package dev.souk.benchmarks.parsing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What anybody has to do who reads such a page: jsoup's {@code parse} of it, and Jackson's {@code readTree} of the scripts
 * that hold listings. Nothing is made of the trees.
 */
final class PlainReading {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLX = "window.__PRERENDERED_STATE__";

    private PlainReading() {}

    /** How many nodes the trees have at the top, so that they cannot be left out. */
    static int read(String html) {
        Document document = Jsoup.parse(html);
        int nodes = document.childNodeSize();
        for (Element script : document.select("script")) {
            String data = script.data();
            if (script.attr("type").equals("application/json")) {
                boolean isPayload = script.id().equals("__NEXT_DATA__") || data.contains("marketplace");
                nodes += isPayload ? tree(data).size() : 0;
            } else if (data.contains(OLX)) {
                int start = data.indexOf('"', data.indexOf(OLX));
                // The value ends where the string does; what follows is left unread.
                nodes += tree(tree(data.substring(start)).textValue()).size();
            }
        }
        return nodes;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded page has changed", e);
        }
    }
}
