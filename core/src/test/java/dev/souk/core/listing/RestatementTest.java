package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that are read again later. */
@ExtendWith(MigratedPostgres.class)
class RestatementTest {

    private DSLContext sql;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void storesWhatIsNewAndWhatIsDifferentAndQueuesNothing() {
        listings.upsertAll(List.of(bike("1", 100)));
        sql.execute("DELETE FROM souk.listing_changes");

        UpsertResult result = listings.restateAll(List.of(bike("1", 90), bike("2", 50)));

        assertThat(result.changed()).hasSize(1);
        assertThat(result.added()).hasSize(1);
        assertThat(listings.byExternalId(new SourceId("ebay"), "1"))
                .hasValueSatisfying(
                        stored -> assertThat(stored.listing().price()).isEqualTo(Money.of(90, "EUR")));
        assertThat(changes()).isEmpty();
    }

    @Test
    void leavesInTheQueueWhatStoodThereBefore() {
        listings.upsertAll(List.of(bike("1", 100)));

        listings.restateAll(List.of(bike("1", 90)));
        listings.upsertAll(List.of(bike("1", 80)));

        assertThat(changes()).containsExactly("appeared", "repriced");
    }

    @Test
    void whatIsReadAgainIsNotSeenAgain() {
        listings.upsertAll(List.of(bike("1", 100), bike("2", 100), bike("3", 100)));
        sql.execute("UPDATE souk.listing_sightings SET last_seen_at = '2026-01-01T00:00:00Z'");
        Listing silent = bike("3", 100).toBuilder().price(null).build();

        UpsertResult result = listings.restateAll(List.of(bike("1", 100), bike("2", 90), silent));

        assertThat(result.changed()).hasSize(1);
        assertThat(result.unchanged()).hasSize(2);
        assertThat(sql.fetch("SELECT DISTINCT last_seen_at FROM souk.listing_sightings")
                        .getValues(0, Instant.class))
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void whatIsReadAgainTwiceIsWrittenOnce() {
        listings.upsertAll(List.of(bike("1", 100)));
        Listing silent = bike("1", 100).toBuilder().price(null).build();
        String version = "SELECT ctid::text || xmin::text FROM souk.listing_sightings";
        Object before = sql.fetchValue(version);

        listings.restateAll(List.of(silent));
        Object once = sql.fetchValue(version);
        listings.restateAll(List.of(silent));

        assertThat(once).as("what the page said").isNotEqualTo(before);
        assertThat(sql.fetchValue(version)).isEqualTo(once);
    }

    @Test
    void nothingToRestateIsNoReasonToThrow() {
        assertThat(listings.restateAll(List.of()).outcomes()).isEmpty();
    }

    private List<String> changes() {
        return sql.fetch("SELECT kind FROM souk.listing_changes ORDER BY id").into(String.class);
    }

    private static Listing bike(String id, int price) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), id), "bike " + id, URI.create("https://example.org/" + id))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .build();
    }
}
