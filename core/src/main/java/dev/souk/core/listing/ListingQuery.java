package dev.souk.core.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.TextQuery;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which listings to find: by the same criteria and the same text queries as alerts, with the same answers. Unchanging and
 * thread-safe.
 *
 * <pre>{@code
 * ListingQuery query = ListingQuery.builder().category("bikes").maxPrice(Money.of(300, "EUR")).text("brompton -broken").build();
 * }</pre>
 *
 * @param criteria the clauses
 * @param text free text on top of the criteria
 * @param statuses one of these; at least one. {@link ListingStatus#UNKNOWN} becomes {@link ListingStatus#AVAILABLE}, as
 *     which such listings are stored
 */
public record ListingQuery(AlertCriteria criteria, TextQuery text, Set<ListingStatus> statuses) {

    /** What can still be had. */
    public static final Set<ListingStatus> OPEN =
            Collections.unmodifiableSet(EnumSet.of(ListingStatus.AVAILABLE, ListingStatus.PENDING));

    /** Copies the statuses as they are stored. */
    public ListingQuery {
        if (statuses.isEmpty()) {
            throw new IllegalArgumentException("a query for listings of no status finds nothing");
        }
        Set<ListingStatus> stored = EnumSet.noneOf(ListingStatus.class);
        statuses.forEach(status -> stored.add(status.orElse(ListingStatus.AVAILABLE)));
        statuses = Collections.unmodifiableSet(stored);
    }

    /** What an alert would match among the listings that can still be had. */
    public static ListingQuery of(Alert alert) {
        return new ListingQuery(alert.criteria(), alert.query(), OPEN);
    }

    /** Starts from a query that finds everything that can still be had. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a query; each part is checked at once. Not thread-safe. */
    public static final class Builder {

        private final AlertCriteria.Builder criteria = AlertCriteria.builder();
        private TextQuery text = TextQuery.ANYTHING;
        private Set<ListingStatus> statuses = OPEN;

        private Builder() {}

        /** Adds a marketplace to those accepted. Default any. */
        public Builder source(SourceId source) {
            criteria.source(source);
            return this;
        }

        /** Adds a category to those accepted, whatever its case. Default any. */
        public Builder category(String category) {
            criteria.category(category);
            return this;
        }

        /** Adds a subcategory to those accepted, whatever its case. Default any. */
        public Builder subcategory(String subcategory) {
            criteria.subcategory(subcategory);
            return this;
        }

        /** The prices accepted. Default any, also none. */
        public Builder price(PriceRange price) {
            criteria.price(price);
            return this;
        }

        /** Up to this price. */
        public Builder maxPrice(Money max) {
            criteria.maxPrice(max);
            return this;
        }

        /** Words that the place must hold, one right after the other. Default any place. */
        public Builder location(String location) {
            criteria.location(location);
            return this;
        }

        /** Within so many kilometres of a point. Default anywhere. */
        public Builder near(GeoPoint center, double radiusKm) {
            criteria.near(center, radiusKm);
            return this;
        }

        /** Adds a demand on an attribute. Default none. */
        public Builder attribute(String name, String value) {
            criteria.attribute(name, value);
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
                throw new IllegalArgumentException("a query for listings of no status finds nothing");
            }
            statuses = EnumSet.copyOf(accepted);
            return this;
        }

        /** The query. */
        public ListingQuery build() {
            return new ListingQuery(criteria.build(), text, statuses);
        }
    }
}
