package dev.souk.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a row's columns, as the audit log keeps them. Thread-safe. */
public final class AuditValuesJson {

    private AuditValuesJson() {}

    /**
     * Each column that is not empty, with its value as text.
     *
     * @throws InvalidDocumentException if it is no object
     */
    public static Map<String, String> read(String json) {
        ObjectPart document = Json.read(json);
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : document.keys()) {
            JsonNode value = document.require(column).node();
            if (!value.isNull()) {
                values.put(column, value.isValueNode() ? value.asText() : value.toString());
            }
        }
        return values;
    }
}
