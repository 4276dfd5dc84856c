package dev.souk.scraper.selector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands, and what is done to it.
 *
 * @param place where to look
 * @param transforms what is done to the text, in this order
 * @param otherwise the value where there is none
 */
record Rule(
        Place place, List<Transform> transforms, @Nullable String otherwise) {

    /** A hostile page may hold any number. */
    private static final int MOST = 500;

    Rule {
        transforms = List.copyOf(transforms);
    }

    /** The values, without blank ones, in the order of the page. */
    List<String> all(Piece piece) {
        List<String> values = new ArrayList<>();
        for (String raw : place.values(piece)) {
            transformed(raw).ifPresent(values::add);
        }
        return values.isEmpty() && otherwise != null ? List.of(otherwise) : values;
    }

    /** The first value; null if there is none. */
    @Nullable
    String first(Piece piece) {
        List<String> all = all(piece);
        return all.isEmpty() ? null : all.get(0);
    }

    private Optional<String> transformed(String raw) {
        Optional<String> value = Optional.of(raw.strip());
        for (Transform transform : transforms) {
            value = value.flatMap(transform::apply);
        }
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Where a value stands. */
    sealed interface Place {

        List<String> values(Piece piece);

        /** The same for every listing. */
        record Constant(String value) implements Place {
            @Override
            public List<String> values(Piece piece) {
                return List.of(value);
            }
        }

        /**
         * In markup.
         *
         * @param css the elements; null for the piece itself
         * @param reading what of each element
         */
        record Css(@Nullable Evaluator css, Reading reading) implements Place {
            @Override
            public List<String> values(Piece piece) {
                if (!(piece instanceof Piece.Html html)) {
                    return List.of();
                }
                List<Element> elements =
                        css == null ? List.of(html.element()) : html.element().select(css);
                return elements.stream().limit(MOST).map(reading::of).toList();
            }
        }

        /** In data; a list counts as its members. */
        record Pointer(JsonPointer pointer) implements Place {
            @Override
            public List<String> values(Piece piece) {
                if (!(piece instanceof Piece.Json json)) {
                    return List.of();
                }
                JsonNode node = json.node().at(pointer);
                List<String> values = new ArrayList<>();
                if (node.isArray()) {
                    node.forEach(member -> add(member, values));
                } else {
                    add(node, values);
                }
                return values;
            }

            private static void add(JsonNode node, List<String> values) {
                String text = node.isBoolean() ? node.asText() : JsonReader.text(node);
                if (text != null && values.size() < MOST) {
                    values.add(text);
                }
            }
        }
    }

    /** What of an element is the value. */
    sealed interface Reading {

        String of(Element element);

        /** Its text, on one line. */
        record Text() implements Reading {
            @Override
            public String of(Element element) {
                return element.text();
            }
        }

        /** Its text without that of the elements in it. */
        record OwnText() implements Reading {
            @Override
            public String of(Element element) {
                return element.ownText();
            }
        }

        /** Its markup, of which the normaliser makes text with its line breaks. */
        record Markup() implements Reading {
            @Override
            public String of(Element element) {
                return element.html();
            }
        }

        /** An attribute. */
        record Attribute(String name) implements Reading {
            @Override
            public String of(Element element) {
                return element.attr(name);
            }
        }
    }
}
