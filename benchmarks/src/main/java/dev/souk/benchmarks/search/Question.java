package dev.souk.benchmarks.search;

import dev.souk.core.listing.ListingQuery;
import dev.souk.model.GeoPoint;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What somebody looks for who would be happy with a certain listing, so that there is something to find and common and
 * rare words come as often as in the listings.
 *
 * @param categories its own; several where a broad question is asked
 * @param low half its price
 * @param high one and a half of its price
 * @param two words of its title, next to each other
 * @param excluded a word of its description
 */
record Question(
        List<String> categories,
        BigDecimal low,
        BigDecimal high,
        String city,
        GeoPoint point,
        String word,
        List<String> two,
        String excluded) {

    private static final long SEED = 7;

    /** Questions about listings that are spread evenly over the first ones of a market. */
    static List<Question> about(Market market, int listings, int questions) {
        Random random = new Random(SEED);
        int every = Math.max(1, listings / (questions + 2));
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < listings && asked.size() < questions; i++) {
            Listing listing = market.next();
            if (i / every >= asked.size() && canBeMadeOf(listing)) {
                asked.add(of(listing, random));
            }
        }
        return asked;
    }

    /** Whether a listing says all that a question is made of. */
    private static boolean canBeMadeOf(Listing listing) {
        return listing.price() != null && listing.point() != null && listing.status() == ListingStatus.AVAILABLE;
    }

    @SuppressWarnings("NullAway") // canBeMadeOf
    private static Question of(Listing listing, Random random) {
        String[] title = listing.title().split(" ");
        String[] description = listing.description().split(" ");
        int first = random.nextInt(title.length - 1);
        BigDecimal price = listing.price().amount();
        return new Question(
                List.of(listing.category()),
                price.multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.HALF_UP),
                price.multiply(new BigDecimal("1.5")).setScale(2, RoundingMode.HALF_UP),
                listing.location().substring(0, listing.location().indexOf(',')),
                listing.point(),
                title[random.nextInt(title.length)],
                List.of(title[first], title[first + 1]),
                description[random.nextInt(description.length)]);
    }

    /** The same about all that has a price in several categories. */
    Question broadened(List<String> others) {
        return new Question(
                List.copyOf(others),
                new BigDecimal("0.01"),
                new BigDecimal("9999999.99"),
                city,
                point,
                word,
                two,
                excluded);
    }

    ListingQuery.Builder inCategory() {
        ListingQuery.Builder query = ListingQuery.builder();
        categories.forEach(query::category);
        return query;
    }

    PriceRange price() {
        return new PriceRange(low, high, Market.CURRENCY);
    }

    String phrase() {
        return String.join(" ", two);
    }
}
