package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The microdata of a page, brought into the shape of JSON-LD so that one reader serves both. */
final class Microdata {

    /*
     * Every element with a property belongs to the nearest scope around it, and to no other: the name of a breadcrumb
     * is not the name of the product. Elements are visited from the property upwards, since a hostile page can be
     * nested deeper than a stack.
     */

    private static final int MOST_PROPERTIES = 10_000;
    private static final int FARTHEST_SCOPE = 300;
    private static final int DEEPEST = 20;
    private static final int MOST_VALUES = 50_000;
    private static final int MOST_REFERENCES = 100;

    private final Document document;
    private final IdentityHashMap<Element, List<Element>> properties = new IdentityHashMap<>();
    private int values;
    private int references;

    private Microdata(Document document) {
        this.document = document;
    }

    static List<JsonNode> read(Document document) {
        Microdata microdata = new Microdata(document);
        microdata.assign();
        return microdata.roots();
    }

    private void assign() {
        document.select("[itemprop]").stream().limit(MOST_PROPERTIES).forEach(property -> {
            Element scope = scopeAround(property);
            if (scope != null) {
                properties.computeIfAbsent(scope, any -> new ArrayList<>()).add(property);
            }
        });
    }

    @Nullable
    private static Element scopeAround(Element property) {
        Element around = property.parent();
        for (int up = 0; around != null && up < FARTHEST_SCOPE; up++) {
            if (around.hasAttr("itemscope")) {
                return around;
            }
            around = around.parent();
        }
        return null;
    }

    /** Scopes that are no property of another one, also not of one that claims them by {@code itemref}. */
    private List<JsonNode> roots() {
        List<JsonNode> roots = new ArrayList<>();
        document.select("[itemscope][itemtype*=schema.org]").stream()
                .filter(scope -> !scope.hasAttr("itemprop") || isInsideOfAnotherVocabulary(scope))
                .limit(1_000)
                .forEach(scope -> roots.add(object(scope, 0)));
        return roots;
    }

    /** A property of something that nothing is known about stands for itself. */
    private static boolean isInsideOfAnotherVocabulary(Element scope) {
        Element around = scopeAround(scope);
        boolean isInside = around != null;
        for (int up = 0; around != null && up < DEEPEST; up++) {
            if (around.attr("itemtype").contains("schema.org")) {
                return false;
            }
            around = scopeAround(around);
        }
        return isInside && around == null;
    }

    private ObjectNode object(Element scope, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode types = object.putArray("@type");
        scope.attr("itemtype")
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .forEach(types::add);
        if (scope.hasAttr("itemid")) {
            object.put("@id", scope.attr("itemid"));
        }
        if (depth < DEEPEST) {
            properties.getOrDefault(scope, List.of()).forEach(property -> put(object, property, depth));
            referenced(scope).forEach(property -> put(object, property, depth));
        }
        return object;
    }

    /** Properties that stand elsewhere and are claimed by {@code itemref}. */
    private List<Element> referenced(Element scope) {
        List<Element> claimed = new ArrayList<>();
        for (String id : scope.attr("itemref").strip().split("\\s+")) {
            Element root = id.isEmpty() ? null : document.getElementById(id);
            if (root == null || root.equals(scope) || references++ >= MOST_REFERENCES) {
                continue;
            }
            Element around = scopeAround(root);
            root.select("[itemprop]").stream()
                    .limit(MOST_PROPERTIES)
                    .filter(property -> property.equals(root) || Objects.equals(scopeAround(property), around))
                    .forEach(claimed::add);
        }
        return claimed;
    }

    private void put(ObjectNode object, Element property, int depth) {
        if (values++ >= MOST_VALUES) {
            return;
        }
        JsonNode value = property.hasAttr("itemscope")
                ? object(property, depth + 1)
                : JsonNodeFactory.instance.textNode(value(property));
        for (String name : property.attr("itemprop").strip().split("\\s+")) {
            JsonNode present = object.get(name);
            if (present == null) {
                object.set(name, value);
            } else if (present instanceof ArrayNode several) {
                several.add(value);
            } else {
                object.putArray(name).add(present).add(value);
            }
        }
    }

    private static String value(Element property) {
        for (String attribute : List.of("content", "href", "src", "datetime")) {
            if (property.hasAttr(attribute)) {
                return property.attr(attribute);
            }
        }
        return property.text();
    }
}
