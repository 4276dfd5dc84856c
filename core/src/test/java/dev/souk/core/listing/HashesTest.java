package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HashesTest {

    /** Taken before the way it is computed was changed: another hash would have every stored listing written again. */
    @Test
    void theHashOfAListingStaysWhatItWas() {
        Listing listing = Listing.builder(
                        new ListingKey(new SourceId("ebay"), "1"),
                        "Bike, größe 54",
                        URI.create("https://ebay.example/1"))
                .status(ListingStatus.AVAILABLE)
                .description("It is long: " + "red ".repeat(600))
                .price(Money.of("250.50", "EUR"))
                .location("Lyon")
                .point(new GeoPoint(45.76, -4.8357))
                .category("Bikes")
                .seller(new Seller("s1", "Zoé"))
                .listedAt(Instant.parse("2026-03-01T10:15:30.123456Z"))
                .attribute("colour", "red")
                .image(new ListingImage(URI.create("https://img.example/b.jpg"), 800, 600))
                .build();

        assertThat(Hashes.of(listing)).isEqualTo("d0038ab43e2f20d06e4a49ebc307cae7");
        assertThat(new Hashes().hash(listing, ListingStatus.SOLD))
                .isEqualTo(
                        Hashes.of(listing.toBuilder().status(ListingStatus.SOLD).build()))
                .isNotEqualTo("d0038ab43e2f20d06e4a49ebc307cae7");
    }
}
