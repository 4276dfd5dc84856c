package dev.souk.benchmarks.ingest;

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
import org.jspecify.annotations.Nullable;

/** An attribute of a listing as an entity. */
@Entity
@Table(schema = "souk", name = "listing_attributes")
class JpaAttribute {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "attribute")
    @SequenceGenerator(schema = "souk", name = "attribute", sequenceName = "jpa_attributes", allocationSize = 1_000)
    @Nullable
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "listing_id", updatable = false)
    @Nullable
    JpaListing listing;

    @Column(name = "key", updatable = false)
    String key = "";

    @Column(name = "value")
    String value = "";

    JpaAttribute() {}

    JpaAttribute(JpaListing listing, String key, String value) {
        this.listing = listing;
        this.key = key;
        this.value = value;
    }
}
