package dev.souk.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Text to tree and back, within limits that no honest document comes near. */
final class Json {

    /** The longest document that is read, in characters. */
    static final int MAX_LENGTH = 64 * 1024;

    /** The longest document that is written: JSONB gives it back with blanks, and then it must still be read. */
    static final int MAX_WRITTEN_LENGTH = 48 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_LENGTH)
                            .maxNestingDepth(8)
                            // Each takes a character, and there are criteria of more than ten thousand.
                            .maxTokenCount(MAX_LENGTH)
                            // JSONB writes the smallest double in 326 digits.
                            .maxNumberLength(400)
                            .maxStringLength(10_000)
                            .maxNameLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectPart read(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new InvalidDocumentException("", "is longer than %s characters".formatted(MAX_LENGTH));
        }
        try {
            JsonNode node = MAPPER.readTree(json);
            return new Part("", node).object();
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new InvalidDocumentException("", "is no JSON within the limits: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "number out of range";
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static String write(ObjectNode document) {
        String json = document.toString();
        if (json.length() > MAX_WRITTEN_LENGTH) {
            throw new InvalidDocumentException(
                    "", "is longer than %s characters when written".formatted(MAX_WRITTEN_LENGTH));
        }
        return json;
    }
}
