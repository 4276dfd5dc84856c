package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.Backfills;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backfill has to look at, is shown, and keeps from being purged. */
@ExtendWith(MigratedPostgres.class)
class ChangesForBackfillTest {

    private static final long ALL = Long.MAX_VALUE;

    private DSLContext sql;
    private Transactions transactions;
    private ListingChanges changes;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        changes = new ListingChanges(transactions);
    }

    @Test
    void showsABackfillWhatWasNotMatchedBeforeTheAlertWasWritten() {
        store(List.of(listing("1", 100), listing("2", 100), listing("3", 100)));
        changes.markMatched(List.of(1L));
        long backfill = transactions.together(matching -> {
            new ListingChanges(matching).markMatched(List.of(2L));
            return alertWithBackfill();
        });

        assertThat(changes.forBackfill(backfill, 0, ALL, 10)).isEqualTo(new BackfillWindow(List.of(2L, 3L), 3, true));
        assertThat(changes.forBackfill(backfill, 0, ALL, 1)).isEqualTo(new BackfillWindow(List.of(2L), 2, false));
        assertThat(changes.forBackfill(backfill, 2, ALL, 10).ids()).containsExactly(3L);
        assertThat(changes.forBackfill(backfill + 1, 0, ALL, 10)).isEqualTo(new BackfillWindow(List.of(), 0, true));
    }

    @Test
    void showsABackfillWhatItsOwnTransactionMatched() {
        store(List.of(listing("1", 100)));

        List<Long> seen = transactions.together(matching -> {
            ListingChanges own = new ListingChanges(matching);
            own.markMatched(List.of(1L));
            return own.forBackfill(alertWithBackfill(), 0, ALL, 10).ids();
        });

        assertThat(seen).containsExactly(1L);
    }

    @Test
    void showsABackfillNothingThatWasMatchedOnTheServerOfWhichThisOneIsACopy() {
        store(List.of(listing("1", 100), listing("2", 100)));
        changes.markMatched(List.of(1L));
        sql.execute(
                "update souk.listing_changes set matched_xid = '900000000000', matched_at = '2000-01-01' where id = 1");
        long backfill = alertWithBackfill();

        assertThat(changes.forBackfill(backfill, 0, ALL, 10).ids()).containsExactly(2L);
        assertThat(changes.purgeMatched(Duration.ofDays(1), 100)).isEqualTo(1);
    }

    @Test
    void findsByIndexWhatABackfillNeedsAmongAllThatIsKept(DataSource dataSource) {
        store(List.of(listing("1", 100)));
        changes.markMatched(List.of(1L));
        sql.execute("insert into souk.listing_changes (listing_id, kind, matched_at, matched_xid)"
                + " select 1, 'revised', current_timestamp, '3' from generate_series(1, 20000)");
        store(List.of(listing("1", 200)));
        sql.execute("analyze souk.listing_changes");
        long backfill = alertWithBackfill();
        CountingDataSource counting = new CountingDataSource(dataSource);

        new ListingChanges(Transactions.by(DataSourceTransactions.over(counting.dataSource()), "souk"))
                .forBackfill(backfill, 0, ALL, 10);

        List<?> plan = sql.fetchValues(
                "explain " + counting.statements().get(0), backfill, backfill, 0L, ALL, backfill, 0L, ALL, 10L, 10L);
        assertThat(plan.toString())
                .contains("listing_changes_unmatched", "listing_changes_matched_xid")
                .doesNotContain("listing_changes_pkey", "Seq Scan on listing_changes");
    }

    /** Changes that were matched before, are matched unseen or are not matched, in any order, walked past in any steps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsByWindowsWhatABackfillHasToLookAt(long seed) {
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        store(IntStream.range(0, 120).mapToObj(i -> listing("id" + i, 100)).toList());
        List<Long> shuffled =
                new ArrayList<>(LongStream.rangeClosed(1, 120).boxed().toList());
        Collections.shuffle(shuffled, random);
        int before = random.nextInt(100);
        int unseen = random.nextInt(100 - before);
        changes.markMatched(shuffled.subList(0, before));
        long backfill = transactions.together(matching -> {
            new ListingChanges(matching).markMatched(shuffled.subList(before, before + unseen));
            return alertWithBackfill();
        });

        List<Long> seen = new ArrayList<>();
        BackfillWindow window = new BackfillWindow(List.of(), 0, false);
        while (!window.isLast()) {
            int limit = 1 + random.nextInt(20);
            window = changes.windowForBackfill(backfill, window.lookedAt(), ALL, 1 + random.nextInt(50), limit);
            assertThat(window.ids()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(window.ids());
        }

        assertThat(seen)
                .isEqualTo(changes.forBackfill(backfill, 0, ALL, 1_000).ids())
                .hasSize(120 - before);
        assertThat(changes.windowForBackfill(backfill + 1, 0, ALL, 1_000, 10))
                .isEqualTo(new BackfillWindow(List.of(), 120, true));
    }

    @Test
    void looksAtAWindowAndNoFurther(DataSource dataSource) {
        store(List.of(listing("1", 100)));
        sql.execute("insert into souk.listing_changes (listing_id, kind, matched_at, matched_xid)"
                + " select 1, 'revised', current_timestamp, '3' from generate_series(1, 20000)");
        sql.execute("analyze souk.listing_changes");
        long backfill = alertWithBackfill();
        CountingDataSource counting = new CountingDataSource(dataSource);

        new ListingChanges(Transactions.by(DataSourceTransactions.over(counting.dataSource()), "souk"))
                .windowForBackfill(backfill, 0, ALL, 500, 10);

        List<?> plan = sql.fetchValues(
                "explain (analyze, costs off, timing off) "
                        + counting.statements().get(0),
                0L,
                backfill,
                backfill,
                backfill,
                0L,
                ALL,
                500L);
        assertThat(plan.toString())
                .containsPattern("listing_changes_pkey on listing_changes \\(actual rows=500")
                .doesNotContain("Seq Scan on listing_changes", "Sort");
    }

    @Test
    void keepsNothingForABackfillThatHasLookedAtIt() {
        store(List.of(listing("1", 100), listing("2", 100)));
        long backfill = alertWithBackfill();
        changes.markMatched(List.of(1L, 2L));
        sql.execute("update souk.listing_changes set matched_at = matched_at - interval '2 days'");

        new Backfills(transactions).lookedAt(new Backfill(backfill, 1, 0, 2, 0), 1, 0);

        assertThat(changes.purgeMatched(Duration.ofDays(1), 100)).isEqualTo(1);
        assertThat(sql.fetchValues("select id from souk.listing_changes").toString())
                .isEqualTo("[2]");
    }

    /** What is committed after somebody has seen the request is matched by who sees the alert. */
    @Test
    void keepsAndShowsABackfillNothingThatCameAfterItWasFirstLookedAt() {
        store(List.of(listing("1", 100), listing("2", 100)));
        long backfill = alertWithBackfill();
        Backfill asked = transactions.together(
                claiming -> new Backfills(claiming).pending(1).get(0));
        new Backfills(transactions).lookedAt(asked, 1, 0);
        store(List.of(listing("3", 100)));
        changes.markMatched(List.of(1L, 2L, 3L));
        sql.execute("update souk.listing_changes set matched_at = matched_at - interval '2 days'");

        Backfill again = transactions.together(
                claiming -> new Backfills(claiming).pending(1).get(0));

        assertThat(again).isEqualTo(new Backfill(backfill, asked.alertId(), 1, 2, 0));
        BackfillWindow left = new BackfillWindow(List.of(2L), 2, true);
        assertThat(changes.forBackfill(backfill, 1, again.untilId(), 10)).isEqualTo(left);
        assertThat(changes.windowForBackfill(backfill, 1, again.untilId(), 10, 10))
                .isEqualTo(left);
        assertThat(changes.purgeMatched(Duration.ofDays(1), 100)).isEqualTo(2);
        assertThat(sql.fetchValues("select id from souk.listing_changes").toString())
                .isEqualTo("[2]");
    }

    @Test
    void keepsForABackfillWhatItStillNeeds() {
        store(List.of(listing("1", 100), listing("2", 100), listing("3", 100)));
        changes.markMatched(List.of(1L));
        alertWithBackfill();
        changes.markMatched(List.of(2L));
        sql.execute("update souk.listing_changes set matched_at = matched_at - interval '2 days'");

        int purged = changes.purgeMatched(Duration.ofDays(1), 100);

        assertThat(purged).isEqualTo(1);
        assertThat(sql.fetchValues("select id from souk.listing_changes order by id")
                        .toString())
                .isEqualTo("[2, 3]");
    }

    private long alertWithBackfill() {
        sql.execute("insert into souk.users (username, email, password_hash) values ('u', 'u@example.org', 'x')");
        sql.execute("insert into souk.alerts (name, user_id, criteria) select 'a', id, '{}' from souk.users");
        return (Long) sql.fetchValue("select max(id) from souk.alert_backfills");
    }

    private void store(List<Listing> listings) {
        new ListingRepository(transactions).upsertAll(listings);
    }

    private static Listing listing(String externalId, long price) {
        ListingKey key = new ListingKey(new SourceId("ebay"), externalId);
        return Listing.builder(key, "Bike", URI.create("https://ebay.example/" + externalId))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .build();
    }
}
