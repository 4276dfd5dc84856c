package dev.souk.scraper.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into trees, and values out of trees. Never throws for anything that the text holds: depth, length and
 * numbers have limits, and what goes beyond them is unreadable. Thread-safe.
 */
public final class JsonReader {

    /** What stands for no value: every path from it leads to it again. */
    public static final JsonNode NOTHING = MissingNode.getInstance();

    private static final int MAX_DEPTH = 500;
    private static final int MAX_STRING = 1_000_000;
    private static final long MAX_DOCUMENT = 30_000_000;
    private static final int MAX_NUMBER = 100;

    private static final ObjectMapper STRICT = mapper(false, MAX_STRING);
    private static final ObjectMapper LENIENT = mapper(true, MAX_STRING);

    /** For strings that hold a document. */
    private static final ObjectMapper DOCUMENTS = mapper(false, (int) MAX_DOCUMENT);

    private JsonReader() {}

    private static ObjectMapper mapper(boolean lenient, int maxString) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(maxString)
                        .maxDocumentLength(MAX_DOCUMENT)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
        JsonMapper.Builder mapper = JsonMapper.builder(factory);
        if (lenient) {
            mapper.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS);
        }
        return mapper.build();
    }

    /** The first value of the text; empty if it is not JSON or goes beyond the limits. */
    public static Optional<JsonNode> read(String text) {
        return read(STRICT.reader(), text);
    }

    /** As {@link #read}, but lets pass what careless sites write: raw line breaks, trailing commas, comments. */
    public static Optional<JsonNode> readLeniently(String text) {
        return read(LENIENT.reader(), text);
    }

    private static Optional<JsonNode> read(ObjectReader reader, String text) {
        try {
            return Optional.of(reader.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** The string that a JSON string literal, quotation marks included, stands for; empty if it is none. Of any length. */
    public static Optional<String> readString(String literal) {
        try {
            return Optional.ofNullable(DOCUMENTS.readValue(literal, String.class));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** The values of a text that holds several, one after the other, up to the first that cannot be read. */
    public static List<JsonNode> readAll(String text) {
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> iterator =
                STRICT.readerFor(JsonNode.class).readValues(text)) {
            while (iterator.hasNextValue()) {
                values.add(iterator.nextValue());
            }
        } catch (IOException unreadable) {
            return values;
        }
        return values;
    }

    /** The node at the end of the path of names; a missing node if there is none. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode current = node;
        for (String name : path) {
            JsonNode child = current.get(name);
            if (child == null) {
                return MissingNode.getInstance();
            }
            current = child;
        }
        return current;
    }

    /** The string or number at the end of the path, as text; null if there is none or it is blank. */
    public static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        if (!value.isTextual() && !value.isNumber()) {
            return null;
        }
        String text = value.isFloatingPointNumber() ? plain(value) : value.asText();
        return text.isBlank() ? null : text;
    }

    /**
     * Numbers such as 1.0E7 in plain digits where they are of a reasonable size. Those with three decimals get a fourth: as
     * text, 124.995 would be a hundred thousand to many.
     */
    private static String plain(JsonNode value) {
        double number = value.doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        String text = Double.toString(number);
        return text.indexOf('.') == text.length() - 4 ? text + "0" : text;
    }
}
