package dev.souk.model.alert;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Delivery;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.PriceKind;
import dev.souk.model.text.Phrase;
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
 * @param categories one of these, without regard to case; empty for any. Kept in lower case
 * @param subcategories as categories
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
 * @param onlyMeantPrices whether prices that are typed to be found, and not meant ({@link Listing#priceSuspect}), are left
 *     out; what has no price is not
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
        boolean onlyMeantPrices,
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
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
        excludedSources = Collections.unmodifiableSortedSet(new TreeSet<>(excludedSources));
        CriteriaLimits.requireFew("sources", sources);
        CriteriaLimits.requireFew("excludedSources", excludedSources);
        categories = CriteriaLimits.lowerCase("categories", categories);
        subcategories = CriteriaLimits.lowerCase("subcategories", subcategories);
        CriteriaLimits.requireFew("attributes", attributes);
        attributes = List.copyOf(attributes);
        near = CriteriaLimits.places(near);
        StorableText.requireNullable("location", location, Listing.MAX_WORDS_LENGTH);
        if (location != null && Phrase.of(location).isEmpty()) {
            throw new InvalidValueException(
                    "location", location, "location holds neither letter nor digit: '" + location + "'");
        }
        CriteriaLimits.photos(minPhotos);
        if (listedWithin != null) {
            CriteriaLimits.age(listedWithin);
        }
        Set<CriteriaClause> accepted = EnumSet.noneOf(CriteriaClause.class);
        accept(accepted, unknownAccepted, CriteriaClause.CATEGORIES, !categories.isEmpty());
        accept(accepted, unknownAccepted, CriteriaClause.SUBCATEGORIES, !subcategories.isEmpty());
        accept(accepted, unknownAccepted, CriteriaClause.LOCATION, location != null);
        accept(accepted, unknownAccepted, CriteriaClause.NEAR, !near.isEmpty());
        accept(accepted, unknownAccepted, CriteriaClause.LISTED_WITHIN, listedWithin != null);
        unknownAccepted = Collections.unmodifiableSet(accepted);
    }

    private static void accept(
            Set<CriteriaClause> accepted, Set<CriteriaClause> wished, CriteriaClause clause, boolean isThere) {
        if (isThere && wished.contains(clause)) {
            accepted.add(clause);
        }
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

    /** Collects clauses, each checked at once. Not thread-safe. */
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

        @Nullable
        private PriceRange price;

        @Nullable
        private String location;

        @Nullable
        private PriceDrop priceDrop;

        private int minPhotos;

        @Nullable
        private Duration listedWithin;

        private boolean onlyMeantPrices;

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

        /** Adds a category to those accepted. Default any. */
        public Builder category(String category) {
            categories.add(category);
            return this;
        }

        /** Adds a subcategory to those accepted. Default any. */
        public Builder subcategory(String subcategory) {
            subcategories.add(subcategory);
            return this;
        }

        /** The prices accepted. Default any, also none. */
        public Builder price(PriceRange price) {
            this.price = price;
            return this;
        }

        /** Up to this price. */
        public Builder maxPrice(Money max) {
            return price(PriceRange.upTo(max));
        }

        /** The words demanded, in place of those set before. Default none. */
        public Builder keywords(Keywords keywords) {
            this.keywords = keywords;
            return this;
        }

        /** All of these words must occur. */
        public Builder allOf(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(List.of(words), k.any(), k.none(), k.title(), k.titleAny(), k.titleNone()));
        }

        /** One of these words must occur. */
        public Builder anyOf(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(k.all(), List.of(words), k.none(), k.title(), k.titleAny(), k.titleNone()));
        }

        /** None of these words may occur. */
        public Builder noneOf(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(k.all(), k.any(), List.of(words), k.title(), k.titleAny(), k.titleNone()));
        }

        /** All of these words must occur in the title. */
        public Builder inTitle(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(k.all(), k.any(), k.none(), List.of(words), k.titleAny(), k.titleNone()));
        }

        /** One of these words must occur in the title. */
        public Builder anyInTitle(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(k.all(), k.any(), k.none(), k.title(), List.of(words), k.titleNone()));
        }

        /** None of these words may occur in the title; the description may hold them. */
        public Builder noneInTitle(String... words) {
            Keywords k = keywords;
            return keywords(new Keywords(k.all(), k.any(), k.none(), k.title(), k.titleAny(), List.of(words)));
        }

        /** Words that the place must hold. Default any place. */
        public Builder location(String location) {
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
        public Builder delivery(Delivery... accepted) {
            return oneOf(Fact.DELIVERY, Delivery.formsWithOneOf(accepted));
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

        /** How much the price must have dropped. Default no such demand. */
        public Builder priceDrop(PriceDrop drop) {
            priceDrop = drop;
            return this;
        }

        /**
         * Listed at most so long before it is asked. Default any time, also an unknown one.
         *
         * @throws IllegalArgumentException if it is not in whole seconds, from one to 1,000 days
         */
        public Builder listedWithin(Duration age) {
            listedWithin = CriteriaLimits.age(age);
            return this;
        }

        /** Leaves out prices that are typed to be found, and not meant. Default all prices. */
        public Builder onlyMeantPrices() {
            onlyMeantPrices = true;
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
                    onlyMeantPrices,
                    unknownAccepted);
        }
    }
}
