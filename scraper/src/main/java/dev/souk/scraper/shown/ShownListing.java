package dev.souk.scraper.shown;

import dev.souk.model.listing.ListingStatus;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a page of one listing shows, whatever it says in data.
 *
 * @param title the heading
 * @param price with its sign, as shown; null if there is none
 * @param oldPrice struck through beside the price; null if there is none
 * @param code the number to order by; null if there is none
 * @param status null if nothing tells
 * @param isBid whether the price is what was bid, as the number of bids stands beside it
 */
public record ShownListing(
        String title,
        @Nullable String price,
        @Nullable String oldPrice,
        @Nullable String code,
        @Nullable ListingStatus status,
        boolean isBid) {

    private static final int BESIDE = 150;

    /** Below this a number with a sign of money is more likely to be something else. */
    private static final double LEAST_SCORE = 0;

    /** Reads a page; empty if it has no heading that says what its title says. */
    public static Optional<ShownListing> read(Document document) {
        PageMap map = PageMap.of(document);
        Optional<Element> heading = Heading.find(document, map);
        return heading.map(element -> read(document, map, element));
    }

    private static ShownListing read(Document document, PageMap map, Element heading) {
        int title = map.place(heading).orElse(0);
        List<Integer> buttons = BuyButtons.places(map);
        List<ShownPrice.Candidate> prices = ShownPrice.find(map, title, buttons);
        Optional<ShownPrice.Candidate> price = prices.stream().findFirst().filter(found -> found.score() > LEAST_SCORE);
        Optional<String> oldPrice = price.flatMap(current -> prices.stream()
                .filter(other ->
                        other.isOld() && !other.equals(current) && Math.abs(other.place() - current.place()) < BESIDE)
                .findFirst()
                .map(ShownPrice.Candidate::text));
        return new ShownListing(
                heading.text(),
                price.map(ShownPrice.Candidate::text).orElse(null),
                oldPrice.orElse(null),
                ShownCode.find(document, map, title).orElse(null),
                ShownStock.find(map, title, buttons, price.isPresent()).orElse(null),
                price.filter(ShownPrice.Candidate::isBid).isPresent());
    }

    /** Whether what is shown looks like something that is sold: it has a price, or says that it is sold out. */
    public boolean isOffer() {
        return price != null || status == ListingStatus.SOLD;
    }
}
