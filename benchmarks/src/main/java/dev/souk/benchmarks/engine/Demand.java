package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.Keywords;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of an alert by Souk's analysis, for ways that have none of their own: of each required group one phrase, of
 * the excluded ones none. What is one after the analysis, such as {@code bike} and {@code bikes}, stands there once.
 */
record Demand(List<List<Phrase>> required, List<Phrase> excluded) {

    static Demand of(Alert alert) {
        Keywords keywords = alert.criteria().keywords();
        List<List<Phrase>> required = new ArrayList<>();
        phrases(keywords.all()).forEach(phrase -> required.add(List.of(phrase)));
        if (!keywords.any().isEmpty()) {
            required.add(phrases(keywords.any()));
        }
        required.addAll(alert.query().required());
        List<Phrase> excluded = new ArrayList<>(phrases(keywords.none()));
        excluded.addAll(alert.query().excluded());
        return new Demand(required, excluded);
    }

    private static List<Phrase> phrases(List<String> entries) {
        return entries.stream()
                .map(entry -> Phrase.ofEntry(entry).orElseThrow())
                .distinct()
                .toList();
    }
}
