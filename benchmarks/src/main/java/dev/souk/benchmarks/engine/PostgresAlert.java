package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table of {@link PostgresSearch}: under what the alert is filed, and what is checked. */
record PostgresAlert(
        long id,
        List<String> filed,
        @Nullable String wanted,
        @Nullable String currency,
        @Nullable Long low,
        @Nullable Long high,
        @Nullable String numbers,
        @Nullable SpacePoint place,
        @Nullable Double chord) {

    static PostgresAlert of(Alert alert, ShownKeys keys) {
        AlertCriteria criteria = alert.criteria();
        PriceRange price = criteria.price();
        GeoCircle circle =
                criteria.near().isEmpty() ? null : (GeoCircle) criteria.near().get(0);
        return new PostgresAlert(
                alert.id(),
                filed(alert, keys),
                PostgresText.query(alert),
                price == null ? null : price.currency(),
                price == null ? null : lowest(price),
                price == null ? null : highest(price),
                PostgresText.numbers(criteria),
                circle == null ? null : SpacePoint.of(circle.center()),
                circle == null ? null : SpacePoint.squareOfChord(circle.radiusKm()));
    }

    private static long lowest(PriceRange price) {
        return price.min() == null ? 0 : Seen.cents(price.min());
    }

    private static long highest(PriceRange price) {
        return price.max() == null ? Long.MAX_VALUE : Seen.cents(price.max());
    }

    /** Of all that a listing must show one of, what the fewest listings show. */
    private static List<String> filed(Alert alert, ShownKeys keys) {
        AlertCriteria criteria = alert.criteria();
        List<List<String>> choices = new ArrayList<>();
        for (List<Phrase> group : Demand.of(alert).required()) {
            choices.add(
                    group.stream().map(phrase -> rarest("text:", phrase, keys)).toList());
        }
        choices.add(named("source:", criteria.sources()));
        choices.add(named("category:", criteria.categories()));
        choices.add(named("subcategory:", criteria.subcategories()));
        choices.add(named("seller:", criteria.sellers().any()));
        if (criteria.location() != null) {
            choices.add(List.of(rarest("place:", Phrase.of(criteria.location()).orElseThrow(), keys)));
        }
        criteria.attributes().stream()
                .filter(NamedValues::areDemandedBy)
                .forEach(wanted -> choices.add(named("attribute:", NamedValues.of(wanted))));
        if (criteria.price() != null) {
            PriceRange price = criteria.price();
            choices.add(named("bracket:", Grid.brackets(price.currency(), lowest(price), highest(price))));
        }
        criteria.near().forEach(circle -> choices.add(named("cell:", Grid.cover((GeoCircle) circle))));
        return choices.stream()
                .filter(choice -> !choice.isEmpty())
                .min(Comparator.comparingDouble(
                        choice -> choice.stream().mapToDouble(keys::share).sum()))
                .orElseThrow(
                        () -> new IllegalArgumentException("alert " + alert.id() + " names nothing to file it under"));
    }

    private static String rarest(String field, Phrase phrase, ShownKeys keys) {
        return phrase.terms().stream()
                .map(term -> field + term)
                .min(Comparator.comparingDouble(keys::share))
                .orElseThrow();
    }

    private static List<String> named(String field, Collection<?> names) {
        return names.stream().map(name -> field + name).toList();
    }
}
