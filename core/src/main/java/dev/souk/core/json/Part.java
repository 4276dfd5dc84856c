package dev.souk.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.model.StorableText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** A value of a document and the path to it. It is what is asked for or it is refused: nothing is converted. */
record Part(String path, JsonNode node) {

    ObjectPart object() {
        requireType(node.isObject(), "an object");
        return new ObjectPart(this);
    }

    String string(int maxLength) {
        requireType(node.isTextual(), "a string");
        String text = node.textValue();
        if (text.length() > maxLength) {
            throw refuse("must have at most %s characters, has %s".formatted(maxLength, text.length()));
        }
        if (!StorableText.repair(text, Integer.MAX_VALUE).equals(text)) {
            throw refuse("must not hold NUL or a lone surrogate");
        }
        return text;
    }

    String words(int maxLength) {
        String text = string(maxLength);
        if (text.isBlank()) {
            throw refuse("must not be blank");
        }
        return text;
    }

    boolean bool() {
        requireType(node.isBoolean(), "true or false");
        return node.booleanValue();
    }

    BigDecimal decimal() {
        requireType(node.isNumber(), "a number");
        return node.decimalValue();
    }

    double real() {
        requireType(node.isNumber(), "a number");
        return node.doubleValue();
    }

    long whole() {
        requireType(node.isIntegralNumber(), "a whole number");
        if (!node.canConvertToLong()) {
            throw refuse("is out of range");
        }
        return node.longValue();
    }

    <T> List<T> list(int maxSize, Function<Part, T> reader) {
        requireType(node.isArray(), "a list");
        if (node.size() > maxSize) {
            throw refuse("must have at most %s entries, has %s".formatted(maxSize, node.size()));
        }
        List<T> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(reader.apply(new Part(path + "[" + i + "]", node.get(i))));
        }
        return items;
    }

    /** What the values' own checks make of it; their refusal names this path. */
    <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw refuse(message == null ? "is not possible" : message);
        }
    }

    InvalidDocumentException refuse(String problem) {
        return new InvalidDocumentException(path, problem);
    }

    private void requireType(boolean met, String wanted) {
        if (!met) {
            throw refuse("must be %s, is %s"
                    .formatted(wanted, node.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
    }
}
