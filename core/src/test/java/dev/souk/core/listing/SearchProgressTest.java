package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class SearchProgressTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private Transactions transactions;
    private SearchProgress progress;

    @BeforeEach
    void open(DataSource dataSource) {
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        progress = new SearchProgress(transactions);
    }

    @Test
    void aSearchIsCaughtUpFromAVisitThatLeftNothingUntilSomethingNewIsMet() {
        assertThat(progress.isCaughtUp(EBAY, "bikes")).isFalse();
        progress.fallBehind(EBAY, "bikes");
        assertThat(progress.isCaughtUp(EBAY, "bikes")).isFalse();

        progress.catchUp(EBAY, "bikes");
        progress.catchUp(EBAY, "bikes");
        assertThat(progress.isCaughtUp(EBAY, "bikes")).isTrue();
        assertThat(progress.isCaughtUp(EBAY, "boats")).isFalse();
        assertThat(progress.isCaughtUp(new SourceId("olx"), "bikes")).isFalse();

        progress.fallBehind(EBAY, "bikes");
        assertThat(progress.isCaughtUp(EBAY, "bikes")).isFalse();
    }

    @Test
    void aSearchThatIsReadWholeTooIsCountedAsBefore() {
        SearchRuns runs = new SearchRuns(transactions);
        progress.catchUp(EBAY, "bikes");

        runs.complete(runs.begin(EBAY, "bikes"), Set.of(), SearchRuns.DEFAULT_MISSES);

        assertThat(progress.isCaughtUp(EBAY, "bikes")).isTrue();
        assertThat(runs.forgetIdle(Duration.ofDays(1))).isZero();
        assertThat(runs.forget(EBAY, "bikes")).isTrue();
        assertThat(progress.isCaughtUp(EBAY, "bikes")).isFalse();
    }

    @Test
    void aNameThatNoSearchCanHaveIsRefused() {
        String tooLong = "x".repeat(SearchRun.MAX_SEARCH_LENGTH + 1);

        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.isCaughtUp(EBAY, tooLong));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.catchUp(EBAY, tooLong));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.fallBehind(EBAY, tooLong));
    }
}
