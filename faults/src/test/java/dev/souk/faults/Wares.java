package dev.souk.faults;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;

/** A listing as the market shows it: its number, what it is, and whole euros. */
record Wares(int number, String word, long price) {

    String title() {
        return word + " n" + number;
    }

    Wares at(long newPrice) {
        return new Wares(number, word, newPrice);
    }

    /** As Souk is to know it. */
    Listing listing() {
        return Listing.builder(
                        new ListingKey(MarketSource.ID, Integer.toString(number)),
                        title(),
                        URI.create("https://market.example/wares/" + number))
                .price(Money.of(price, "EUR"))
                .build();
    }

    /** As a line of the market's page. */
    String line() {
        return number + "\t" + title() + "\t" + price;
    }
}
