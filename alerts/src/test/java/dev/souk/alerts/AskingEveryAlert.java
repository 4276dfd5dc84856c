package dev.souk.alerts;

import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.QueryPrice;
import dev.souk.model.text.TextQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The obvious, slow answer: every alert is asked, every clause as its Javadoc says; at the time of the world.
 *
 * <p>What it shares with the engine is the model: how a text becomes terms and a query groups of phrases, what an attribute
 * reads as, what a rate makes of a price, what a circle or a polygon holds, which price is suspect. Those have tests of
 * their own in {@code model}. Not shared is all that stands in this module: programs, filing, terms as numbers, marks, and
 * what is said in explanations.
 */
final class AskingEveryAlert {

    /** The clauses of an alert, and what an explanation calls them. */
    enum Clause {
        SOURCE(Kind.SOURCE, false),
        NOT_SOURCE(Kind.EXCLUDED_SOURCE, false),
        CATEGORY(Kind.CATEGORY, true),
        SUBCATEGORY(Kind.SUBCATEGORY, true),
        PRICE(Kind.PRICE, true),
        ALL(Kind.KEYWORDS, false),
        ANY(Kind.KEYWORDS, false),
        TITLE(Kind.KEYWORDS, false),
        TITLE_ANY(Kind.KEYWORDS, false),
        TITLE_NONE(Kind.EXCLUDED_KEYWORD, false),
        NONE(Kind.EXCLUDED_KEYWORD, false),
        QUERY(Kind.QUERY, false),
        NOT_QUERY(Kind.EXCLUDED_BY_QUERY, false),
        QUERY_PRICE(Kind.QUERY_PRICE, true),
        LOCATION(Kind.LOCATION, true),
        NEAR(Kind.NEAR, true),
        SELLER(Kind.SELLER, true),
        NOT_SELLER(Kind.EXCLUDED_SELLER, false),
        ATTRIBUTES(Kind.ATTRIBUTE, true),
        PRICE_DROP(Kind.PRICE_DROP, true),
        PHOTOS(Kind.PHOTOS, false),
        LISTED_WITHIN(Kind.LISTED_WITHIN, true),
        MEANT(Kind.MEANT_PRICE, false);

        private final Kind kind;
        /** Whether a listing can leave the answer open. */
        final boolean canBeUnknown;

        Clause(Kind kind, boolean canBeUnknown) {
            this.kind = kind;
            this.canBeUnknown = canBeUnknown;
        }
    }

    private AskingEveryAlert() {}

    static long[] match(Collection<Alert> alerts, Listing listing) {
        return match(alerts, listing, SmallWorld.RATES);
    }

    static long[] match(Collection<Alert> alerts, Listing listing, ExchangeRates rates) {
        ListingText text = ListingText.of(listing.title(), listing.description());
        return alerts.stream()
                .filter(alert -> alert.active() && listing.status().isOpen())
                .filter(alert ->
                        clauses(alert, listing, text, rates).values().stream().allMatch(Outcome.MET::equals))
                .mapToLong(Alert::id)
                .sorted()
                .toArray();
    }

    /** What an explanation has to say, for each kind of clause that the alert has. */
    static Map<Kind, Outcome> byKind(Alert alert, Listing listing, ExchangeRates rates) {
        Map<Kind, Outcome> outcomes = new EnumMap<>(Kind.class);
        outcomes.put(Kind.STATUS, answer(listing.status().isOpen()));
        if (!alert.active()) {
            outcomes.put(Kind.ACTIVE, Outcome.NOT_MET);
        }
        clauses(alert, listing, ListingText.of(listing.title(), listing.description()), rates)
                .forEach((clause, outcome) -> outcomes.merge(clause.kind, outcome, AskingEveryAlert::and));
        return outcomes;
    }

    /** What an explanation says. */
    static Map<Kind, Outcome> byKind(Explanation explanation) {
        Map<Kind, Outcome> outcomes = new EnumMap<>(Kind.class);
        explanation.clauses().forEach(clause -> outcomes.merge(clause.kind(), clause.outcome(), AskingEveryAlert::and));
        return outcomes;
    }

    private static Outcome and(Outcome one, Outcome other) {
        return all(Stream.of(one, other));
    }

    /** Of what must all be met: one that is not decides, whatever is unknown of the others. */
    static Outcome all(Stream<Outcome> parts) {
        List<Outcome> outcomes = parts.toList();
        return outcomes.contains(Outcome.NOT_MET)
                ? Outcome.NOT_MET
                : outcomes.contains(Outcome.UNKNOWN) ? Outcome.UNKNOWN : Outcome.MET;
    }

