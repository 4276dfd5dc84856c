package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many of each, as JSON: an object of whole numbers, sorted by name. Thread-safe. */
public final class CountsJson {

    private CountsJson() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if it is no object of whole numbers
     */
    public static SortedMap<String, Integer> read(String json) {
        ObjectPart document = Json.read(json);
        SortedMap<String, Integer> counts = new TreeMap<>();
        document.keys().forEach(name -> counts.put(name, count(document.require(name))));
        return counts;
    }

    private static int count(Part part) {
        long count = part.whole();
        if (count != (int) count) {
            throw part.refuse("is out of range");
        }
        return (int) count;
    }

    /** Writes a document. */
    public static String write(Map<String, Integer> counts) {
        ObjectNode document = Json.newObject();
        new TreeMap<>(counts).forEach(document::put);
        return Json.write(document);
    }
}
