package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What a person would know a device by, as JSON: an object of strings, sorted by name. Thread-safe. */
public final class DeviceJson {

    private DeviceJson() {}

    /** Writes a document. */
    public static String write(Map<String, String> device) {
        ObjectNode document = Json.newObject();
        new TreeMap<>(device).forEach(document::put);
        return Json.write(document);
    }
}
