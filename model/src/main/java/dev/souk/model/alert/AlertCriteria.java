package dev.souk.model.alert;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.DeliveryOption;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.PriceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a listing must be like, every clause joined by AND. A clause that is not set demands nothing; a clause on
 * something that the listing does not say is not satisfied, unless that is accepted. Unchanging and thread-safe; made by
 * {@link #builder}.
 *
 * @param sources one of these marketplaces; empty for any
 * @param excludedSources none of these marketplaces
 * @param categories the widest category is one of these, without regard to case; empty for any. Kept in lower case
 * @param subcategories one of {@link Listing#subcategories} is one of these: the narrowest, or any between it and the
 *     category. Else as categories
 * @param price null for any
 * @param keywords words of title and description
 * @param location words that the listing's place must hold, one right after the other: at least one letter or digit;
 *     null for any
 * @param near within one of these, at most {@value #MAX_PLACES}, whose polygons have at most {@value #MAX_POINTS} points
 *     together; empty for anywhere
 * @param sellers whose listings
 * @param attributes all of these
 * @param priceDrop null if no drop is demanded
 * @param minPhotos at least so many photos, at most {@value #MAX_PHOTOS}; 0 for any number
 * @param listedWithin listed at most so long before the time at which the listing is asked, in whole seconds, at least one
 *     and at most 1,000 days; null for any time, also an unknown one
 * @param withoutSuspiciousPrices whether prices that are typed to be found, and not meant ({@link
 *     Listing#hasSuspiciousPrice}), are left out; what has no price is not
 * @param unknownAccepted which clauses a listing satisfies, too, that does not say what they ask for; clauses that are not
 *     set are left out
 */
public record AlertCriteria(
        SortedSet<SourceId> sources,
        SortedSet<SourceId> excludedSources,
        SortedSet<String> categories,
        SortedSet<String> subcategories,
        @Nullable PriceRange price,
        Keywords keywords,
        @Nullable String location,
        List<GeoArea> near,
        Sellers sellers,
        List<AttributeCriterion> attributes,
        @Nullable PriceDrop priceDrop,
        int minPhotos,
        @Nullable Duration listedWithin,
        boolean withoutSuspiciousPrices,
        Set<CriteriaClause> unknownAccepted) {

    /** Criteria that every listing satisfies. */
    public static final AlertCriteria ANYTHING = builder().build();

    /** The most entries of one set. */
    public static final int MAX_ENTRIES = 100;

    /** The most circles and polygons. */
    public static final int MAX_PLACES = 20;

    /** The most points of all polygons of {@code near} together: each is a step for every listing that is asked. */
    public static final int MAX_POINTS = 300;

    /** The most photos that can be demanded. */
    public static final int MAX_PHOTOS = 100;

    /** The longest time since a listing was listed. */
    public static final Duration MAX_AGE = Duration.ofDays(1_000);

    /** Checks the limits and copies what could change. */
    public AlertCriteria {
        sources = CriteriaLimits.few("sources", sources);
        excludedSources = CriteriaLimits.few("excludedSources", excludedSources);
        categories = CriteriaLimits.lowerCase("categories", categories);
        subcategories = CriteriaLimits.lowerCase("subcategories", subcategories);
        CriteriaLimits.requireFew("attributes", attributes);
        attributes = List.copyOf(attributes);
        near = CriteriaLimits.places(near);
        CriteriaLimits.location(location);
        CriteriaLimits.photos(minPhotos);
        CriteriaLimits.age(listedWithin);
        Set<CriteriaClause> accepted = EnumSet.noneOf(CriteriaClause.class);
        accepted.addAll(unknownAccepted);
        CriteriaLimits.retain(accepted, CriteriaClause.CATEGORIES, !categories.isEmpty());
        CriteriaLimits.retain(accepted, CriteriaClause.SUBCATEGORIES, !subcategories.isEmpty());
        CriteriaLimits.retain(accepted, CriteriaClause.LOCATION, location != null);
        CriteriaLimits.retain(accepted, CriteriaClause.NEAR, !near.isEmpty());
        CriteriaLimits.retain(accepted, CriteriaClause.LISTED_WITHIN, listedWithin != null);
        unknownAccepted = Collections.unmodifiableSet(accepted);
    }

    /** Whether a listing will do that does not say what this clause asks for. */
    public boolean acceptsUnknown(CriteriaClause clause) {
        return unknownAccepted.contains(clause);
    }

    /** Whether a place is where it must be; null, for an unknown one, is only if that is anywhere or accepted. */
    public boolean isNear(@Nullable GeoPoint place) {
        return near.isEmpty()
                || (place == null
                        ? acceptsUnknown(CriteriaClause.NEAR)
                        : near.stream().anyMatch(area -> area.contains(place)));
    }

    /**
     * Whether a time of listing is one that is asked for.
     *
     * @param listedAt null if not known, which is only if any time will do or that is accepted
     * @param askedAt when the listing is asked; compared to the microsecond, as listings keep their time
     */
    public boolean isListedWithin(@Nullable Instant listedAt, Instant askedAt) {
        return listedWithin == null
                || (listedAt == null
                        ? acceptsUnknown(CriteriaClause.LISTED_WITHIN)
                        : !listedAt.isBefore(
                                askedAt.truncatedTo(ChronoUnit.MICROS).minus(listedWithin)));
    }

    /** Starts from criteria that demand nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these criteria, to change some of them. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.sources.addAll(sources);
        builder.excludedSources.addAll(excludedSources);
        builder.categories.addAll(categories);
        builder.subcategories.addAll(subcategories);
        builder.price = price;
        builder.keywords = keywords;
        builder.location = location;
        builder.near.addAll(near);
        builder.wantedSellers.addAll(sellers.any());
        builder.unwantedSellers.addAll(sellers.none());
        builder.attributes.addAll(attributes);
        builder.priceDrop = priceDrop;
        builder.minPhotos = minPhotos;
        builder.listedWithin = listedWithin;
        builder.withoutSuspiciousPrices = withoutSuspiciousPrices;
        builder.unknownAccepted.addAll(unknownAccepted);
        return builder;
    }

    /**
     * Collects clauses, each checked at once. What a clause has many of is added to what was set; what it has one of takes
     * the place of it. Not thread-safe.
     */
    public static final class Builder {

        private final SortedSet<SourceId> sources = new TreeSet<>();
        private final SortedSet<SourceId> excludedSources = new TreeSet<>();
        private final SortedSet<String> categories = new TreeSet<>();
        private final SortedSet<String> subcategories = new TreeSet<>();
        private final List<AttributeCriterion> attributes = new ArrayList<>();
        private final SortedSet<String> wantedSellers = new TreeSet<>();
        private final SortedSet<String> unwantedSellers = new TreeSet<>();
        private final List<GeoArea> near = new ArrayList<>();
        private final Set<CriteriaClause> unknownAccepted = EnumSet.noneOf(CriteriaClause.class);
        private Keywords keywords = Keywords.NONE;
        private @Nullable PriceRange price;
        private @Nullable String location;
        private @Nullable PriceDrop priceDrop;
        private int minPhotos;
        private @Nullable Duration listedWithin;
        private boolean withoutSuspiciousPrices;

        private Builder() {}

        /** Adds a marketplace to those accepted. Default any. */
        public Builder source(SourceId source) {
            sources.add(source);
            return this;
        }

        /** Adds a marketplace to those left out. Default none. */
        public Builder withoutSource(SourceId source) {
            excludedSources.add(source);
            return this;
        }

        /** Adds a category, the widest that a marketplace names, to those accepted. Default any. */
        public Builder category(String category) {
            categories.add(category);
            return this;
        }

        /** Adds a subcategory, with all that lies below it, to those accepted. Default any. */
        public Builder subcategory(String subcategory) {
            subcategories.add(subcategory);
            return this;
        }

        /** The prices accepted, in place of those set before; null for any, also none, which is the default. */
        public Builder price(@Nullable PriceRange price) {
            this.price = price;
            return this;
        }

        /**
         * From this price on; a highest one stays, and so does what was said of listings without a price.
         *
         * @throws IllegalArgumentException if the highest is lower or in another currency: {@link #price} sets both at once
         */
        public Builder minPrice(Money min) {
            return price(price == null ? PriceRange.atLeast(min) : price.withMin(min));
        }

        /** Up to this price; a lowest one stays, as above. */
        public Builder maxPrice(Money max) {
            return price(price == null ? PriceRange.upTo(max) : price.withMax(max));
        }

        /** The words demanded, in place of those set before. Default none. */
        public Builder keywords(Keywords keywords) {
            this.keywords = keywords;
            return this;
        }

        /** All of these words must occur, beside those set before. Default none. */
        public Builder allOf(String... words) {
            return keywords(keywords.andAll(words));
        }

        /** One of these words, or of those set before, must occur. Default none. */
        public Builder anyOf(String... words) {
            return keywords(keywords.orAny(words));
        }

        /** None of these words may occur, nor of those set before. Default none. */
        public Builder noneOf(String... words) {
            return keywords(keywords.andNone(words));
        }

        /** All of these words must occur in the title, beside those set before. Default none. */
        public Builder inTitle(String... words) {
            return keywords(keywords.andTitle(words));
        }

        /** One of these words, or of those set before, must occur in the title. Default none. */
        public Builder anyInTitle(String... words) {
            return keywords(keywords.orTitleAny(words));
        }

        /** None of these words may occur in the title, nor of those set before; the description may. Default none. */
        public Builder noneInTitle(String... words) {
            return keywords(keywords.andTitleNone(words));
        }

        /** Words that the place must hold; null for any place, which is the default. */
        public Builder location(@Nullable String location) {
            this.location = location;
            return this;
        }

        /** Within so many kilometres of a point, or in another place that is given. Default anywhere. */
        public Builder near(GeoPoint center, double radiusKm) {
            return near(new GeoCircle(center, radiusKm));
        }

        /** In this part of the Earth, or in another one that is given. Default anywhere. */
        public Builder near(GeoArea area) {
            near.add(area);
            return this;
        }

        /** Adds a seller, by the marketplace's id, to those accepted. Default anybody. */
        public Builder seller(String id) {
            wantedSellers.add(id);
            return this;
        }

        /** Adds a seller, by the marketplace's id, to those left out. Default nobody. */
        public Builder withoutSeller(String id) {
            unwantedSellers.add(id);
            return this;
        }

        /** Adds the demand that an attribute has this value. */
        public Builder attribute(String name, String value) {
            return attribute(AttributeCriterion.of(name, value));
        }

        /** Adds a demand on an attribute. Default none. */
        public Builder attribute(AttributeCriterion demand) {
            attributes.add(demand);
            return this;
        }

        /** Adds a demand on an attribute. Default none. */
        public Builder attribute(String name, AttributeOperator operator, AttributeValue... values) {
            return attribute(AttributeCriterion.of(name, operator, values));
        }

        /** It must be in one of these conditions, and say so. Default any. */
        public Builder condition(Condition... accepted) {
            return oneOf(Fact.CONDITION, Arrays.stream(accepted).map(Condition::word));
        }

        /** It must come in one of these ways, and say so. Default any. */
        public Builder delivery(DeliveryOption... accepted) {
            return oneOf(Fact.DELIVERY, DeliveryOption.formsWithOneOf(accepted));
        }

        /** The price must be meant in one of these ways, and say so. Default any. */
        public Builder priceKind(PriceKind... accepted) {
            return oneOf(Fact.PRICE_KIND, Arrays.stream(accepted).map(PriceKind::word));
        }

        private Builder oneOf(Fact fact, Stream<String> forms) {
            AttributeValue[] values = forms.map(AttributeValue::of).toArray(AttributeValue[]::new);
            return attribute(fact.attribute(), AttributeOperator.IN, values);
        }

        /**
         * At least so many photos. Default any number.
         *
         * @throws IllegalArgumentException if it is not from 0 to {@value #MAX_PHOTOS}
         */
        public Builder minPhotos(int photos) {
            minPhotos = CriteriaLimits.photos(photos);
            return this;
        }

        /** The price must have dropped by at least this many percent. Default no such demand. */
        public Builder priceDrop(int minPercent) {
            return priceDrop(new PriceDrop(minPercent));
        }

        /** How much the price must have dropped; null for no such demand, which is the default. */
        public Builder priceDrop(@Nullable PriceDrop drop) {
            priceDrop = drop;
            return this;
        }

        /**
         * Listed at most so long before it is asked; null for any time, also an unknown one, which is the default.
         *
         * @throws IllegalArgumentException if it is not in whole seconds, from one to 1,000 days
         */
        public Builder listedWithin(@Nullable Duration age) {
            listedWithin = CriteriaLimits.age(age);
            return this;
        }

        /** Leaves out prices that are typed to be found, and not meant. Default all prices. */
        public Builder withoutSuspiciousPrices() {
            withoutSuspiciousPrices = true;
            return this;
        }

        /**
         * These clauses are satisfied, too, by a listing that does not say what they ask for: near a place, or nobody says
         * where. Default none. Of one that is not set it means nothing.
         */
        public Builder orUnknown(CriteriaClause... clauses) {
            unknownAccepted.addAll(List.of(clauses));
            return this;
        }

        /** The criteria. */
        public AlertCriteria build() {
            return new AlertCriteria(
                    sources,
                    excludedSources,
                    categories,
                    subcategories,
                    price,
                    keywords,
                    location,
                    near,
                    new Sellers(wantedSellers, unwantedSellers),
                    attributes,
                    priceDrop,
                    minPhotos,
                    listedWithin,
                    withoutSuspiciousPrices,
                    unknownAccepted);
        }
    }
}
