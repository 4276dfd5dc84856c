package dev.souk.benchmarks.data;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adverts for bicycles of two marketplaces, as crawled for two years, and every price that was seen: the folder {@code
 * bikes-za} of the datasets.
 */
public final class BikeDataset {

    private static final int TITLE_OF_TEXT = 80;

    private final Path folder;

    private BikeDataset(Path folder) {
        this.folder = folder;
    }

    /** In the folder of all datasets. */
    public static BikeDataset in(Path datasets) {
        return new BikeDataset(datasets.resolve("bikes-za"));
    }

    /** The first listings, at most that many, by the number that observations call them by. */
    public List<Listing> listings(int atMost) {
        List<Listing> listings = new ArrayList<>();
        Set<ListingKey> keys = new HashSet<>();
        try (CsvReader file = new CsvReader(folder.resolve("listings.csv.gz"))) {
            List<String> row = file.next();
            while (!row.isEmpty() && listings.size() < atMost) {
                ListingKey key = new ListingKey(new SourceId(row.get(1)), row.get(2));
                // An advert that stood in two categories has two rows: the second counts as another advert here.
                if (!keys.add(key)) {
                    key = new ListingKey(key.source(), key.externalId() + "." + listings.size());
                }
                listings.add(listing(key, row));
                row = file.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listings;
    }

    /** The crawls one after the other, each with the listings it saw, until {@code each} has had that many. */
    public void crawls(int atMost, Consumer<List<Sighting>> each) {
        try (CsvReader file = new CsvReader(folder.resolve("observations.csv.gz"))) {
            List<Sighting> crawl = new ArrayList<>();
            String current = "";
            int crawls = 0;
            for (List<String> row = file.next(); !row.isEmpty() && crawls < atMost; row = file.next()) {
                String name = row.get(0) + row.get(1);
                if (!name.equals(current) && !crawl.isEmpty()) {
                    each.accept(List.copyOf(crawl));
                    crawl.clear();
                    crawls++;
                }
                current = name;
                crawl.add(new Sighting(Integer.parseInt(row.get(2)), price(row.get(5))));
            }
            if (!crawl.isEmpty() && crawls < atMost) {
                each.accept(List.copyOf(crawl));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Listing listing(ListingKey key, List<String> row) {
        String text = StorableText.repair(row.get(18), Listing.MAX_DESCRIPTION_LENGTH);
        // One advert in a hundred has no title: the beginning of its text stands in.
        String title = row.get(5).isBlank() ? StorableText.repair(text, TITLE_OF_TEXT) : row.get(5);
        Listing.Builder builder = Listing.builder(
                        key,
                        title.isBlank() ? "bicycle" : StorableText.repair(title, Listing.MAX_TITLE_LENGTH),
                        URI.create(row.get(3).strip().replace(' ', '+')))
                .status(ListingStatus.AVAILABLE)
                .description(text)
                .price(price(row.get(6)))
                .location(StorableText.repair(row.get(9), Listing.MAX_WORDS_LENGTH))
                .category(row.get(4))
                .seller(new Seller(row.get(14).isBlank() ? null : row.get(14), null));
        if (!row.get(13).isBlank()) {
            builder.listedAt(LocalDateTime.parse(row.get(13).replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        }
        Listings.addParts(
                builder,
                key,
                row.get(11).isBlank() ? "not said" : row.get(11),
                row.get(10).isBlank() ? "not said" : row.get(10),
                row.get(12).isBlank() ? "0" : row.get(12));
        return builder.build();
    }

    @Nullable
    private static Money price(String text) {
        return text.isBlank() ? null : new Money(new BigDecimal(text).setScale(2, RoundingMode.HALF_UP), "ZAR");
    }

    /**
     * A listing as one crawl saw it.
     *
     * @param listing its number, from 0
     * @param price what it cost then; null if the page did not say
     */
    public record Sighting(int listing, @Nullable Money price) {}
}
