package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
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
    void aVisitReadsOnUntilOneHasStoredAllAndAgainOnceOneHasFallenBehind() {
        assertThat(endsAt()).isEmpty();
        assertThat(progress.fallBehind(EBAY, "bikes")).isFalse();
        progress.remainCaughtUp(EBAY, "bikes");
        assertThat(endsAt()).isEmpty();

        progress.catchUp(EBAY, "bikes");
        Instant first = endsAt().orElseThrow();
        progress.remainCaughtUp(EBAY, "bikes");
        assertThat(endsAt()).hasValueSatisfying(end -> assertThat(end).isAfter(first));
        assertThat(progress.endsAt(EBAY, "boats")).isEmpty();
        assertThat(progress.endsAt(new SourceId("olx"), "bikes")).isEmpty();

        assertThat(progress.fallBehind(EBAY, "bikes")).isTrue();
        assertThat(progress.fallBehind(EBAY, "bikes")).as("another visit").isFalse();
        progress.remainCaughtUp(EBAY, "bikes");
        assertThat(endsAt()).isEmpty();
    }

    @Test
    void readingOnThatIsPutOffLetsVisitsEndAtAllThatIsStored() {
        progress.putOff(EBAY, "bikes", Duration.ofHours(1));
        assertThat(endsAt()).isPresent();
        assertThat(progress.fallBehind(EBAY, "bikes")).isFalse();
        assertThat(endsAt()).isPresent();

        progress.putOff(EBAY, "bikes", Duration.ZERO);
        assertThat(endsAt()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> progress.putOff(EBAY, "bikes", Duration.ofSeconds(-1)));
    }

    @Test
    void onlyWhatWasStoredByThenEndsAVisit() {
        ListingRepository listings = new ListingRepository(transactions);
        listings.upsertAll(List.of(listing("1")));
        progress.catchUp(EBAY, "bikes");
        Instant end = endsAt().orElseThrow();
        listings.upsertAll(List.of(listing("2")));

        assertThat(progress.storedBefore(end, keys("1", "2", "3"))).containsExactlyElementsOf(keys("1"));
    }

    @Test
    void aSearchThatIsCaughtUpIsNotForgotten(DataSource dataSource) {
        SearchRuns runs = new SearchRuns(transactions);
        progress.catchUp(EBAY, "bikes");
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("UPDATE souk.searches SET completed_at = 'epoch'");

        assertThat(runs.forgetIdle(Duration.ofDays(90))).isZero();
        assertThat(runs.forget(EBAY, "bikes")).isTrue();
        assertThat(endsAt()).isEmpty();
    }

    @Test
    void aNameThatNoSearchCanHaveIsRefused() {
        String tooLong = "x".repeat(SearchRun.MAX_SEARCH_LENGTH + 1);

        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.endsAt(EBAY, tooLong));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.catchUp(EBAY, tooLong));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> progress.fallBehind(EBAY, tooLong));
    }

    private Optional<Instant> endsAt() {
        return progress.endsAt(EBAY, "bikes");
    }

    private static List<ListingKey> keys(String... ids) {
        return Stream.of(ids).map(id -> new ListingKey(EBAY, id)).toList();
    }

    private static Listing listing(String id) {
        return Listing.builder(new ListingKey(EBAY, id), "Bike " + id, URI.create("https://ebay.example/" + id))
                .build();
    }
}
