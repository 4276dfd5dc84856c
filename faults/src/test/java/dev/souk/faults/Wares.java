package dev.souk.faults;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;

/** A listing as the market shows it: its number, what it is, whole euros, and whether it can be had. */
record Wares(int number, String word, long price, State state) {

    /** What became of it on the market. */
    enum State {
        /** On offer since it was first shown. The page says nothing of it. */
        NEW(ListingStatus.UNKNOWN, ""),
        /** The page says so. */
        SOLD(ListingStatus.SOLD, "sold"),
        /** Taken down, and the page says so. */
        REMOVED(ListingStatus.REMOVED, "removed"),
        /** Not on the page any more. */
        VANISHED(ListingStatus.REMOVED, "removed"),
        /** On offer after it was sold or taken down. The page says so: that it is silent would say nothing new. */
        BACK(ListingStatus.AVAILABLE, ""),
        /** On the page again, which says nothing of it. */
        SEEN_AGAIN(ListingStatus.UNKNOWN, "");

        private final ListingStatus status;
        private final String offer;

        State(ListingStatus status, String offer) {
            this.status = status;
            this.offer = offer;
        }

        boolean isOpen() {
            return status.isOpen();
        }
    }

    Wares(int number, String word, long price) {
        this(number, word, price, State.NEW);
    }

    String title() {
        return word + " n" + number;
    }

    Wares at(long newPrice) {
        return new Wares(number, word, newPrice, state);
    }

    Wares become(State next) {
        return new Wares(number, word, price, next);
    }

    /** As Souk is to know it. */
    Listing listing() {
        return Listing.builder(
                        new ListingKey(MarketSource.ID, Integer.toString(number)),
                        title(),
                        URI.create("https://market.example/wares/" + number))
                .price(Money.of(price, "EUR"))
                .status(state.status)
                .build();
    }

    /** Whether the market's page shows it. */
    boolean isOnPage() {
        return state != State.VANISHED;
    }

    /** As a line of the market's page. */
    String line() {
        String line = number + "\t" + title() + "\t" + price;
        return state.status == ListingStatus.UNKNOWN ? line : line + "\t" + state.status;
    }

    /** What changes of it, as {@link Tables#offers} says it. */
    String offer() {
        return (price + " " + state.offer).strip();
    }
}
