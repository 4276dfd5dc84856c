package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.Keywords;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The obvious, slow answer: every alert is asked, every clause as its Javadoc says. */
final class AskingEveryAlert {

    /** The clauses of an alert. */
    enum Clause {
        SOURCE,
        NOT_SOURCE,
        CATEGORY,
        SUBCATEGORY,
        PRICE,
        ALL,
        ANY,
        NONE,
        TITLE,
        QUERY,
        LOCATION,
        NEAR,
        SELLERS,
        ATTRIBUTES,
        PRICE_DROP,
        PHOTOS
    }

    private AskingEveryAlert() {}

    static long[] match(Collection<Alert> alerts, Listing listing) {
        ListingText text = ListingText.of(listing.title(), listing.description());
        return alerts.stream()
                .filter(alert -> matches(alert, listing, text))
                .mapToLong(Alert::id)
                .sorted()
                .toArray();
    }

    static boolean matches(Alert alert, Listing listing) {
        return matches(alert, listing, ListingText.of(listing.title(), listing.description()));
    }

    private static boolean matches(Alert alert, Listing listing, ListingText text) {
        return alert.active()
                && listing.status().isOpen()
                && clauses(alert, listing, text).values().stream().allMatch("met"::equals);
    }

    /** For each clause that the alert has: met, missed or unknown. */
    static Map<Clause, String> clauses(Alert alert, Listing listing, ListingText text) {
        AlertCriteria criteria = alert.criteria();
        Map<Clause, String> clauses = new EnumMap<>(Clause.class);
        if (!criteria.sources().isEmpty()) {
            clauses.put(
                    Clause.SOURCE,
                    answer(criteria.sources().contains(listing.key().source())));
        }
        if (!criteria.excludedSources().isEmpty()) {
            clauses.put(
                    Clause.NOT_SOURCE,
                    answer(!criteria.excludedSources().contains(listing.key().source())));
        }
        if (criteria.minPhotos() > 0) {
            clauses.put(Clause.PHOTOS, answer(listing.images().size() >= criteria.minPhotos()));
        }
        if (!criteria.categories().isEmpty()) {
            clauses.put(Clause.CATEGORY, among(criteria.categories(), listing.category()));
        }
        if (!criteria.subcategories().isEmpty()) {
            clauses.put(Clause.SUBCATEGORY, among(criteria.subcategories(), listing.subcategory()));
        }
        if (criteria.price() != null) {
            clauses.put(
                    Clause.PRICE,
                    listing.price() == null
                            ? criteria.price().unknownAccepted() ? "met" : "unknown"
                            : answer(criteria.price().contains(listing.price())));
        }
        words(alert, text, clauses);
        if (criteria.location() != null) {
            clauses.put(
                    Clause.LOCATION,
                    listing.location() == null
                            ? "unknown"
                            : answer(ListingText.of(listing.location(), null)
                                    .contains(Phrase.of(criteria.location()).orElseThrow())));
        }
        if (!criteria.near().isEmpty()) {
            clauses.put(
                    Clause.NEAR,
                    listing.point() == null
                            ? "unknown"
                            : answer(criteria.isNear(listing.point())));
        }
        if (!criteria.attributes().isEmpty()) {
            clauses.put(
                    Clause.ATTRIBUTES,
                    answer(criteria.attributes().stream()
                            .allMatch(wanted -> listing.attributes().entrySet().stream()
                                    .anyMatch(entry -> same(entry.getKey(), wanted.name())
                                            && wanted.isMetBy(AttributeReading.of(entry.getValue()))))));
        }
        if (!criteria.sellers().isEmpty()) {
            clauses.put(Clause.SELLERS, answer(criteria.sellers().accept(listing.seller())));
        }
        if (criteria.priceDrop() != null) {
            clauses.put(
                    Clause.PRICE_DROP,
                    listing.price() == null || listing.previousPrice() == null
                            ? "unknown"
                            : answer(criteria.priceDrop().isMetBy(listing.price(), listing.previousPrice())));
        }
        return clauses;
    }

    private static void words(Alert alert, ListingText text, Map<Clause, String> clauses) {
        Keywords keywords = alert.criteria().keywords();
        if (!keywords.all().isEmpty()) {
            clauses.put(Clause.ALL, answer(keywords.all().stream().allMatch(entry -> occurs(entry, text))));
        }
        if (!keywords.any().isEmpty()) {
            clauses.put(Clause.ANY, answer(keywords.any().stream().anyMatch(entry -> occurs(entry, text))));
        }
        if (!keywords.title().isEmpty()) {
            clauses.put(Clause.TITLE, answer(keywords.title().stream().allMatch(entry -> text.contains(
                    Phrase.ofEntry(entry).orElseThrow().inTitle()))));
        }
        if (!keywords.none().isEmpty()) {
            clauses.put(Clause.NONE, answer(keywords.none().stream().noneMatch(entry -> occurs(entry, text))));
        }
        if (!alert.query().isEmpty()) {
            clauses.put(Clause.QUERY, answer(alert.query().matches(text)));
        }
    }

    private static boolean occurs(String entry, ListingText text) {
        return text.contains(Phrase.ofEntry(entry).orElseThrow());
    }

    private static String among(Collection<String> accepted, @Nullable String value) {
        return value == null ? "unknown" : answer(accepted.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static String answer(boolean met) {
        return met ? "met" : "missed";
    }
}
