package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class CountsPerDayTest {

    private static final ListingQuery BIKES =
            ListingQuery.builder().text("bike").build();

    private DSLContext sql;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        listings = SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings();
    }

    /** A zone written as an offset means the opposite to PostgreSQL; days begin in Java. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "+14:00", "-12:00", "America/St_Johns", "Pacific/Auckland"})
    void aListingCountsOnTheDayOfTheZoneOnWhichItWasFirstSeen(String zone) {
        ZoneId id = ZoneId.of(zone);
        listings.upsertAll(List.of(bike(1), bike(2), bike(3), bike(4)));
        LocalDate today = listings.countsPerDay(BIKES, 1, id).lastKey();
        seen(1, today, id, 0);
        seen(2, today, id, -1);
        seen(3, today.minusDays(2), id, 0);
        seen(4, today.minusDays(2), id, -1);

        SortedMap<LocalDate, Long> counts = listings.countsPerDay(BIKES, 3, id);

        assertThat(counts)
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of(today.minusDays(2), 1L, today.minusDays(1), 1L, today, 1L)));
    }

    private void seen(long id, LocalDate day, ZoneId zone, int secondsAfter) {
        sql.execute(
                "update souk.listings set created_at = cast(? as timestamptz) where external_id = ?",
                day.atStartOfDay(zone).toInstant().plusSeconds(secondsAfter).toString(),
                "id" + id);
    }

    @Test
    void aDraftIsCountedWithWhatIsSoldByNowAndDaysWithoutAnyAreThere() {
        listings.upsertAll(List.of(
                bike(1),
                bike(2).toBuilder().status(ListingStatus.SOLD).build(),
                bike(3).toBuilder().title("Car").build()));
        AlertDraft draft =
                AlertDraft.of(1, "Bikes", AlertCriteria.builder().allOf("bike").build());

        SortedMap<LocalDate, Long> counts = listings.countsPerDay(draft, 14, ZoneId.of("UTC"));

        assertThat(counts).hasSize(14);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
        assertThat(listings.countsPerDay(BIKES, 14, ZoneId.of("UTC")).values())
                .contains(1L)
                .doesNotContain(2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 367})
    void refusesDaysThatAreNone(int days) {
        assertThatThrownBy(() -> listings.countsPerDay(BIKES, days, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Listing bike(int id) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "id" + id),
                        "Bike",
                        URI.create("https://ebay.example/" + id))
                .status(ListingStatus.AVAILABLE)
                .build();
    }
}
