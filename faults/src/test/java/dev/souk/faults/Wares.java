package dev.souk.faults;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;

/** A listing as the market shows it: its number, what it is, whole euros, and whether it is sold. */
record Wares(int number, String word, long price, boolean sold) {

    /** What the market says of one that is sold. */
    static final String SOLD = "sold";

    Wares(int number, String word, long price) {
        this(number, word, price, false);
    }

    String title() {
        return word + " n" + number;
    }

    Wares at(long newPrice) {
        return new Wares(number, word, newPrice, sold);
    }

    Wares gone() {
        return new Wares(number, word, price, true);
    }

    /** As Souk is to know it. */
    Listing listing() {
        return Listing.builder(
                        new ListingKey(MarketSource.ID, Integer.toString(number)),
                        title(),
                        URI.create("https://market.example/wares/" + number))
                .price(Money.of(price, "EUR"))
                .status(sold ? ListingStatus.SOLD : ListingStatus.UNKNOWN)
                .build();
    }

    /** As a line of the market's page. */
    String line() {
        return number + "\t" + title() + "\t" + price + (sold ? "\t" + SOLD : "");
    }

    /** What changes of it, as {@link Tables#offers} says it. */
    String offer() {
        return sold ? price + " " + SOLD : Long.toString(price);
    }
}
