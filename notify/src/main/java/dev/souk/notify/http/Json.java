package dev.souk.notify.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Documents that go out, and answers that come back. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** In UTF-8. */
    static byte[] bytes(JsonNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of our own could not be written", e);
        }
    }

    /** What a server answered; nothing is in it if it is not JSON. */
    static JsonNode read(String answer) {
        try {
            JsonNode read = MAPPER.readTree(answer);
            return read == null ? object() : read;
        } catch (JsonProcessingException e) {
            return object();
        }
    }
}
