package dev.souk.core.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class ScrapeRunsTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final SourceId OLX = new SourceId("olx");

    private ScrapeRuns runs;

    @BeforeEach
    void open(DataSource dataSource) {
        runs = new ScrapeRuns(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void givesBackWhatWasKeptNewestFirst() {
        ScrapeRun good = run(EBAY, "text=bike", counts("title: a listing needs a title", 2), null);
        ScrapeRun broken = run(EBAY, "text=sofa", counts("", 0), "java.lang.IllegalStateException: a bug");
        runs.add(good);
        runs.add(broken);
        runs.add(run(OLX, "text=bike", new TreeMap<>(), null));

        assertThat(runs.page(EBAY, 0, 10, Counting.EXACT).items())
                .extracting(StoredScrapeRun::run)
                .containsExactly(broken, good);
        assertThat(broken.failure()).contains("java.lang.IllegalStateException: a bug");
        assertThat(runs.page(null, 0, 10, Counting.EXACT).total().count()).isEqualTo(3);
    }

    @Test
    void isReadASliceAtATime() {
        for (int i = 0; i < 5; i++) {
            runs.add(run(EBAY, "search " + i, new TreeMap<>(), null));
        }

        Slice<StoredScrapeRun> first = runs.slice(EBAY, null, 3);
        Slice<StoredScrapeRun> second = runs.slice(EBAY, first.next().orElseThrow(), 3);

        assertThat(first.items())
                .extracting(kept -> kept.run().search())
                .containsExactly("search 4", "search 3", "search 2");
        assertThat(second.items()).extracting(kept -> kept.run().search()).containsExactly("search 1", "search 0");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void deletesWhatIsOldABatchAtATime(DataSource dataSource) {
        for (int i = 0; i < 3; i++) {
            runs.add(run(EBAY, "old", new TreeMap<>(), null));
        }
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("UPDATE souk.scrape_runs SET finished_at = finished_at - interval '31 days'");
        runs.add(run(EBAY, "new", new TreeMap<>(), null));

        assertThat(runs.purge(Duration.ofDays(30), 2)).isEqualTo(2);
        assertThat(runs.purge(Duration.ofDays(30), 2)).isEqualTo(1);
        assertThat(runs.slice(null, null, 10).items())
                .extracting(kept -> kept.run().search())
                .containsExactly("new");
    }

    @Test
    void keepsARunWhateverItsTextHolds() {
        String hostile = "\u0000\ud800" + "x".repeat(5_000);
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            reasons.put("reason " + i + hostile, 1);
        }
        reasons.put("title: a listing needs a title", 7);

        runs.add(new ScrapeRun(
                EBAY,
                hostile,
                Duration.ZERO,
                counts("OK", 1),
                1_007,
                0,
                0,
                0,
                0,
                0,
                reasons,
                List.of(hostile),
                hostile));

        ScrapeRun kept = runs.slice(EBAY, null, 1).items().get(0).run();
        assertThat(kept.search()).isEqualTo("x".repeat(ScrapeRun.MAX_TEXT_LENGTH));
        assertThat(kept.rejected())
                .hasSize(ScrapeRun.MAX_REASONS + 1)
                .containsEntry("title: a listing needs a title", 7)
                .containsEntry(ScrapeRun.OTHER_REASONS, 981);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> runs.slice(EBAY, null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runs.purge(Duration.ofDays(-1), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScrapeRun(
                        EBAY,
                        "",
                        Duration.ofMillis(-1),
                        new TreeMap<>(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new TreeMap<>(),
                        List.of(),
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScrapeRun run(
            SourceId source, String search, SortedMap<String, Integer> rejected, @Nullable String cause) {
        return new ScrapeRun(
                source,
                search,
                Duration.ofMillis(1_234),
                counts("TIMED_OUT", 1),
                50,
                5,
                2,
                40,
                1,
                3,
                rejected,
                List.of("ebay, lists: price 97 % before, 4 % now", "ebay, lists: \"images\", {1}"),
                cause);
    }

    private static SortedMap<String, Integer> counts(String name, int count) {
        return new TreeMap<>(Map.of(name, count));
    }
}
