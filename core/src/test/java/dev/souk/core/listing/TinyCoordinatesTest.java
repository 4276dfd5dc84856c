package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL refuses to compute what becomes zero by rounding alone: one listing could make every search about it fail. */
@ExtendWith(MigratedPostgres.class)
class TinyCoordinatesTest {

    private static final List<Double> TINY = List.of(0.0, Double.MIN_VALUE, -1e-310, 1e-200, -1e-160);

    @Test
    void areFoundAsAnyOthers(DataSource dataSource) {
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        List<Listing> given = new ArrayList<>();
        for (double latitude : TINY) {
            for (double longitude : TINY) {
                String id = "at " + given.size();
                given.add(Listing.builder(
                                new ListingKey(new SourceId("ebay"), id), "Bike", URI.create("https://ebay.example"))
                        .point(new GeoPoint(latitude, longitude))
                        .build());
            }
        }
        listings.upsertAll(given);

        for (double latitude : TINY) {
            GeoPoint center = new GeoPoint(latitude, 0);
            ListingQuery near = ListingQuery.builder().near(center, 0.001).build();

            assertThat(listings.search(near, 0, 100).total().count()).isEqualTo(given.size());
            assertThat(listings.slice(near.sortedBy(ListingSort.DISTANCE), null, 10)
                            .items())
                    .hasSize(10);
        }
        GeoPolygon about = new GeoPolygon(List.of(new GeoPoint(-1, -1), new GeoPoint(1, -1), new GeoPoint(0, 1)));
        assertThat(listings.search(ListingQuery.builder().near(about).build(), 0, 100)
                        .total()
                        .count())
                .isEqualTo(given.size());
    }
}
