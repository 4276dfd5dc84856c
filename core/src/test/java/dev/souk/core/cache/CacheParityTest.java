package dev.souk.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.listing.ListingSort;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.listing.StoredListing;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One host's reads with a cache and without: the same, whatever happens in between. */
@ExtendWith(MigratedPostgres.class)
class CacheParityTest {

    private static final int BIKES = 12;
    private static final int STEPS = 400;

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void everyReadIsTheSameWithoutACacheAndWithOneInTheProcess(DataSource dataSource) {
        assertParity(dataSource, ListingCache.inProcess(), 1);
    }

    @Test
    void everyReadIsTheSameWithoutACacheAndWithOneInAStore(DataSource dataSource) {
        assertParity(dataSource, ListingCache.over(StoreInMemory.honest()), 2);
    }

    private static void assertParity(DataSource dataSource, ListingCache cache, long seed) {
        SoukDatabase plain = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        SoukDatabase cached = SoukDatabase.builder(DataSourceTransactions.over(dataSource), FieldProtection.plaintext())
                .cache(cache)
                .build();
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(8) == 0) {
                write(cached, random);
            }
            Function<ListingRepository, Object> read = read(plain.listings(), random);

            assertThat(read.apply(cached.listings()))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(read.apply(plain.listings()));
        }
        assertThat(cache.stats().listings().hits()).isPositive();
        assertThat(cache.stats().searches().hits()).isPositive();
    }

    private static void write(SoukDatabase database, Random random) {
        int bike = random.nextInt(BIKES);
        try {
            database.inTransaction(open -> {
                open.listings().upsertAll(Bikes.bikes(bike, 1 + random.nextInt(5)));
                if (random.nextInt(4) == 0) {
                    open.listings().markRemoved(Bikes.SOURCE, List.of(Integer.toString(bike)));
                }
                if (random.nextInt(4) == 0) {
                    throw new Undone();
                }
                return null;
            });
        } catch (Undone e) {
            assertThat(e).hasNoCause();
        }
    }

    private static Function<ListingRepository, Object> read(ListingRepository plain, Random random) {
        int bike = random.nextInt(BIKES);
        long id = 1L + random.nextInt(BIKES);
        ListingQuery query = ListingQuery.builder()
                .text(random.nextBoolean() ? "bike" : "Bikes -broken")
                .maxPrice(Money.of(3 + random.nextInt(3), "EUR"))
                .sort(random.nextBoolean() ? ListingSort.NEWEST : ListingSort.PRICE_ASCENDING)
                .build();
        int page = random.nextInt(2);
        Counting counting = random.nextBoolean() ? Counting.EXACT : Counting.upTo(3);
        @Nullable
        String cursor =
                random.nextBoolean() ? null : plain.slice(query, null, 3).next().orElse(null);
        return switch (random.nextInt(5)) {
            case 0 -> listings -> listings.byId(id);
            case 1 -> listings -> listings.byIds(List.of(id, id + 1, id + 2, 1_000L));
            case 2 -> listings -> listings.byExternalId(Bikes.SOURCE, Integer.toString(bike));
            case 3 -> listings -> listings.search(query, page, 4, counting);
            default -> listings -> parts(listings.slice(query, cursor, 3));
        };
    }

    private static List<Object> parts(Slice<StoredListing> slice) {
        Optional<String> next = slice.next();
        return List.of(slice.items(), next);
    }
}
