package dev.souk.core.listing;

import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableTime;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.TextQuery;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which listings to find, and in which order: by the same criteria and the same text queries as alerts, with the same
 * answers. Unchanging and thread-safe.
 *
 * <pre>{@code
 * ListingQuery query = ListingQuery.builder()
 *         .category("bikes").maxPrice(Money.of(300, "EUR")).text("brompton -broken").sort(ListingSort.RELEVANCE).build();
 * }</pre>
 *
 * @param criteria the clauses
 * @param text free text on top of the criteria
 * @param statuses one of these; at least one. {@link ListingStatus#UNKNOWN} becomes {@link ListingStatus#AVAILABLE}, as
 *     which such listings are stored
 * @param listedSince listed at this time or later, by what the marketplace says, in the years 1 to 9999; null for any. A
 *     listing of which it does not say is not found
 * @param firstSeenSince first stored at this time or later, as above; null for any
 * @param sort the order
 * @param askedAt the time from which {@link AlertCriteria#listedWithin} counts back, in the years 1 to 9999; null for that
 *     of the database, and then a cached answer may be as much behind as the cache says
 * @param rates by which demands on prices reach other currencies, as far as this query has any
 */
public record ListingQuery(
        AlertCriteria criteria,
        TextQuery text,
        Set<ListingStatus> statuses,
        @Nullable Instant listedSince,
        @Nullable Instant firstSeenSince,
        ListingSort sort,
        @Nullable Instant askedAt,
        ExchangeRates rates) {

    /** What can still be had. */
    public static final Set<ListingStatus> OPEN =
            Collections.unmodifiableSet(EnumSet.of(ListingStatus.AVAILABLE, ListingStatus.PENDING));

    /** Checks that the order has what it needs, and copies the statuses as they are stored. */
    public ListingQuery {
        if (statuses.isEmpty()) {
            throw new InvalidValueException("statuses", "", "a query for listings of no status finds nothing");
        }
        Set<ListingStatus> stored = EnumSet.noneOf(ListingStatus.class);
        statuses.forEach(status -> stored.add(status.orElse(ListingStatus.AVAILABLE)));
        statuses = Collections.unmodifiableSet(stored);
        listedSince = storable("listedSince", listedSince);
        firstSeenSince = storable("firstSeenSince", firstSeenSince);
        askedAt = storable("askedAt", askedAt);
        rates = KnownRates.of(rates, criteria, text);
        if (sort == ListingSort.DISTANCE && criteria.near().stream().noneMatch(GeoCircle.class::isInstance)) {
            throw new InvalidValueException("sort", sort, "a query sorted by distance needs a circle");
        }
        if (sort == ListingSort.RELEVANCE
                && ListingCondition.required(criteria, text).isEmpty()) {
            throw new InvalidValueException("sort", sort, "a query sorted by relevance needs words that must occur");
        }
    }

    /** Asked at the time of the database, without exchange rates. */
    public ListingQuery(
            AlertCriteria criteria,
            TextQuery text,
            Set<ListingStatus> statuses,
            @Nullable Instant listedSince,
            @Nullable Instant firstSeenSince,
            ListingSort sort) {
        this(criteria, text, statuses, listedSince, firstSeenSince, sort, null, ExchangeRates.NONE);
    }

    @Nullable
    private static Instant storable(String field, @Nullable Instant time) {
        return time == null ? null : StorableTime.require(field, time);
    }

    /** What satisfies both and can still be had, the newest first. */
    public static ListingQuery of(AlertCriteria criteria, TextQuery text) {
        return new ListingQuery(criteria, text, OPEN, null, null, ListingSort.NEWEST);
    }

    /** What an alert would match, were each listing that can still be had to appear now. */
    public static ListingQuery of(Alert alert) {
        return of(alert.criteria(), alert.query());
    }

    /** What an alert would match if it was saved, as above. */
    public static ListingQuery of(AlertDraft draft) {
        return of(draft.criteria(), draft.query());
    }

    /** The same among listings that stand in one of these. */
    public ListingQuery withStatuses(Set<ListingStatus> statuses) {
        return new ListingQuery(criteria, text, statuses, listedSince, firstSeenSince, sort, askedAt, rates);
    }

    /** The same in another order. */
    public ListingQuery sortedBy(ListingSort sort) {
        return new ListingQuery(criteria, text, statuses, listedSince, firstSeenSince, sort, askedAt, rates);
    }

    /** The same, asked at this time: {@link AlertCriteria#listedWithin} counts back from it. */
    public ListingQuery at(Instant time) {
        return new ListingQuery(criteria, text, statuses, listedSince, firstSeenSince, sort, time, rates);
    }

    /** The same, with demands on prices that reach other currencies. */
    public ListingQuery withRates(ExchangeRates rates) {
        return new ListingQuery(criteria, text, statuses, listedSince, firstSeenSince, sort, askedAt, rates);
    }

    /** Starts from a query that finds everything that can still be had, the newest first. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a query; each part is checked at once. Not thread-safe. */
    public static final class Builder {

        private final AlertCriteria.Builder criteria = AlertCriteria.builder();
        private TextQuery text = TextQuery.ANYTHING;
        private Set<ListingStatus> statuses = OPEN;
        private ListingSort sort = ListingSort.NEWEST;

        @Nullable
        private Instant listedSince;

        @Nullable
        private Instant firstSeenSince;

        private Builder() {}

        /** Adds a marketplace to those accepted. Default any. */
        public Builder source(SourceId source) {
            criteria.source(source);
            return this;
        }

        /** Adds a marketplace to those left out. Default none. */
        public Builder withoutSource(SourceId source) {
            criteria.withoutSource(source);
            return this;
        }

        /** Adds a category, the widest that a marketplace names, to those accepted, whatever its case. Default any. */
        public Builder category(String category) {
            criteria.category(category);
            return this;
        }

        /** Adds a subcategory, with all that lies below it, to those accepted, whatever its case. Default any. */
        public Builder subcategory(String subcategory) {
            criteria.subcategory(subcategory);
            return this;
        }

        /** The prices accepted, in place of those set before. Default any, also none. */
        public Builder price(PriceRange price) {
            criteria.price(price);
            return this;
        }

        /**
         * From this price on; a highest one that was set stays.
         *
         * @throws IllegalArgumentException if the highest is lower or in another currency: {@link #price} sets both at once
         */
        public Builder minPrice(Money min) {
            criteria.minPrice(min);
            return this;
        }

        /** Up to this price; a lowest one that was set stays, as above. */
        public Builder maxPrice(Money max) {
            criteria.maxPrice(max);
            return this;
        }

        /** The price must have dropped by at least this many percent. Default no such demand. */
        public Builder priceDrop(int minPercent) {
            criteria.priceDrop(minPercent);
            return this;
        }

        /** At least so many photos, at most 100. Default any number. */
        public Builder minPhotos(int photos) {
            criteria.minPhotos(photos);
            return this;
        }

        /** The words demanded, apart from {@link #text}, in place of those set before. Default none. */
        public Builder keywords(Keywords keywords) {
            criteria.keywords(keywords);
            return this;
        }

        /** Words that the place must hold, one right after the other. Default any place. */
        public Builder location(String location) {
            criteria.location(location);
            return this;
        }

        /** Within so many kilometres of a point, or of another one that is given. Default anywhere. */
        public Builder near(GeoPoint center, double radiusKm) {
            criteria.near(center, radiusKm);
            return this;
        }

        /** In this part of the Earth, or in another one that is given. Default anywhere. */
        public Builder near(GeoArea area) {
            criteria.near(area);
            return this;
        }

        /** Adds a seller, by the marketplace's id, to those accepted. Default anybody. */
        public Builder seller(String id) {
            criteria.seller(id);
            return this;
        }

        /** Adds a seller, by the marketplace's id, to those left out. Default nobody. */
        public Builder withoutSeller(String id) {
            criteria.withoutSeller(id);
            return this;
        }

        /** Adds the demand that an attribute has this value. */
        public Builder attribute(String name, String value) {
            criteria.attribute(name, value);
            return this;
        }

        /** Adds a demand on an attribute. Default none. */
        public Builder attribute(String name, AttributeOperator operator, AttributeValue... values) {
            criteria.attribute(name, operator, values);
            return this;
        }

        /** Adds a demand on an attribute. Default none. */
        public Builder attribute(AttributeCriterion demand) {
            criteria.attribute(demand);
            return this;
        }

        /** These clauses are satisfied, too, by a listing that does not say what they ask for. Default none. */
        public Builder orUnknown(CriteriaClause... clauses) {
            criteria.orUnknown(clauses);
            return this;
        }

        /**
         * What a person typed into a search box. Default anything.
         *
         * @throws InvalidQueryException if it cannot be read
         */
        public Builder text(String query) {
            text = TextQuery.parse(query);
            return this;
        }

        /** Listings that stand in one of these. Default {@link #OPEN}. */
        public Builder statuses(Set<ListingStatus> accepted) {
            if (accepted.isEmpty()) {
                throw new InvalidValueException("statuses", "", "a query for listings of no status finds nothing");
            }
            statuses = EnumSet.copyOf(accepted);
            return this;
        }

        /** Leaves out prices that are typed to be found, and not meant. Default all prices. */
        public Builder withoutSuspiciousPrices() {
            criteria.withoutSuspiciousPrices();
            return this;
        }

        /** Listed at this time or later, by what the marketplace says. Default any time, also unknown. */
        public Builder listedSince(Instant time) {
            listedSince = StorableTime.require("listedSince", time);
            return this;
        }

        /** First stored at this time or later. Default any time. */
        public Builder firstSeenSince(Instant time) {
            firstSeenSince = StorableTime.require("firstSeenSince", time);
            return this;
        }

        /** The order. Default {@link ListingSort#NEWEST}. */
        public Builder sort(ListingSort order) {
            sort = order;
            return this;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException if it is to be sorted by relevance without words that must occur, or by
         *     distance without a circle
         */
        public ListingQuery build() {
            return new ListingQuery(criteria.build(), text, statuses, listedSince, firstSeenSince, sort);
        }
    }
}
