package dev.souk.benchmarks.engine;

import dev.souk.model.Money;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.PriceKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What listings of the workload do not say and shapes ask for: photos, ages, falls of price, attributes of every kind. */
final class ListingParts {

    private static final long MONTH_SECONDS = 30L * 24 * 3_600;
    private static final List<String> DELIVERIES = List.of("pickup", "shipping", "pickup, shipping");
    private static final URI PHOTO = URI.create("https://example.org/photo.jpg");

    private ListingParts() {}

    /** The same listings, which say all that can be asked for. */
    static List<Listing> complete(List<Listing> listings, Instant now) {
        SplittableRandom random = new SplittableRandom(20_261_123);
        return listings.stream().map(listing -> complete(listing, now, random)).toList();
    }

    private static Listing complete(Listing listing, Instant now, SplittableRandom random) {
        Listing.Builder complete = listing.toBuilder()
                .listedAt(now.minusSeconds(random.nextLong(MONTH_SECONDS)))
                .attribute("built", day(random).toString())
                .attribute("model", model(random))
                .attribute(fact(random), random.nextBoolean() ? "yes" : "no")
                .attribute(
                        "condition",
                        Chance.any(random, List.of(Condition.values())).word())
                .attribute("delivery", Chance.any(random, DELIVERIES))
                .attribute("price_kind", (random.nextInt(3) == 0 ? PriceKind.NEGOTIABLE : PriceKind.FIXED).word());
        for (int photo = (int) (20 * Math.pow(random.nextDouble(), 2)); photo > 0; photo--) {
            complete.image(new ListingImage(PHOTO, null, null));
        }
        Money price = listing.price();
        if (price != null && random.nextInt(10) == 0) {
            BigDecimal before = price.amount().add(BigDecimal.valueOf(1 + random.nextInt(1_000)));
            complete.previousPrice(new Money(before, price.currency()));
        }
        return complete.build();
    }

    /** Of four listings one each without a price, without a subcategory, and without place, category and time. */
    static List<Listing> partlySilent(List<Listing> complete) {
        List<Listing> listings = new ArrayList<>(complete);
        for (int i = 0; i < listings.size(); i++) {
            Listing.Builder silent = listings.get(i).toBuilder();
            switch (i % 4) {
                case 0 -> silent.point(null).category(null).location(null).listedAt(null);
                case 1 -> silent.price(null).previousPrice(null);
                case 2 -> silent.subcategory(null);
                default -> {}
            }
            listings.set(i, silent.build());
        }
        return listings;
    }

    static LocalDate day(SplittableRandom random) {
        return LocalDate.of(1950, 1, 1).plusDays(random.nextInt(25_000));
    }

    static String model(SplittableRandom random) {
        return "m" + random.nextInt(1_000);
    }

    /** The name of an attribute that few listings have. */
    static String fact(SplittableRandom random) {
        return "fact" + random.nextInt(1_000);
    }
}
