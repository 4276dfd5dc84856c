package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A listing as an entity: ids of a sequence that gives many at once, children read for many listings at once. */
@Entity
@Table(schema = "souk", name = "listings")
class JpaListing {

    private static final int CHILDREN_OF = 1_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "listing")
    @SequenceGenerator(schema = "souk", name = "listing", sequenceName = "jpa_listings", allocationSize = 1_000)
    @Nullable
    Long id;

    @Column(name = "external_id", updatable = false)
    String externalId = "";

    @Column(updatable = false)
    String source = "";

    String title = "";

    @Column(name = "listing_url")
    String url = "";

    @Nullable
    String description;

    @Nullable
    BigDecimal price;

    @Nullable
    String currency;

    @Nullable
    String location;

    @Nullable
    String category;

    @Column(name = "seller_id")
    @Nullable
    String sellerId;

    @Column(name = "listed_date")
    @Nullable
    OffsetDateTime listedAt;

    /** Text for the search vector when the duty is equal, else null; never read. */
    @Column(name = "search_vector")
    @ColumnTransformer(read = "null::text", write = "to_tsvector('simple', ?)")
    @Nullable
    String searchText;

    @OneToMany(mappedBy = "listing", cascade = CascadeType.ALL, orphanRemoval = true)
    @MapKey(name = "key")
    @BatchSize(size = CHILDREN_OF)
    Map<String, JpaAttribute> attributes = new HashMap<>();

    @OneToMany(mappedBy = "listing", cascade = CascadeType.ALL, orphanRemoval = true)
    @MapKey(name = "position")
    @BatchSize(size = CHILDREN_OF)
    Map<Integer, JpaImage> images = new HashMap<>();

    JpaListing() {}

    static JpaListing first(Listing listing, boolean searchable) {
        JpaListing row = new JpaListing();
        row.externalId = listing.key().externalId();
        row.source = listing.key().source().value();
        row.take(listing, searchable);
        return row;
    }

    /** Takes what was said; Hibernate finds out what of it is different, all but the search text. */
    boolean take(Listing listing, boolean searchable) {
        boolean changed = !title.equals(listing.title())
                || !Objects.equals(description, listing.description())
                || !same(price, ListingColumns.amount(listing))
                || !Objects.equals(location, listing.location());
        title = listing.title();
        url = listing.url().toString();
        description = listing.description();
        price = ListingColumns.amount(listing);
        currency = ListingColumns.currency(listing);
        location = listing.location();
        category = listing.category();
        sellerId = listing.seller().id();
        listedAt = ListingColumns.listedAt(listing);
        searchText = changed && searchable ? title + ' ' + description + ' ' + location : null;
        changed |= takeAttributes(listing.attributes());
        changed |= takeImages(listing.images());
        return changed;
    }

    private boolean takeAttributes(Map<String, String> said) {
        if (id == null && said.isEmpty()) {
            return false;
        }
        boolean changed = attributes.keySet().retainAll(said.keySet());
        for (Map.Entry<String, String> fact : said.entrySet()) {
            @Nullable JpaAttribute attribute = attributes.get(fact.getKey());
            if (attribute == null) {
                attributes.put(fact.getKey(), new JpaAttribute(this, fact.getKey(), fact.getValue()));
                changed = true;
            } else if (!attribute.value.equals(fact.getValue())) {
                attribute.value = fact.getValue();
                changed = true;
            }
        }
        return changed;
    }

    private boolean takeImages(List<ListingImage> said) {
        boolean changed = images.keySet().removeIf(position -> position >= said.size());
        for (int position = 0; position < said.size(); position++) {
            ListingImage image = said.get(position);
            @Nullable JpaImage stored = images.get(position);
            if (stored == null) {
                images.put(position, new JpaImage(this, position, image));
                changed = true;
            } else {
                changed |= stored.take(image);
            }
        }
        return changed;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }
}
