package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
        assertThat(sum(counts)).isEqualTo(2);
        assertThat(listings.countsPerDay(BIKES, 14, ZoneId.of("UTC")).values())
                .contains(1L)
                .doesNotContain(2L);
    }

    /** A draft that asks for what was listed within a day would have rung on every day. */
    @Test
    void aDraftAsksEachListingForItsAgeWhenItWasFirstSeen() {
        ZoneId utc = ZoneId.of("UTC");
        AlertCriteria fresh =
                AlertCriteria.builder().listedWithin(Duration.ofDays(1)).build();
        LocalDate today = listings.countsPerDay(BIKES, 1, utc).lastKey();
        for (int day = 0; day < 14; day++) {
            Instant firstSeen = today.minusDays(day).atStartOfDay(utc).toInstant();
            int fast = 10 + day;
            int slow = 40 + day;
            listings.upsertAll(List.of(
                    bike(fast).toBuilder()
                            .listedAt(firstSeen.minus(Duration.ofDays(1)))
                            .build(),
                    bike(slow).toBuilder()
                            .listedAt(firstSeen.minus(Duration.ofDays(1)).minusMillis(1))
                            .build()));
            seen(fast, today.minusDays(day), utc, 0);
            seen(slow, today.minusDays(day), utc, 0);
        }

        assertThat(listings.countsPerDay(AlertDraft.of(1, "Fresh", fresh), 14, utc)
                        .values())
                .hasSize(14)
                .containsOnly(1L);
        assertThat(listings.countsPerDay(ListingQuery.of(fresh, TextQuery.ANYTHING), 14, utc)
                        .values())
                .as("a query asks as of now")
                .contains(0L);
    }

    @Test
    void aDraftReachesOtherCurrenciesByTheRatesThatAlertsAreMatchedBy() {
        listings.upsertAll(List.of(
                bike(1).toBuilder().price(Money.of(100, "EUR")).build(),
                bike(2).toBuilder().price(Money.of(100, "USD")).build()));
        AlertDraft draft = AlertDraft.of(
                1,
                "Cheap",
                AlertCriteria.builder().maxPrice(Money.of(100, "EUR")).build());
        ExchangeRates rates = currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.08")) : Map.of();
        ZoneId utc = ZoneId.of("UTC");

        assertThat(sum(listings.countsPerDay(draft, 2, utc))).isEqualTo(1);
        assertThat(sum(listings.countsPerDay(draft, rates, 2, utc))).isEqualTo(2);
    }

    private static long sum(SortedMap<LocalDate, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
