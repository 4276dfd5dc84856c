package dev.souk.core.cache;

import dev.souk.core.listing.ListingQuery;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.util.List;

/** Listings whose price tells which version they are. */
final class Bikes {

    static final SourceId SOURCE = new SourceId("market");
    static final ListingQuery QUERY = ListingQuery.builder().text("bike").build();

    private Bikes() {}

    static Listing bike(int number, long price) {
        String id = Integer.toString(number);
        return Listing.builder(new ListingKey(SOURCE, id), "Bike " + id, URI.create("https://market.example/" + id))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .attribute("brand", "Brompton")
                .build();
    }

    static List<Listing> bikes(int number, long price) {
        return List.of(bike(number, price));
    }

    static long price(StoredListing stored) {
        Money price = stored.listing().price();
        return price == null ? -1 : price.amount().longValueExact();
    }
}
