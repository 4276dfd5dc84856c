package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.testdb.TestDatabase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A driver that prepares nothing, as behind a pool that takes no prepared statements. */
@ExtendWith(MigratedPostgres.class)
class SimpleProtocolTest {

    @Test
    void whatIsStoredIsFound(TestDatabase database) {
        PGSimpleDataSource simple = (PGSimpleDataSource) database.dataSource();
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
        ListingRepository listings =
                SoukDatabase.over(simple, FieldProtection.plaintext()).listings();
        Listing bike = bike().build();
        Listing cheaper = bike().price(Money.of("649.5", "EUR"))
                .title("It's a bike, C:\\new {\"?\"}")
                .image(ListingImage.of(URI.create("https://ebay.example/2.png")))
                .attribute("gears", "6, or ?")
                .build();

        assertThat(listings.upsertAll(List.of(bike)).added()).hasSize(1);
        assertThat(listings.upsertAll(List.of(bike)).unchanged()).hasSize(1);
        assertThat(listings.upsertAll(List.of(cheaper)).changed()).hasSize(1);

        ListingQuery byPrice = ListingQuery.builder()
                .category("bikes")
                .maxPrice(Money.of(700, "EUR"))
                .sort(ListingSort.PRICE_ASCENDING)
                .build();
        ListingQuery near = ListingQuery.builder()
                .text("bike -sofa")
                .near(new GeoPoint(45.76, 4.84), 25)
                .build();
        Listing shown = cheaper.toBuilder().previousPrice(bike.price()).build();
        for (ListingQuery query : Set.of(byPrice, near)) {
            assertThat(listings.search(query, 0, 10).items())
                    .extracting(StoredListing::listing)
                    .containsExactly(shown);
            assertThat(listings.slice(query, null, 10).items())
                    .extracting(StoredListing::listing)
                    .containsExactly(shown);
        }
        assertThat(listings.markRemoved(new SourceId("ebay"), List.of("1")).changed())
                .hasSize(1);
        assertThat(listings.renewWords()).isZero();
    }

    private static Listing.Builder bike() {
        return Listing.builder(new ListingKey(new SourceId("ebay"), "1"), "Bike", URI.create("https://ebay.example/1"))
                .description("A bike of two wheels.")
                .price(Money.of(700, "EUR"))
                .point(new GeoPoint(45.75, 4.85))
                .category("Bikes")
                .listedAt(Instant.parse("2026-11-28T00:00:00.123456Z"))
                .image(new ListingImage(URI.create("https://ebay.example/1.png"), 640, 480))
                .attribute("colour", "red")
                .status(ListingStatus.AVAILABLE);
    }
}
