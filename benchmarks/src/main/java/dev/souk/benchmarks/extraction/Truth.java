package dev.souk.benchmarks.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What people read off a page: any of several values for each, none if the page shows none. */
record Truth(List<String> prices, List<String> skus, List<String> availabilities) {

    static Truth of(JsonNode entry) {
        return new Truth(values(entry.path("price")), values(entry.path("sku")), values(entry.path("availability")));
    }

    private static List<String> values(JsonNode several) {
        List<String> values = new ArrayList<>();
        several.forEach(value -> values.add(value.asText().strip()));
        return values;
    }
}
