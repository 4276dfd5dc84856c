package dev.souk.benchmarks.agreement;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert that is asked clause by clause, each as its documentation says; with what {@link BikeAlerts} can demand. */
record PlainAlert(
        Alert alert, List<Phrase> all, List<Phrase> any, List<Phrase> title, List<Phrase> none, List<Phrase> location) {

    static PlainAlert of(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        return new PlainAlert(
                alert,
                phrases(criteria.keywords().all()),
                phrases(criteria.keywords().any()),
                phrases(criteria.keywords().title()).stream()
                        .map(Phrase::inTitle)
                        .toList(),
                phrases(criteria.keywords().none()),
                criteria.location() == null ? List.of() : phrases(List.of(criteria.location())));
    }

    private static List<Phrase> phrases(Collection<String> entries) {
        return entries.stream().map(entry -> Phrase.of(entry).orElseThrow()).toList();
    }

    boolean accepts(Listing listing, ListingText text, Optional<ListingText> place) {
        AlertCriteria criteria = alert.criteria();
        return (criteria.sources().isEmpty()
                        || criteria.sources().contains(listing.key().source()))
                && isOneOf(criteria.categories(), listing.category())
                && (criteria.price() == null
                        || (listing.price() != null && criteria.price().contains(listing.price())))
                && all.stream().allMatch(text::contains)
                && (any.isEmpty() || any.stream().anyMatch(text::contains))
                && title.stream().allMatch(text::contains)
                && none.stream().noneMatch(text::contains)
                && alert.query().matches(text, listing.price())
                && (location.isEmpty()
                        || place.filter(words -> words.contains(location.get(0)))
                                .isPresent())
                && criteria.sellers().accept(listing.seller())
                && criteria.attributes().stream()
                        .allMatch(wanted -> listing.attributes().entrySet().stream()
                                .anyMatch(said -> said.getKey().equalsIgnoreCase(wanted.name())
                                        && wanted.isMetBy(AttributeReading.of(said.getValue()))));
    }

    private static boolean isOneOf(Set<String> accepted, @Nullable String value) {
        return accepted.isEmpty() || (value != null && accepted.contains(value.toLowerCase(Locale.ROOT)));
    }
}
