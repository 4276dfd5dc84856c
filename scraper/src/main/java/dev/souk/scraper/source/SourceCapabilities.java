package dev.souk.scraper.source;

import dev.souk.model.Money;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which criteria the search of a marketplace honours. What it takes and does not honour, such as a radius that it rounds
 * up, is not named here: it is asked for all the same, and the scraper leaves out what lies outside. Unchanging; made from {@link #NONE} or {@link #searchBy}.
 *
 * <pre>{@code
 * SourceCapabilities.searchBy(Criterion.TEXT, Criterion.PRICE).orderedBy(Order.NEWEST).pagesOf(40)
 * }</pre>
 *
 * @param criteria what need not be looked at again in what the site shows
 * @param orders what can come first
 * @param pageSize listings on a full page, as far as the site promises; 0 if it does not
 * @param onItemPage what a listing's own page tells and a list does not
 * @param words what the search means by words
 * @param currency in which the bounds of a search are; null if nobody has shown it
 * @param hasOtherCurrencies whether a listing may be priced in another one, or nobody has shown that none is
 * @param widestRadiusKm how far around a place it searches at most, {@value #USUAL_RADIUS_KM} if nobody has shown it
 */
public record SourceCapabilities(
        Set<Criterion> criteria,
        Set<SearchRequest.Order> orders,
        int pageSize,
        Set<Detail> onItemPage,
        WordSearch words,
        @Nullable String currency,
        boolean hasOtherCurrencies,
        int widestRadiusKm) {

    /** In kilometres: the most that any site is known to offer, taken for each of which nobody has shown its own. */
    public static final int USUAL_RADIUS_KM = 500;

    /** A site that is read and not searched: everything that is asked for is looked for in what it shows. */
    public static final SourceCapabilities NONE =
            new SourceCapabilities(Set.of(), Set.of(), 0, Set.of(), WordSearch.NOT_KNOWN, null, true, USUAL_RADIUS_KM);

    /** Checks the size and copies the sets. */
    public SourceCapabilities {
        if (pageSize < 0) {
            throw new IllegalArgumentException("pageSize must not be negative: " + pageSize);
        }
        criteria = Set.copyOf(criteria);
        orders = Set.copyOf(orders);
        onItemPage = Set.copyOf(onItemPage);
        Objects.requireNonNull(words, "words");
        if (currency != null && !Money.isCurrency(currency)) {
            throw new IllegalArgumentException("no currency: " + currency);
        }
        if (currency == null && !hasOtherCurrencies) {
            throw new IllegalArgumentException("a site with one currency must name it");
        }
        if (widestRadiusKm < 1) {
            throw new IllegalArgumentException("widestRadiusKm must be positive: " + widestRadiusKm);
        }
    }

    /** A search that honours these, in no particular order. */
    public static SourceCapabilities searchBy(Criterion... criteria) {
        return NONE.with(set(Criterion.class, criteria));
    }

    /** The same, that can put these first. */
    public SourceCapabilities orderedBy(SearchRequest.Order... first) {
        return new SourceCapabilities(
                criteria,
                set(SearchRequest.Order.class, first),
                pageSize,
                onItemPage,
                words,
                currency,
                hasOtherCurrencies,
                widestRadiusKm);
    }

    /** The same, with this many listings on a page. */
    public SourceCapabilities pagesOf(int listings) {
        return new SourceCapabilities(
                criteria, orders, listings, onItemPage, words, currency, hasOtherCurrencies, widestRadiusKm);
    }

    /** The same, of a site whose item pages tell these and whose lists do not. */
    public SourceCapabilities withOnItemPage(Detail... details) {
        return new SourceCapabilities(
                criteria,
                orders,
                pageSize,
                set(Detail.class, details),
                words,
                currency,
                hasOtherCurrencies,
                widestRadiusKm);
    }

    /** The same, of a search that means this by words. Unless it is said nothing is known of it. */
    public SourceCapabilities wordsAre(WordSearch words) {
        return new SourceCapabilities(
                criteria, orders, pageSize, onItemPage, words, currency, hasOtherCurrencies, widestRadiusKm);
    }

    /** The same, of a site with all its prices, and the bounds of its search, in one currency. */
    public SourceCapabilities pricedIn(String currency) {
        return new SourceCapabilities(criteria, orders, pageSize, onItemPage, words, currency, false, widestRadiusKm);
    }

    /** The same, of a search whose bounds are in this currency, while listings may be priced in others. */
    public SourceCapabilities boundedIn(String currency) {
        return new SourceCapabilities(criteria, orders, pageSize, onItemPage, words, currency, true, widestRadiusKm);
    }

    /**
     * The same, of a search that reaches no farther around a place than so many kilometres. An alert that reaches farther
     * asks it for no place, since what lies beyond would be lost.
     */
    public SourceCapabilities radiusUpTo(int km) {
        return new SourceCapabilities(criteria, orders, pageSize, onItemPage, words, currency, hasOtherCurrencies, km);
    }

    private SourceCapabilities with(Set<Criterion> criteria) {
        return new SourceCapabilities(
                criteria, orders, pageSize, onItemPage, words, currency, hasOtherCurrencies, widestRadiusKm);
    }

    /** Whether the site honours this criterion. */
    public boolean keepsTo(Criterion criterion) {
        return criteria.contains(criterion);
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, E[] members) {
        EnumSet<E> set = EnumSet.noneOf(type);
        set.addAll(Arrays.asList(members));
        return Collections.unmodifiableSet(set);
    }

    /** What a search can ask for. */
    public enum Criterion {
        /** {@link SearchRequest#text}. */
        TEXT,
        /** {@link SearchRequest#category}. */
        CATEGORY,
        /** {@link SearchRequest#location}. */
        LOCATION,
        /** {@link SearchRequest#radiusKm}, around the location or the point. */
        RADIUS,
        /** {@link SearchRequest#minPrice} and {@link SearchRequest#maxPrice}. */
        PRICE,
        /** {@link SearchRequest#conditions}. */
        CONDITION,
        /** {@link SearchRequest#daysSinceListed}. */
        SINCE
    }

    /** What a listing may tell. */
    public enum Detail {
        /** The seller's words, whole. */
        DESCRIPTION,
        /** The place on the map. */
        POINT,
        /** All photos. */
        PHOTOS,
        /** Condition, mileage, rooms and the like. */
        ATTRIBUTES,
        /** When it was listed. */
        LISTED_AT,
        /** Who sells. */
        SELLER,
        /** Whether it can still be had. */
        STATUS,
        /** The category by name. */
        CATEGORY
    }
}
