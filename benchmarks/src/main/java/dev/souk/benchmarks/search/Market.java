package dev.souk.benchmarks.search;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Makes up listings whose words, categories and places are as unevenly spread as real ones (Zipf), each category with
 * words of its own and {@link MarketParts}; 76 % can still be had. The same market gives the same listings. Not
 * thread-safe.
 */
final class Market {

    static final String CURRENCY = "EUR";

    private static final long SEED = 20_261_126;
    private static final int OWN_WORDS = 3_000;
    private static final String[] CONSONANTS = {"b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "t", "v", "z", "st"};
    private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ou"};

    private final Random random = new Random(SEED);
    private final List<String> words = words(40_000);
    private final Zipf anyWord = new Zipf(words.size());
    private final Zipf ownWord = new Zipf(OWN_WORDS);
    private final Zipf category = new Zipf(40);
    private final Zipf place = new Zipf(300);
    private final MarketParts parts = new MarketParts(words);
    private int made;

    Listing next() {
        int number = made++;
        int in = category.draw(random);
        int at = place.draw(random);
        double price = Math.exp(3 + in % 5 + random.nextGaussian() * 0.9);
        Listing.Builder listing = Listing.builder(
                        new ListingKey(new SourceId("market"), "m" + number),
                        text(in, 4 + random.nextInt(5), 0.6),
                        URI.create("https://example.org/item/" + number))
                .description(text(in, 10 + random.nextInt(60), 0.25))
                .location(city(at) + ", Region " + (char) ('A' + at % 16))
                .category("category " + words.get(300 + in))
                .status(status());
        if (random.nextInt(30) > 0) {
            listing.price(Money.of(1 + Math.round(price), CURRENCY));
        }
        if (random.nextInt(10) > 0) {
            listing.point(new GeoPoint(
                    47 + at * 31 % 80 / 10.0 + random.nextGaussian() * 0.05,
                    6 + at * 17 % 90 / 10.0 + random.nextGaussian() * 0.08));
        }
        parts.add(listing, number, in);
        return listing.build();
    }

    /** The place without its region. */
    private String city(int at) {
        return words.get(1_000 + 37 * at) + (at % 5 == 0 ? " " + words.get(2_000 + at) : "");
    }

    private ListingStatus status() {
        int of100 = random.nextInt(100);
        return of100 < 14 ? ListingStatus.SOLD : of100 < 24 ? ListingStatus.REMOVED : ListingStatus.AVAILABLE;
    }

    private String text(int in, int length, double own) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < length; i++) {
            boolean ofCategory = random.nextDouble() < own;
            int word = ofCategory
                    ? 200 + (ownWord.draw(random) * 7_919 + in * 104_729) % (words.size() - 200)
                    : anyWord.draw(random);
            text.add(words.get(word));
        }
        return text.toString();
    }

    private List<String> words(int count) {
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 2 + random.nextInt(2); syllables > 0; syllables--) {
                word.append(CONSONANTS[random.nextInt(CONSONANTS.length)])
                        .append(VOWELS[random.nextInt(VOWELS.length)]);
            }
            words.add(random.nextInt(3) == 0 ? word.append('n').toString() : word.toString());
        }
        return new ArrayList<>(words);
    }
}
