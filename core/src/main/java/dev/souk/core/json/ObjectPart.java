package dev.souk.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An object of a document. */
record ObjectPart(Part whole) {

    private static final int SHOWN = 100;

    /** Refuses any other key: a clause that is passed over would tell of listings that nobody asked for. */
    ObjectPart onlyKeys(Set<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw new InvalidDocumentException(pathOf(key), "is no key that is known here");
            }
        }
        return this;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        whole.node().fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    Optional<Part> find(String key) {
        JsonNode value = whole.node().get(key);
        return value == null ? Optional.empty() : Optional.of(new Part(pathOf(key), value));
    }

    Part require(String key) {
        return find(key).orElseThrow(() -> new InvalidDocumentException(pathOf(key), "is missing"));
    }

    private String pathOf(String key) {
        String shown = key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key;
        return whole.path().isEmpty() ? shown : whole.path() + "." + shown;
    }
}
