package dev.souk.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that somebody wrote by SQL, of which the table takes more than a watch may have. */
@ExtendWith(MigratedPostgres.class)
class UnreadableWatchesTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DSLContext sql;
    private WatchRepository watches;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        watches = new WatchRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void holdUpNoneThatIsAWatch() {
        long brief = writtenBySql("brief", "ebay", 500, 60_000);
        long tooLong = writtenBySql("long", "ebay", 1_000, Duration.ofDays(400).toMillis());
        long blank = writtenBySql(" ", "ebay", 1_000, 60_000);
        long elsewhere = writtenBySql("elsewhere", "e bay", 1_000, 60_000);
        long endless = writtenBySql("endless", "ebay", 1_000, Long.MAX_VALUE);
        StoredWatch sofas = watches.add(draft("sofas"));
        StoredWatch bikes = watches.add(draft("bikes"));

        assertThat(lease(1)).extracting(leased -> leased.watch().id()).containsExactly(sofas.id());
        assertThat(lease(10)).extracting(leased -> leased.watch().id()).containsExactly(bikes.id());

        assertThat(lease(10)).isEmpty();
        assertThat(watches.slice(null, null, 10).items())
                .extracting(StoredWatch::id)
                .containsExactly(bikes.id(), sofas.id());
        assertThat(watches.page(EBAY, 0, 10, Counting.EXACT).items()).hasSize(2);
        Slice<UnreadableWatch> unreadable = watches.unreadable(null, 10);
        assertThat(unreadable.items())
                .extracting(UnreadableWatch::watchId)
                .containsExactly(endless, elsewhere, blank, tooLong, brief);
        assertThat(watches.unreadable(1, 2, Counting.EXACT).items())
                .isEqualTo(unreadable.items().subList(2, 4));
        assertThat(watches.unreadable(0, 10, Counting.EXACT).total()).isEqualTo(Total.exactly(5));
        assertThat(unreadable.items().get(4).reason()).contains("1 second to 365 days");
        assertThat(sql.fetchValue("select problem from souk.watches where id = ?", brief))
                .asString()
                .startsWith("cannot be read: minInterval and maxInterval must");
        assertThatThrownBy(() -> watches.byId(brief))
                .isInstanceOf(UnreadableWatchException.class)
                .hasMessageContaining("watch " + brief + " cannot be read");
    }

    @Test
    void areWatchesAgainWithOtherBounds() {
        long brief = writtenBySql("brief", "ebay", 500, 60_000);

        assertThat(watches.add(draft("brief")).id()).isEqualTo(brief);

        assertThat(watches.unreadable(null, 10).items()).isEmpty();
        assertThat(lease(10)).hasSize(1);
    }

    private long writtenBySql(String search, String source, long shortest, long longest) {
        return sql.fetchSingle(
                        "insert into souk.watches (search, source, shortest_interval_ms, longest_interval_ms, interval_ms,"
                                + " due_at) values (?, ?, ?, ?, ?, now() - interval '1 hour') returning id",
                        search,
                        source,
                        shortest,
                        longest,
                        shortest)
                .into(Long.class);
    }

    private List<LeasedWatch> lease(int limit) {
        return watches.lease(Set.of(EBAY), limit, Duration.ofSeconds(50));
    }

    private static WatchDraft draft(String search) {
        return new WatchDraft(EBAY, search, Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
