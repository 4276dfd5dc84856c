package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.StorageException;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writers of the same keys at once, each in an order of its own. */
@ExtendWith(MigratedPostgres.class)
class KeyOrderTest {

    private static final int WRITERS = 8;
    private static final int KEYS = 100;
    private static final long SEED = 42;
    private static final String DEADLOCK = "40P01";

    /** A harness that cannot fail proves nothing: the same writers deadlock where they write what comes as it comes. */
    @Test
    void thoseWhoWriteAsItComesDeadlockAndThoseWhoSortDoNot(DataSource dataSource) throws Exception {
        int batches = 12;
        int few = 3;

        int sorted = deadlocks(dataSource, batches, KeyOrderTest::upsertAll);
        int unsorted = deadlocks(dataSource, few, KeyOrderTest::upsertAsTheyCome);

        System.out.printf(
                Locale.ROOT,
                "%d writers of %d keys in any order: %d deadlocks in %d batches, not sorted %d in %d%n",
                WRITERS,
                KEYS,
                sorted,
                WRITERS * batches,
                unsorted,
                WRITERS * few);
        assertThat(sorted).isZero();
        assertThat(unsorted).isPositive();
    }

    private static int deadlocks(DataSource dataSource, int batches, Writer writer) throws Exception {
        AtomicInteger deadlocks = new AtomicInteger();
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(WRITERS);
        // How long a writer waits before it looks whether it waits for ever.
        config.setConnectionInitSql("SET deadlock_timeout = '50ms'");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                Random random = new Random(SEED + number);
                running.add(threads.submit(() -> {
                    for (int batch = 0; batch < batches; batch++) {
                        if (!isWritten(writer, pool, batch(random))) {
                            deadlocks.incrementAndGet();
                        }
                    }
                    return batches;
                }));
            }
            for (Future<?> each : running) {
                each.get(5, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        return deadlocks.get();
    }

    /** Whether it was; if not, it was the victim of a deadlock. */
    private static boolean isWritten(Writer writer, DataSource pool, List<Listing> batch) throws SQLException {
        try {
            writer.write(pool, batch);
            return true;
        } catch (SQLException e) {
            if (!DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        } catch (StorageException e) {
            if (e.sqlState().filter(DEADLOCK::equals).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static void upsertAll(DataSource pool, List<Listing> batch) {
        new ListingRepository(Transactions.by(DataSourceTransactions.over(pool), "souk")).upsertAll(batch);
    }

    /** As one writes it at first: in one transaction, each when its turn comes. */
    private static void upsertAsTheyCome(DataSource pool, List<Listing> batch) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO souk.listings (external_id, source, title, listing_url, scraped_date)
                        VALUES (?, ?, ?, ?, now())
                        ON CONFLICT (external_id, source) DO UPDATE SET scraped_date = excluded.scraped_date""")) {
            connection.setAutoCommit(false);
            for (Listing listing : batch) {
                upsert.setString(1, listing.key().externalId());
                upsert.setString(2, listing.key().source().value());
                upsert.setString(3, listing.title());
                upsert.setString(4, listing.url().toString());
                upsert.addBatch();
            }
            upsert.executeBatch();
            connection.commit();
        }
    }

    /** All keys, in any order, at other prices. */
    private static List<Listing> batch(Random random) {
        List<Listing> batch = new ArrayList<>();
        for (int number = 0; number < KEYS; number++) {
            ListingKey key = new ListingKey(new SourceId("test"), "n" + number);
            batch.add(Listing.builder(key, "Brompton", URI.create("https://market.example/" + number))
                    .price(Money.of(100 + random.nextInt(100), "EUR"))
                    .build());
        }
        Collections.shuffle(batch, random);
        return batch;
    }

    /** Stores a batch in one transaction. */
    private interface Writer {
        void write(DataSource pool, List<Listing> batch) throws SQLException;
    }
}
