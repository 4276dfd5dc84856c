package dev.souk.pipeline;

import dev.souk.model.ExchangeRates;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Fact;
import dev.souk.model.text.TextQuery;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.WordSearch;
import dev.souk.scraper.source.WordSearch.Fields;
import dev.souk.scraper.source.WordSearch.Forms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a site can be asked for an alert's sake: a search that finds every listing of the site that the alert would match,
 * and as few others as the site's {@link SourceCapabilities} allow. Only what the site keeps to is asked, and what a search
 * cannot say is left out, and so is what a listing need not say, since a site leaves out what does not: it is weaker than
 * the alert or equal, never stronger, and the engine has the last word.
 *
 * <p>What a site means by words ({@link WordSearch}) and in which currency it searches is often not known. Then nothing is
 * asked that may lose a listing, which can mean many pages; an application that would rather fetch few says {@link
 * InDoubt#ASK}.
 *
 * <pre>{@code
 * AlertSearch.of(alert, source, ExchangeRates.NONE).ifPresent(search ->
 *         pipeline.watch(source, search.location("berlin").build()));
 * }</pre>
 */
public final class AlertSearch {

    /** Characters; sites take no more, or read no more. */
    private static final int MAX_WORDS_LENGTH = 200;

    /** What sites read as more than words: a sign before one leaves it out, others make phrases, groups, choices. */
    private static final Pattern OPERATORS = Pattern.compile("(?<![\\p{L}\\p{N}])[-+~!]+|[\"()|]+");

    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private final AlertCriteria criteria;
    private final TextQuery query;
    private final ExchangeRates rates;
    private final SourceCapabilities site;
    private final boolean isAskedInDoubt;

    private AlertSearch(Alert alert, SourceCapabilities site, ExchangeRates rates, InDoubt inDoubt) {
        criteria = alert.criteria();
        query = alert.query();
        this.site = site;
        this.rates = rates;
        isAskedInDoubt = inDoubt == InDoubt.ASK;
    }

    /**
     * The search, to which the application adds what only it knows: category and place in the site's own spelling,
     * which must be the place that {@link SearchRequest#near} is at, since the radius goes around it. Not of a clause
     * to which silence is an answer ({@link AlertCriteria#acceptsUnknown}): the site would leave out what does not say. A
     * site that has none of the conditions which the alert names (Vinted and what is for parts) refuses the search, with an
     * {@link IllegalArgumentException}, when it is watched: there is nothing for that alert.
     *
     * @param rates those that the alert is matched by
     * @return empty if the alert leaves the site out
     */
    public static Optional<SearchRequest.Builder> of(Alert alert, ListingSource source, ExchangeRates rates) {
        return of(alert, source, rates, InDoubt.LEAVE_OUT);
    }

    /**
     * The same, for an application that knows better what to do where it is not known whether the site would lose a
     * listing.
     *
     * @param inDoubt whether that is asked all the same
     */
    public static Optional<SearchRequest.Builder> of(
            Alert alert, ListingSource source, ExchangeRates rates, InDoubt inDoubt) {
        return of(alert, source.id(), source.capabilities(), rates, inDoubt);
    }

    static Optional<SearchRequest.Builder> of(
            Alert alert, SourceId source, SourceCapabilities site, ExchangeRates rates, InDoubt inDoubt) {
        AlertCriteria criteria = alert.criteria();
        boolean isAsked = criteria.sources().isEmpty() || criteria.sources().contains(source);
        return isAsked && !criteria.excludedSources().contains(source)
                ? Optional.of(new AlertSearch(alert, site, rates, inDoubt).search())
                : Optional.empty();
    }

    private SearchRequest.Builder search() {
        SearchRequest.Builder search = SearchRequest.builder();
        if (site.keepsTo(Criterion.TEXT)) {
            search.text(words());
        }
        if (site.keepsTo(Criterion.PRICE)) {
            price(search);
        }
        if (site.keepsTo(Criterion.RADIUS) && !criteria.acceptsUnknown(CriteriaClause.NEAR)) {
            near(search);
        }
        if (site.keepsTo(Criterion.CONDITION)) {
            search.conditions(conditions());
        }
        if (site.keepsTo(Criterion.SINCE)
                && criteria.listedWithin() != null
                && !criteria.acceptsUnknown(CriteriaClause.LISTED_WITHIN)) {
            long seconds = criteria.listedWithin().toSeconds();
            search.daysSinceListed((int) ((seconds + SECONDS_OF_A_DAY - 1) / SECONDS_OF_A_DAY));
        }
        return site.orders().contains(Order.NEWEST) ? search.newestFirst() : search;
    }

    /**
     * What must occur where the site looks, as it was typed but for marks that a site's search may read as more than words,
     * as far as there is room. One of several words, or a word of which only the beginning is known, cannot be said.
     */
    private String words() {
        if (site.words().forms() == Forms.LITERAL || (site.words().forms() == Forms.NOT_KNOWN && !isAskedInDoubt)) {
            return "";
        }
        boolean isLookedForAnywhere = site.words().fields() == Fields.TITLE_AND_DESCRIPTION
                || (site.words().fields() == Fields.NOT_KNOWN && isAskedInDoubt);
        Stream<String> anywhere = isLookedForAnywhere ? criteria.keywords().all().stream() : Stream.empty();
        Stream<String> typed = query.required().stream()
                .filter(group -> group.size() == 1)
                .map(group -> group.get(0))
                .filter(phrase -> isLookedForAnywhere || phrase.titleOnly())
                .map(query::typed);
        StringBuilder words = new StringBuilder();
        Stream.of(anywhere, criteria.keywords().title().stream(), typed)
                .flatMap(Function.identity())
                .filter(entry -> entry.indexOf('*') < 0)
                .map(entry -> OPERATORS.matcher(entry).replaceAll(" ").strip())
                .distinct()
                .filter(entry -> words.length() + entry.length() < MAX_WORDS_LENGTH)
                .forEachOrdered(
                        entry -> words.append(words.isEmpty() ? "" : " ").append(entry));
        return words.toString();
    }

    /** Where several demands are made, the narrowest. */
    private void price(SearchRequest.Builder search) {
        if (site.hasOtherCurrencies() && !isAskedInDoubt) {
            return;
        }
        Bounds bounds = new Bounds();
        PriceRange range = criteria.price();
        // A site that keeps to a price leaves out what has none.
        if (range != null && range.unknown() == PriceRange.Unknown.REJECT) {
            bounds.narrow(asked(range));
        }
        query.prices()
                .forEach(asked -> PriceRange.of(asked)
                        .ifPresentOrElse(
                                one -> bounds.narrow(asked(one)), () -> bounds.narrow(asked.min(), asked.max())));
        if (criteria.priceDrop() != null && criteria.priceDrop().target() != null) {
            bounds.narrow(asked(PriceRange.upTo(criteria.priceDrop().target())));
        }
        bounds.set(search);
    }

    /**
     * In the currency of the search: none if the rates do not reach it. If nobody knows it, in each of them, so that the
     * bounds go from the lowest to the highest.
     */
    private List<PriceRange> asked(PriceRange range) {
        List<PriceRange> ranges = range.in(rates);
        return site.currency() == null
                ? ranges
                : ranges.stream()
                        .filter(one -> one.currency().equals(site.currency()))
                        .toList();
    }

    /** One circle around all places; none if that is wider than the site searches, which may narrow it and lose a match. */
    private void near(SearchRequest.Builder search) {
        circle().filter(circle -> circle.radiusKm() <= site.widestRadiusKm())
                .ifPresent(circle -> search.near(circle.center()).radiusKm((int) Math.ceil(circle.radiusKm())));
    }

    private Optional<GeoCircle> circle() {
        List<GeoArea> places = criteria.near();
        if (places.size() == 1 && places.get(0) instanceof GeoCircle circle) {
            return Optional.of(circle);
        }
        return places.isEmpty() ? Optional.empty() : EnclosingCircle.of(places);
    }

    /** Of the first demand on it that can be said. */
    private Condition[] conditions() {
        return criteria.attributes().stream()
                .filter(demand -> demand.name().equalsIgnoreCase(Fact.CONDITION.attribute()))
                .filter(demand -> !demand.unknownAccepted())
                .map(AlertSearch::known)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .distinct()
                .toArray(Condition[]::new);
    }

    /** None if a value is none that a search knows. */
    private static List<Condition> known(AttributeCriterion demand) {
        List<Condition> conditions = new ArrayList<>();
        if (demand.operator() != AttributeOperator.EQUAL && demand.operator() != AttributeOperator.IN) {
            return conditions;
        }
        for (AttributeValue value : demand.values()) {
            Optional<Condition> known = value instanceof AttributeValue.Text text
                    ? Condition.of(text.text().toLowerCase(Locale.ROOT))
                    : Optional.empty();
            if (known.isEmpty()) {
                return List.of();
            }
            conditions.add(known.get());
        }
        return conditions;
    }

    /** What is asked of a site of which it is not known whether its search would lose a listing by it. */
    public enum InDoubt {
        /** Nothing: no match is lost, and more pages are read. */
        LEAVE_OUT,
        /** Words and prices as if the site read them as Souk does: few pages, and a match may be lost. */
        ASK
    }

    /** In whole units, which reach a little further. */
    private static final class Bounds {

        private BigDecimal low = BigDecimal.ZERO;
        private Optional<BigDecimal> high = Optional.empty();

        /** From the lowest to the highest of them. */
        private void narrow(List<PriceRange> ranges) {
            Optional<BigDecimal> lowest = ranges.stream()
                    .map(range -> Optional.ofNullable(range.min()).orElse(BigDecimal.ZERO))
                    .reduce(BigDecimal::min);
            boolean isOpen = ranges.stream().anyMatch(range -> range.max() == null);
            Optional<BigDecimal> highest = isOpen
                    ? Optional.empty()
                    : ranges.stream()
                            .flatMap(range -> Optional.ofNullable(range.max()).stream())
                            .reduce(BigDecimal::max);
            low = low.max(lowest.orElse(BigDecimal.ZERO));
            highest.ifPresent(this::atMost);
        }

        private void narrow(@Nullable BigDecimal min, @Nullable BigDecimal max) {
            if (min != null) {
                low = low.max(min);
            }
            if (max != null) {
                atMost(max);
            }
        }

        private void atMost(BigDecimal max) {
            high = Optional.of(high.map(max::min).orElse(max));
        }

        /** What contradicts itself is matched by nothing; the upper bound alone will do then. */
        private void set(SearchRequest.Builder search) {
            long least = low.setScale(0, RoundingMode.FLOOR).longValueExact();
            Optional<Long> most =
                    high.map(max -> max.setScale(0, RoundingMode.CEILING).longValueExact());
            most.ifPresent(search::maxPrice);
            if (least > 0 && most.orElse(Long.MAX_VALUE) >= least) {
                search.minPrice(least);
            }
        }
    }
}
