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

/** The microdata or RDFa Lite of a page, brought into the shape of JSON-LD so that one reader serves all. */
final class Microdata {

    /*
     * Every element with a property belongs to the nearest scope around it, and to no other: the name of a breadcrumb
     * is not the name of the product. Elements are visited from the property upwards, since a hostile page can be
     * nested deeper than a stack.
     */

    private static final String PREFIX = "schema:";
    private static final int MOST_PROPERTIES = 10_000;
    private static final int FARTHEST_SCOPE = 300;
    private static final int DEEPEST = 20;
    private static final int MOST_VALUES = 50_000;
    private static final int MOST_REFERENCES = 100;

    private final Syntax syntax;
    private final Document document;
    private final IdentityHashMap<Element, List<Element>> properties = new IdentityHashMap<>();
    private int values;
    private int references;

    private Microdata(Syntax syntax, Document document) {
        this.syntax = syntax;
        this.document = document;
    }

    static List<JsonNode> read(Document document) {
        List<JsonNode> found = new ArrayList<>();
        for (Syntax syntax : Syntax.values()) {
            Microdata microdata = new Microdata(syntax, document);
            microdata.assign();
            found.addAll(microdata.roots());
        }
        return found;
    }

    private void assign() {
        document.select("[" + syntax.property + "]").stream()
                .limit(MOST_PROPERTIES)
                .forEach(property -> {
                    Element scope = scopeAround(property);
                    if (scope != null) {
                        properties
                                .computeIfAbsent(scope, any -> new ArrayList<>())
                                .add(property);
                    }
                });
    }

    @Nullable
    private Element scopeAround(Element property) {
        Element around = property.parent();
        for (int up = 0; around != null && up < FARTHEST_SCOPE; up++) {
            if (around.hasAttr(syntax.scope)) {
                return around;
            }
            around = around.parent();
        }
        return null;
    }

    /** Scopes that are no property of another one, also not of one that claims them by {@code itemref}. */
    private List<JsonNode> roots() {
        List<JsonNode> roots = new ArrayList<>();
        document.select("[" + syntax.scope + "]").stream()
                .filter(this::isOfTheVocabulary)
                .filter(scope -> !scope.hasAttr(syntax.property) || isInsideOfAnotherVocabulary(scope))
                .limit(1_000)
                .forEach(scope -> roots.add(object(scope, 0)));
        return roots;
    }

    /** A property of something that nothing is known about stands for itself. */
    private boolean isInsideOfAnotherVocabulary(Element scope) {
        Element around = scopeAround(scope);
        boolean isInside = around != null;
        for (int up = 0; around != null && up < DEEPEST; up++) {
            if (isOfTheVocabulary(around)) {
                return false;
            }
            around = scopeAround(around);
        }
        return isInside && around == null;
    }

    private ObjectNode object(Element scope, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode types = object.putArray("@type");
        scope.attr(syntax.type)
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .forEach(types::add);
        if (scope.hasAttr(syntax.id)) {
            object.put("@id", scope.attr(syntax.id));
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
        for (String id : scope.attr(syntax.reference).strip().split("\\s+")) {
            Element root = id.isEmpty() ? null : document.getElementById(id);
            if (root == null || root.equals(scope) || references++ >= MOST_REFERENCES) {
                continue;
            }
            Element around = scopeAround(root);
            root.select("[" + syntax.property + "]").stream()
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
        JsonNode value = property.hasAttr(syntax.scope)
                ? object(property, depth + 1)
                : JsonNodeFactory.instance.textNode(value(property));
        for (String written : property.attr(syntax.property).strip().split("\\s+")) {
            String name = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
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

    /** In RDFa an address for all that is below may stand further up. */
    private boolean isOfTheVocabulary(Element scope) {
        String type = scope.attr(syntax.type);
        if (type.contains("schema.org") || type.startsWith(PREFIX)) {
            return true;
        }
        Element around = syntax == Syntax.RDFA ? scope : null;
        for (int up = 0; around != null && up < FARTHEST_SCOPE; up++) {
            if (around.hasAttr("vocab")) {
                return around.attr("vocab").contains("schema.org");
            }
            around = around.parent();
        }
        return false;
    }

    private static String value(Element property) {
        for (String attribute : List.of("content", "resource", "href", "src", "datetime")) {
            if (property.hasAttr(attribute)) {
                return property.attr(attribute);
            }
        }
        return property.text();
    }

    /** The attributes that say it. */
    private enum Syntax {
        MICRODATA("itemscope", "itemprop", "itemtype", "itemid", "itemref"),
        RDFA("typeof", "property", "typeof", "resource", "no-reference");

        private final String scope;
        private final String property;
        private final String type;
        private final String id;
        private final String reference;

        Syntax(String scope, String property, String type, String id, String reference) {
            this.scope = scope;
            this.property = property;
            this.type = type;
            this.id = id;
            this.reference = reference;
        }
    }
}
