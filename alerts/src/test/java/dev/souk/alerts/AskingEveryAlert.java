package dev.souk.alerts;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.QueryPrice;
import dev.souk.model.text.TextQuery;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The obvious, slow answer: every alert is asked, every clause as its Javadoc says; at the time and rates of the world. */
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
        PHOTOS,
        LISTED_WITHIN,
        MEANT,
        QUERY_PRICE
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
                    listing.price() == null && criteria.price().unknownAccepted()
                            ? "met"
                            : costs(criteria.price(), listing.price()));
        }
        if (criteria.listedWithin() != null) {
            clauses.put(
                    Clause.LISTED_WITHIN,
                    listing.listedAt() == null
                            ? "unknown"
                            : answer(criteria.isListedWithin(listing.listedAt(), SmallWorld.NOW)));
        }
        if (criteria.onlyMeantPrices()) {
            clauses.put(Clause.MEANT, answer(!listing.priceSuspect()));
        }
        if (!alert.query().prices().isEmpty()) {
            clauses.put(
                    Clause.QUERY_PRICE,
                    answer(alert.query().prices().stream().allMatch(asked -> costs(asked, listing.price()))));
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
            clauses.put(Clause.NEAR, listing.point() == null ? "unknown" : answer(criteria.isNear(listing.point())));
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
                            : answer(fell(criteria.priceDrop(), listing.price(), listing.previousPrice())));
        }
        return clauses;
    }

    /** The target is reached in any currency that the rates know, which the drop itself does not. */
    private static boolean fell(PriceDrop drop, Money price, Money previous) {
        Money target = drop.target();
        boolean isLower = (drop.minPercent() > 0 || drop.minAmount() != null)
                ? new PriceDrop(drop.minPercent(), drop.minAmount()).isMetBy(price, previous)
                : price.isLessThan(previous);
        return isLower
                && (target == null || costs(PriceRange.upTo(target), price).equals("met"));
    }

    private static String costs(PriceRange range, @Nullable Money price) {
        if (price == null) {
            return "unknown";
        }
        return range.in(SmallWorld.RATES).stream()
                .filter(one -> one.currency().equals(price.currency()))
                .map(one -> answer(one.contains(price)))
                .findFirst()
                .orElse("unknown");
    }

    private static boolean costs(QueryPrice asked, @Nullable Money price) {
        return PriceRange.of(asked)
                .map(range -> costs(range, price).equals("met"))
                .orElseGet(() -> price != null && asked.contains(price));
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
            clauses.put(
                    Clause.TITLE,
                    answer(keywords.title().stream()
                            .allMatch(entry -> text.contains(
                                    Phrase.ofEntry(entry).orElseThrow().inTitle()))));
        }
        if (!keywords.none().isEmpty()) {
            clauses.put(Clause.NONE, answer(keywords.none().stream().noneMatch(entry -> occurs(entry, text))));
        }
        if (!alert.query().isEmpty()) {
            TextQuery query = alert.query();
            boolean isHeld =
                    query.required().stream().allMatch(group -> group.stream().anyMatch(text::contains))
                            && query.excluded().stream().noneMatch(text::contains);
            clauses.put(Clause.QUERY, answer(isHeld));
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
