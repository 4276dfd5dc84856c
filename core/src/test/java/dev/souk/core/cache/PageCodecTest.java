package dev.souk.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCodecTest {

    private static final String KEY = "i/7";

    private static StoredListing listing(Random random) {
        String id = Integer.toString(random.nextInt(1_000));
        Listing.Builder listing = Listing.builder(
                        new ListingKey(new SourceId("märkt"), "id " + id),
                        "Fahrrad \uD83D\uDEB2 " + id,
                        URI.create("https://market.example/" + id))
                .status(List.of(ListingStatus.values()).get(random.nextInt(ListingStatus.values().length)));
        if (random.nextBoolean()) {
            listing.description("Fährt.\nNoch.".repeat(random.nextInt(50)))
                    .price(Money.of("149.9", "EUR"))
                    .location("Köln")
                    .point(new GeoPoint(random.nextDouble() * 90, -random.nextDouble() * 180))
                    .seller(new Seller("s1", null))
                    .listedAt(Instant.parse("2026-11-01T10:00:00.123456Z"));
        }
        if (random.nextBoolean()) {
            listing.previousPrice(Money.of(150_000_000, "VND"))
                    .category("bikes")
                    .subcategory("folding")
                    .seller(new Seller(null, "Zoë"))
                    .attribute("brand", "Brompton")
                    .attribute("wheel size", "")
                    .image(ListingImage.of(URI.create("https://img.example/a?b=c%20d")))
                    .image(new ListingImage(URI.create("https://img.example/2"), 800, 600));
        }
        return new StoredListing(
                random.nextLong(), listing.build(), Instant.EPOCH, Instant.parse("2026-11-26T00:00:00.000001Z"));
    }

    private static CachedPage page(long seed) {
        Random random = new Random(seed);
        List<StoredListing> listings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            listings.add(listing(random));
        }
        Total total = List.of(Total.exactly(7), new Total.AtLeast(1_000), new Total.About(48_000))
                .get(random.nextInt(3));
        return new CachedPage(listings, total, random.nextBoolean() ? "next" : null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsReadIsWhatWasWritten(long seed) throws UnreadableValueException {
        CachedPage page = page(seed);

        assertThat(PageCodec.decode(KEY, PageCodec.encode(KEY, page).orElseThrow()))
                .isEqualTo(page);
    }

    @Test
    void whatEndsEarlyOrGoesOnIsUnreadable() {
        byte[] whole = PageCodec.encode(KEY, page(2)).orElseThrow();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertUnreadable(KEY, cut);
        }
        assertUnreadable(KEY, Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void whatWasKeptUnderAnotherKeyOrInAnotherFormatIsUnreadable() {
        byte[] value = PageCodec.encode(KEY, page(2)).orElseThrow();

        assertUnreadable("i/8", value);
        value[0]++;
        assertUnreadable(KEY, value);
    }

    @Test
    void whateverBytesThereAreTheyAreAPageOrUnreadable() {
        byte[] whole = PageCodec.encode(KEY, page(5)).orElseThrow();
        Random random = new Random(5);
        int unreadable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] spoilt = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            try {
                PageCodec.decode(KEY, spoilt);
            } catch (UnreadableValueException e) {
                unreadable++;
            }
        }
        assertThat(unreadable).isPositive();
        assertUnreadable(KEY, "hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageOfMoreThanAMebibyteIsNotWritten() {
        Listing huge = Listing.builder(
                        new ListingKey(new SourceId("market"), "1"), "Bike", URI.create("https://market.example/1"))
                .status(ListingStatus.AVAILABLE)
                .description("x".repeat(Listing.MAX_DESCRIPTION_LENGTH))
                .build();
        StoredListing stored = new StoredListing(1, huge, Instant.EPOCH, Instant.EPOCH);

        assertThat(PageCodec.encode(KEY, CachedPage.of(stored))).isPresent();
        assertThat(PageCodec.encode(KEY, CachedPage.of(Collections.nCopies(11, stored), null)))
                .isEmpty();
    }

    private static void assertUnreadable(String key, byte[] value) {
        assertThatThrownBy(() -> PageCodec.decode(key, value)).isInstanceOf(UnreadableValueException.class);
    }
}
