package dev.souk.benchmarks.data;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Listings to measure with: the adverts for bicycles of the folder that {@code souk.datasets} names, each with three
 * attributes and three images, and seeded variations of them where more are asked for. Without the folder they are made
 * up of random words, and say so. The same call gives the same listings. Thread-safe.
 *
 * @param origin what they are, for the head of a table
 */
public record Listings(String origin, List<Listing> all) {

    /** Name of the system property with the folder. */
    public static final String FOLDER_PROPERTY = "souk.datasets";

    private static final long SEED = 20_261_126;
    private static final String CURRENCY = "ZAR";

    /** That many listings. */
    public static Listings of(int count) {
        Random random = new Random(SEED);
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        List<Listing> listings = new ArrayList<>();
        String origin = "made up, since " + FOLDER_PROPERTY + " is not set";
        if (folder.isBlank()) {
            IntStream.range(0, count).forEach(i -> listings.add(madeUp(i, random)));
        } else {
            listings.addAll(BikeDataset.in(Path.of(folder)).listings(count));
            int real = listings.size();
            origin = real + " real adverts for bicycles";
            for (int i = real; i < count; i++) {
                listings.add(variation(listings.get(random.nextInt(real)), i, random));
            }
            if (real < count) {
                origin += " and " + (count - real) + " variations of them";
            }
        }
        return new Listings(origin, List.copyOf(listings));
    }

    /** The listings without attributes and images. */
    public List<Listing> bare() {
        return all.stream().map(listing -> withoutParts(listing).build()).toList();
    }

    /** The listings with every tenth of them cheaper and, where it has them, another attribute and another image. */
    public static List<Listing> everyTenthChanged(List<Listing> listings) {
        return IntStream.range(0, listings.size())
                .mapToObj(i -> i % 10 == 0 ? changed(listings.get(i)) : listings.get(i))
                .toList();
    }

    private static Listing changed(Listing listing) {
        Money price = listing.price() == null ? Money.of(1_000, CURRENCY) : listing.price();
        Listing.Builder builder =
                withoutParts(listing).price(withAmount(price, price.amount().multiply(BigDecimal.valueOf(9, 1))));
        listing.attributes().forEach(builder::attribute);
        if (!listing.attributes().isEmpty()) {
            builder.attribute("photos", listing.attributes().get("photos") + "+1");
        }
        int position = 0;
        for (ListingImage image : listing.images()) {
            URI url = position++ == 1 ? URI.create(image.url() + "?2") : image.url();
            builder.image(new ListingImage(url, image.width(), image.height()));
        }
        return builder.build();
    }

    private static Money withAmount(Money price, BigDecimal amount) {
        return new Money(amount.setScale(2, RoundingMode.HALF_UP), price.currency());
    }

    private static Listing variation(Listing listing, int number, Random random) {
        List<String> words =
                new ArrayList<>(Arrays.asList(listing.title().strip().split("\\s+")));
        Collections.shuffle(words, random);
        ListingKey key = new ListingKey(listing.key().source(), listing.key().externalId() + "v" + number);
        Listing.Builder builder = Listing.builder(
                        key, String.join(" ", words), URI.create(listing.url() + "v" + number))
                .status(ListingStatus.AVAILABLE)
                .description(listing.description())
                .price(
                        listing.price() == null
                                ? null
                                : withAmount(listing.price(), BigDecimal.valueOf(100 + random.nextInt(50_000))))
                .location(listing.location())
                .category(listing.category())
                .seller(listing.seller())
                .listedAt(listing.listedAt());
        listing.attributes().forEach(builder::attribute);
        listing.images()
                .forEach(image -> builder.image(
                        new ListingImage(URI.create(image.url() + "v" + number), image.width(), image.height())));
        return builder.build();
    }

    private static Listing madeUp(int number, Random random) {
        ListingKey key = new ListingKey(new SourceId("madeup"), "m" + number);
        Listing.Builder builder = Listing.builder(key, words(6, random), URI.create("https://example.org/" + number))
                .status(ListingStatus.AVAILABLE)
                .description(words(40, random))
                .price(Money.of(1 + random.nextInt(100_000), CURRENCY))
                .location(words(2, random))
                .category(words(1, random));
        addParts(builder, key, words(1, random), words(1, random), Integer.toString(random.nextInt(9)));
        return builder.build();
    }

    private static String words(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> "w" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26)))
                .collect(Collectors.joining(" "));
    }

    static void addParts(Listing.Builder builder, ListingKey key, String condition, String province, String photos) {
        builder.attribute("condition", condition)
                .attribute("province", province)
                .attribute("photos", photos);
        for (int i = 0; i < 3; i++) {
            URI url = URI.create("https://example.org/photo/%s/%s/%s.jpg".formatted(key.source(), key.externalId(), i));
            builder.image(new ListingImage(url, 960, 720));
        }
    }

    /** A listing as it is, but for its attributes and images. */
    public static Listing.Builder withoutParts(Listing listing) {
        return Listing.builder(listing.key(), listing.title(), listing.url())
                .description(listing.description())
                .price(listing.price())
                .previousPrice(listing.previousPrice())
                .location(listing.location())
                .point(listing.point())
                .category(listing.category())
                .subcategory(listing.subcategory())
                .seller(listing.seller())
                .listedAt(listing.listedAt())
                .status(listing.status());
    }
}
