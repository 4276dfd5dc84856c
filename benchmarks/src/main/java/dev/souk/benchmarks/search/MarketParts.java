package dev.souk.benchmarks.search;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.Seller;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a listing says besides its words and its price: three attributes, three photos, who sells, since when. Drawn apart
 * from those, so that they are the same with and without it. Not thread-safe.
 */
final class MarketParts {

    private static final long SEED = 20_261_127;
    private static final int SELLERS = 60_000;
    private static final int PHOTOS = 3;
    private static final int SUBCATEGORIES = 6;
    private static final long SECONDS_BETWEEN = 13;
    private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> CONDITIONS = List.of("new", "as new", "good", "used", "for parts");

    private final Random random = new Random(SEED);
    private final List<String> words;
    private final Zipf seller = new Zipf(SELLERS);
    private final Zipf brand = new Zipf(2_000);
    private final Zipf colour = new Zipf(20);

    MarketParts(List<String> words) {
        this.words = words;
    }

    /** Adds them to the listing of that number in that category. */
    void add(Listing.Builder listing, int number, int category) {
        int by = seller.draw(random);
        listing.subcategory("kind " + words.get(400 + category * SUBCATEGORIES + random.nextInt(SUBCATEGORIES)))
                .seller(new Seller("u" + (100_000_000L + by * 7_919L), words.get(by % words.size()) + " " + by))
                .listedAt(FIRST.plusSeconds(SECONDS_BETWEEN * number))
                .attribute("condition", CONDITIONS.get(random.nextInt(CONDITIONS.size())))
                .attribute("brand", words.get(3_000 + brand.draw(random)))
                .attribute("colour", words.get(100 + colour.draw(random)));
        for (int i = 0; i < PHOTOS; i++) {
            // As long as those of real marketplaces, and as little to be compressed.
            listing.image(new ListingImage(
                    URI.create(String.format(
                            Locale.ROOT,
                            "https://img.market.example/v1/files/%016x%016x/image;s=1000x750",
                            random.nextLong(),
                            random.nextLong())),
                    1_000,
                    750));
        }
    }
}
