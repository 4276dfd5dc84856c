package dev.souk.benchmarks.ingest;

import dev.souk.model.listing.ListingImage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image of a listing as an entity. */
@Entity
@Table(schema = "souk", name = "images")
class JpaImage {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "image")
    @SequenceGenerator(schema = "souk", name = "image", sequenceName = "jpa_images", allocationSize = 1_000)
    @Nullable
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "listing_id", updatable = false)
    @Nullable
    JpaListing listing;

    @Column(name = "position", updatable = false)
    int position;

    String url = "";

    @Nullable
    Integer width;

    @Nullable
    Integer height;

    JpaImage() {}

    JpaImage(JpaListing listing, int position, ListingImage image) {
        this.listing = listing;
        this.position = position;
        take(image);
    }

    /** Whether anything was different. */
    final boolean take(ListingImage image) {
        boolean same = url.equals(image.url().toString())
                && Objects.equals(width, image.width())
                && Objects.equals(height, image.height());
        url = image.url().toString();
        width = image.width();
        height = image.height();
        return !same;
    }
}
