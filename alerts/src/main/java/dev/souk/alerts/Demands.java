package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.Keywords;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.QueryPrice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert demands of words, criteria and query together.
 *
 * @param required one phrase of each group must occur
 * @param excluded none of these may occur
 * @param place must occur in the place; null for no such demand
 * @param prices what the query demands of the price
 */
record Demands(
        List<List<Phrase>> required,
        List<Phrase> excluded,
        @Nullable Phrase place,
        List<QueryPrice> prices) {

    static Demands of(Alert alert) {
        Keywords keywords = alert.criteria().keywords();
        List<List<Phrase>> required = new ArrayList<>(keywords.required());
        required.addAll(alert.query().required());
        List<Phrase> excluded = new ArrayList<>(keywords.excluded());
        excluded.addAll(alert.query().excluded());
        String location = alert.criteria().location();
        return new Demands(
                required,
                excluded,
                location == null ? null : Phrase.of(location).orElseThrow(),
                alert.query().prices());
    }
}
