package dev.souk.core.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class SourceBaselinesTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final SortedSet<String> PRICE = new TreeSet<>(List.of("price"));

    private SourceBaselines baselines;

    @BeforeEach
    void open(DataSource dataSource) {
        baselines = new SourceBaselines(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void keepsWhatIsUsualForEachKindOfPage() {
        StoredUsual usual = new StoredUsual(7, 0.97, 0.02, 3, 4, null);

        set("LIST", usual);

        assertThat(baselines.of(EBAY, "LIST")).containsOnlyKeys("price").containsEntry("price", usual);
        assertThat(baselines.of(EBAY, "ITEM")).isEmpty();
        assertThat(baselines.forget(EBAY)).isEqualTo(1);
        assertThat(baselines.of(EBAY, "LIST")).isEmpty();
    }

    @Test
    void whatTheChangeLeavesOutStays() {
        StoredUsual usual = new StoredUsual(7, 0.97, 0.02, 0, 0, null);
        set("LIST", usual);

        baselines.update(EBAY, "LIST", new TreeSet<>(List.of("images")), before -> {
            assertThat(before).containsEntry("images", StoredUsual.UNKNOWN).containsEntry("price", usual);
            return new TreeMap<>();
        });

        assertThat(baselines.of(EBAY, "LIST")).containsEntry("price", usual);
    }

    @Test
    void whatHasFallenIsListedSinceItFellFirstUntilItIsOver() {
        set("LIST", new StoredUsual(7, 0.97, 0, 0, 0, 0.04));
        Instant since = baselines.fallen().get(0).since();

        set("LIST", new StoredUsual(7, 0.97, 0, 0, 0, 0.0));

        assertThat(baselines.fallen()).containsExactly(new FallenMeasure(EBAY, "LIST", "price", 0.97, 0.0, since));
        set("LIST", new StoredUsual(8, 0.97, 0, 0, 0, null));
        assertThat(baselines.fallen()).isEmpty();
    }

    @Test
    void hostsThatUpdateABaselineAtOnceLoseNothing() throws Exception {
        SortedSet<String> measures = new TreeSet<>(List.of("price", "images", "status"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<@Nullable Void>> hosts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hosts.add(() -> {
                for (int run = 0; run < 25; run++) {
                    baselines.update(EBAY, "LIST", measures, before -> {
                        before.replaceAll((measure, usual) -> new StoredUsual(usual.samples() + 1, 1, 0, 0, 0, null));
                        return before;
                    });
                }
                return null;
            });
        }
        try {
            for (Future<@Nullable Void> host : threads.invokeAll(hosts)) {
                host.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(baselines.of(EBAY, "LIST").values())
                .hasSize(3)
                .allSatisfy(usual -> assertThat(usual.samples()).isEqualTo(100));
    }

    private void set(String pageKind, StoredUsual usual) {
        baselines.update(EBAY, pageKind, PRICE, before -> {
            before.put("price", usual);
            return before;
        });
    }
}