    /** The answer to each clause that the alert has. */
    static Map<Clause, Outcome> clauses(Alert alert, Listing listing, ListingText text, ExchangeRates rates) {
        AlertCriteria criteria = alert.criteria();
        Map<Clause, Outcome> clauses = new EnumMap<>(Clause.class);
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
            clauses.put(
                    Clause.CATEGORY,
                    among(alert, CriteriaClause.CATEGORIES, criteria.categories(), listing.category()));
        }
        if (!criteria.subcategories().isEmpty()) {
            clauses.put(Clause.SUBCATEGORY, subcategory(alert, listing));
        }
        prices(alert, listing, rates, clauses);
        if (criteria.listedWithin() != null) {
            Instant listedAt = listing.listedAt();
            clauses.put(
                    Clause.LISTED_WITHIN,
                    listedAt == null
                            ? silence(alert, CriteriaClause.LISTED_WITHIN)
                            : answer(criteria.isListedWithin(listedAt, SmallWorld.NOW)));
        }
        words(alert, text, clauses);
        if (criteria.location() != null) {
            Phrase place = Phrase.of(criteria.location()).orElseThrow();
            clauses.put(
                    Clause.LOCATION,
                    listing.location() == null
                            ? silence(alert, CriteriaClause.LOCATION)
                            : answer(ListingText.of(listing.location(), null).contains(place)));
        }
        if (!criteria.near().isEmpty()) {
            clauses.put(
                    Clause.NEAR,
                    listing.point() == null
                            ? silence(alert, CriteriaClause.NEAR)
                            : answer(criteria.isNear(listing.point())));
        }
        if (!criteria.attributes().isEmpty()) {
            clauses.put(
                    Clause.ATTRIBUTES, all(criteria.attributes().stream().map(wanted -> attribute(wanted, listing))));
        }
        sellers(criteria.sellers(), listing.seller().id(), clauses);
        return clauses;
    }

    private static void prices(Alert alert, Listing listing, ExchangeRates rates, Map<Clause, Outcome> clauses) {
        AlertCriteria criteria = alert.criteria();
        Money price = listing.price();
        if (criteria.price() != null) {
            boolean needsNone = price == null && criteria.price().unknownAccepted();
            clauses.put(Clause.PRICE, needsNone ? Outcome.MET : costs(criteria.price(), price, rates));
        }
        if (criteria.priceDrop() != null) {
            clauses.put(Clause.PRICE_DROP, fell(criteria.priceDrop(), price, listing.previousPrice(), rates));
        }
        if (criteria.withoutSuspiciousPrices()) {
            clauses.put(Clause.MEANT, answer(!listing.hasSuspiciousPrice()));
        }
        if (!alert.query().prices().isEmpty()) {
            clauses.put(
                    Clause.QUERY_PRICE, all(alert.query().prices().stream().map(asked -> costs(asked, price, rates))));
        }
    }

    /** The target is reached in any currency that the rates know, which the fall itself is not. */
    private static Outcome fell(PriceDrop drop, @Nullable Money price, @Nullable Money previous, ExchangeRates rates) {
        Money least = drop.minAmount();
        Money target = drop.target();
        Outcome reached = target == null ? Outcome.MET : costs(PriceRange.upTo(target), price, rates);
        if (price == null || previous == null || !price.currency().equals(previous.currency())) {
            return all(Stream.of(Outcome.UNKNOWN, reached));
        }
        Outcome share = drop.minPercent() == 0
                ? Outcome.MET
                : answer(new PriceDrop(drop.minPercent()).isMetBy(price, previous));
        return all(Stream.of(answer(price.isLessThan(previous)), share, fellBy(least, price, previous), reached));
    }

    private static Outcome fellBy(@Nullable Money least, Money price, Money previous) {
        if (least == null) {
            return Outcome.MET;
        }
        return least.currency().equals(price.currency())
                ? answer(PriceDrop.of(least).isMetBy(price, previous))
                : Outcome.UNKNOWN;
    }

    private static Outcome costs(PriceRange range, @Nullable Money price, ExchangeRates rates) {
        if (price == null) {
            return Outcome.UNKNOWN;
        }
        return range.in(rates).stream()
                .filter(one -> one.currency().equals(price.currency()))
                .map(one -> answer(one.contains(price)))
                .findFirst()
                .orElse(Outcome.UNKNOWN);
    }

    private static Outcome costs(QueryPrice asked, @Nullable Money price, ExchangeRates rates) {
        Optional<PriceRange> range = PriceRange.of(asked);
        return price == null || range.isPresent()
                ? range.map(one -> costs(one, price, rates)).orElse(Outcome.UNKNOWN)
                : answer(asked.contains(price));
    }

    private static void words(Alert alert, ListingText text, Map<Clause, Outcome> clauses) {
        Keywords keywords = alert.criteria().keywords();
        if (!keywords.all().isEmpty()) {
            clauses.put(Clause.ALL, answer(keywords.all().stream().allMatch(entry -> occurs(entry, text))));
        }
        if (!keywords.any().isEmpty()) {
            clauses.put(Clause.ANY, answer(keywords.any().stream().anyMatch(entry -> occurs(entry, text))));
        }
        if (!keywords.title().isEmpty()) {
            clauses.put(Clause.TITLE, answer(keywords.title().stream().allMatch(entry -> isInTitle(entry, text))));
        }
        if (!keywords.titleAny().isEmpty()) {
            clauses.put(
                    Clause.TITLE_ANY, answer(keywords.titleAny().stream().anyMatch(entry -> isInTitle(entry, text))));
        }
        if (!keywords.titleNone().isEmpty()) {
            clauses.put(
                    Clause.TITLE_NONE,
                    answer(keywords.titleNone().stream().noneMatch(entry -> isInTitle(entry, text))));
        }
        if (!keywords.none().isEmpty()) {
            clauses.put(Clause.NONE, answer(keywords.none().stream().noneMatch(entry -> occurs(entry, text))));
        }
        TextQuery query = alert.query();
        if (!query.required().isEmpty()) {
            clauses.put(
                    Clause.QUERY,
                    answer(query.required().stream()
                            .allMatch(group -> group.stream().anyMatch(text::contains))));
        }
        if (!query.excluded().isEmpty()) {
            clauses.put(Clause.NOT_QUERY, answer(query.excluded().stream().noneMatch(text::contains)));
        }
    }

    private static boolean occurs(String entry, ListingText text) {
        return text.contains(Phrase.ofEntry(entry).orElseThrow());
    }

    private static boolean isInTitle(String entry, ListingText text) {
        return text.contains(Phrase.ofEntry(entry).orElseThrow().inTitle());
    }

    /** Unknown if it is not given, or in no form that can be compared. */
    private static Outcome attribute(AttributeCriterion wanted, Listing listing) {
        List<AttributeReading> said = listing.attributes().entrySet().stream()
                .filter(entry -> same(entry.getKey(), wanted.name()))
                .map(entry -> AttributeReading.of(entry.getValue()))
                .toList();
        if (said.stream().anyMatch(wanted::isMetBy)) {
            return Outcome.MET;
        }
        boolean isComparable = said.stream()
                .anyMatch(reading -> wanted.values().stream()
                        .anyMatch(value -> value.compare(reading).isPresent()));
        return isComparable ? Outcome.NOT_MET : wanted.unknownAccepted() ? Outcome.MET : Outcome.UNKNOWN;
    }

    /** Of a listing that does not say what the clause asks for. */
    private static Outcome silence(Alert alert, CriteriaClause clause) {
        return alert.criteria().unknownAccepted().contains(clause) ? Outcome.MET : Outcome.UNKNOWN;
    }

    private static void sellers(Sellers sellers, @Nullable String seller, Map<Clause, Outcome> clauses) {
        if (!sellers.any().isEmpty()) {
            clauses.put(
                    Clause.SELLER,
                    seller == null ? Outcome.UNKNOWN : answer(sellers.any().contains(seller)));
        }
        if (!sellers.none().isEmpty()) {
            clauses.put(
                    Clause.NOT_SELLER, answer(seller == null || !sellers.none().contains(seller)));
        }
    }

    private static Outcome subcategory(Alert alert, Listing listing) {
        return CategoryPaths.subcategories(listing).stream()
                .map(one -> among(
                        alert, CriteriaClause.SUBCATEGORIES, alert.criteria().subcategories(), one))
                .max(Comparator.comparing(Outcome.MET::equals))
                .orElseGet(() -> silence(alert, CriteriaClause.SUBCATEGORIES));
    }

    private static Outcome among(
            Alert alert, CriteriaClause clause, Collection<String> accepted, @Nullable String value) {
        return value == null ? silence(alert, clause) : answer(accepted.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static Outcome answer(boolean met) {
        return met ? Outcome.MET : Outcome.NOT_MET;
    }
}
