package dev.souk.benchmarks.agreement;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert that is asked clause by clause, each as its documentation says; with what {@link BikeAlerts} can demand. */
record PlainAlert(
        Alert alert,
        List<Phrase> all,
        List<Phrase> any,
        List<Phrase> none,
        List<Phrase> title,
        List<Phrase> titleAny,
        List<Phrase> titleNone,
        List<Phrase> location) {

    static PlainAlert of(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        return new PlainAlert(
                alert,
                phrases(criteria.keywords().all()),
                phrases(criteria.keywords().any()),
                phrases(criteria.keywords().none()),
                titles(criteria.keywords().title()),
                titles(criteria.keywords().titleAny()),
                titles(criteria.keywords().titleNone()),
                criteria.location() == null ? List.of() : phrases(List.of(criteria.location())));
    }

    private static List<Phrase> phrases(Collection<String> entries) {
        return entries.stream()
                .map(entry -> Phrase.ofEntry(entry).orElseThrow())
                .toList();
    }

    private static List<Phrase> titles(Collection<String> entries) {
        return phrases(entries).stream().map(Phrase::inTitle).toList();
    }

    boolean accepts(Listing listing, ListingText text, Optional<ListingText> place, Instant askedAt) {
        return isFrom(listing) && says(text, place) && costs(listing) && isNear(listing) && has(listing, askedAt);
    }

    private boolean isFrom(Listing listing) {
        AlertCriteria criteria = alert.criteria();
        return (criteria.sources().isEmpty()
                        || criteria.sources().contains(listing.key().source()))
                && !criteria.excludedSources().contains(listing.key().source())
                && isOneOf(criteria.categories(), listing.category(), CriteriaClause.CATEGORIES)
                && isBelowOneOf(criteria.subcategories(), listing)
                && criteria.sellers().accept(listing.seller());
    }

    private boolean says(ListingText text, Optional<ListingText> place) {
        return all.stream().allMatch(text::contains)
                && (any.isEmpty() || any.stream().anyMatch(text::contains))
                && none.stream().noneMatch(text::contains)
                && title.stream().allMatch(text::contains)
                && (titleAny.isEmpty() || titleAny.stream().anyMatch(text::contains))
                && titleNone.stream().noneMatch(text::contains)
                && alert.query().required().stream()
                        .allMatch(group -> group.stream().anyMatch(text::contains))
                && alert.query().excluded().stream().noneMatch(text::contains)
                && (location.isEmpty()
                        || place.map(words -> words.contains(location.get(0)))
                                .orElse(isAccepted(CriteriaClause.LOCATION)));
    }

    private boolean costs(Listing listing) {
        AlertCriteria criteria = alert.criteria();
        return (criteria.price() == null
                        || (listing.price() == null
                                ? criteria.price().unknownAccepted()
                                : isWithin(criteria.price(), listing.price())))
                && alert.query().prices().stream().allMatch(asked -> isAsked(asked, listing.price()))
                && !(criteria.withoutSuspiciousPrices() && listing.hasSuspiciousPrice())
                && (criteria.priceDrop() == null
                        || (listing.price() != null
                                && listing.previousPrice() != null
                                && fell(criteria.priceDrop(), listing.price(), listing.previousPrice())));
    }

    private static boolean fell(PriceDrop drop, Money price, Money previous) {
        BigDecimal by = previous.amount().subtract(price.amount());
        BigDecimal share = previous.amount().multiply(BigDecimal.valueOf(drop.minPercent(), 2));
        return price.currency().equals(previous.currency())
                && by.signum() > 0
                && by.compareTo(share) >= 0
                && (drop.minAmount() == null
                        || (drop.minAmount().currency().equals(price.currency())
                                && by.compareTo(drop.minAmount().amount()) >= 0))
                && (drop.target() == null || isWithin(PriceRange.upTo(drop.target()), price));
    }

    private static boolean isAsked(QueryPrice asked, @Nullable Money price) {
        return price != null
                && PriceRange.of(asked).map(range -> isWithin(range, price)).orElseGet(() -> asked.contains(price));
    }

    private static boolean isWithin(PriceRange range, Money price) {
        return range.in(BikeAlerts.RATES).stream().anyMatch(one -> one.contains(price));
    }

    private boolean isNear(Listing listing) {
        AlertCriteria criteria = alert.criteria();
        return criteria.near().isEmpty()
                || (listing.point() == null
                        ? isAccepted(CriteriaClause.NEAR)
                        : criteria.near().stream().anyMatch(area -> area.contains(listing.point())));
    }

    private boolean has(Listing listing, Instant askedAt) {
        AlertCriteria criteria = alert.criteria();
        return listing.images().size() >= criteria.minPhotos()
                && (criteria.listedWithin() == null
                        || (listing.listedAt() == null
                                ? isAccepted(CriteriaClause.LISTED_WITHIN)
                                : !listing.listedAt().isBefore(askedAt.minus(criteria.listedWithin()))))
                && criteria.attributes().stream().allMatch(wanted -> isMet(wanted, listing));
    }

    private static boolean isMet(AttributeCriterion wanted, Listing listing) {
        List<AttributeReading> said = listing.attributes().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(wanted.name()))
                .map(entry -> AttributeReading.of(entry.getValue()))
                .toList();
        return said.stream().anyMatch(wanted::isMetBy)
                || (wanted.unknownAccepted() && said.stream().noneMatch(wanted::isComparable));
    }

    private boolean isAccepted(CriteriaClause clause) {
        return alert.criteria().unknownAccepted().contains(clause);
    }

    /** By its subcategory, or by any step of its path but the first; none of those here has twenty. */
    private boolean isBelowOneOf(Set<String> accepted, Listing listing) {
        List<String> steps = listing.facts().categoryPath().stream().skip(1).toList();
        boolean saysOnlySteps = listing.subcategory() == null && !steps.isEmpty();
        return accepted.isEmpty()
                || steps.stream().anyMatch(step -> accepted.contains(step.toLowerCase(Locale.ROOT)))
                || (!saysOnlySteps && isOneOf(accepted, listing.subcategory(), CriteriaClause.SUBCATEGORIES));
    }

    private boolean isOneOf(Set<String> accepted, @Nullable String value, CriteriaClause clause) {
        return accepted.isEmpty()
                || (value == null ? isAccepted(clause) : accepted.contains(value.toLowerCase(Locale.ROOT)));
    }
}
