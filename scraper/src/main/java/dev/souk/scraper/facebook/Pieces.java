package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several objects that tell of one thing, each some of it; asked in order, the first that knows answers. */
record Pieces(List<JsonNode> nodes) {

    @Nullable
    String text(String... path) {
        for (JsonNode node : nodes) {
            String text = JsonReader.text(node, path);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    JsonNode object(String... path) {
        for (JsonNode node : nodes) {
            JsonNode found = JsonReader.at(node, path);
            if (found.isObject()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    /** The elements of the longest array at the path. */
    List<JsonNode> list(String... path) {
        List<JsonNode> longest = List.of();
        for (JsonNode node : nodes) {
            JsonNode found = JsonReader.at(node, path);
            if (found.isArray() && found.size() > longest.size()) {
                List<JsonNode> elements = new ArrayList<>();
                found.forEach(elements::add);
                longest = elements;
            }
        }
        return longest;
    }

    boolean isTrue(String name) {
        return nodes.stream().anyMatch(node -> node.path(name).asBoolean(false));
    }

    /** Whether some piece says no and none says yes. */
    boolean isFalse(String name) {
        return !isTrue(name) && nodes.stream().anyMatch(node -> node.path(name).isBoolean());
    }
}
