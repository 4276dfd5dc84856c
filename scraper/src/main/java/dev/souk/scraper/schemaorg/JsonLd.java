package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The JSON-LD scripts of a page. A script that cannot be read spoils only itself. */
final class JsonLd {

    /** CDATA and comment marks that old templates put around the JSON. */
    private static final Pattern WRAPPING = Pattern.compile(
            "/\\*\\s?<!\\[CDATA\\[\\s?\\*/|/\\*\\s?]]>\\s?\\*/|//\\s?<!\\[CDATA\\[|//\\s?]]>|<!\\[CDATA\\[|]]>|<!--|-->");

    private JsonLd() {}

    static List<JsonNode> read(Document document) {
        List<JsonNode> roots = new ArrayList<>();
        for (Element script : document.select("script[type*=ld+json]")) {
            String data = script.data().strip();
            JsonReader.read(data)
                    .or(() -> JsonReader.readLeniently(unwrapped(data)))
                    .ifPresent(roots::add);
        }
        return roots;
    }

    private static String unwrapped(String data) {
        return WRAPPING.matcher(data).replaceAll("").strip();
    }
}
