package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingSort;
import dev.souk.core.listing.PriceSummary;
import dev.souk.core.listing.UpsertResult;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Counting;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.testkit.SoukPostgres;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Java of docs/storage.md, run. */
@ExtendWith(SoukPostgres.class)
class StorageTest {

    private static final AlertCriteria BROMPTON =
            AlertCriteria.builder().allOf("brompton").build();

    private static List<Listing> bikes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Listing.builder(
                                new ListingKey(new SourceId("leboncoin"), "b" + number),
                                "Brompton M6L, " + number,
                                URI.create("https://www.leboncoin.fr/ad/" + number))
                        .price(Money.of(500 + number, "EUR"))
                        .point(new GeoPoint(45.76, 4.84))
                        .attribute("gears", "6")
                        .build())
                .toList();
    }

    @Test
    void storesAndFindsAsThePageSays(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        List<Listing> listings = bikes(30);

        UpsertResult result = database.listings().upsertAll(listings);

        result.added(); // new, with their ids
        result.changed(); // what is different, with the listing as it was
        result.unchanged(); // nothing was written but when they were last seen
        result.rejected(); // which field cannot be stored, and why; the others are stored

        assertThat(result.added()).hasSize(30);
        long listingId = result.added().get(0).id();

        AlertCriteria brompton = BROMPTON;
        long alertId = database.inTransaction(souk -> {
            User ada = souk.users().create(UserDraft.of("ada", "ada@example.org"));
            return souk.alerts()
                    .create(AlertDraft.of(ada.id(), "Folding bikes", brompton))
                    .id();
        });
        assertThat(database.alerts().byId(alertId)).isPresent();

        ListingQuery cheapBikes = ListingQuery.builder()
                .source(new SourceId("leboncoin"))
                .maxPrice(Money.of(600, "EUR"))
                .near(new GeoPoint(45.76, 4.84), 25)
                .text("brompton OR \"folding bike\" -broken")
                .attribute("gears", AttributeOperator.AT_LEAST, AttributeValue.of(3))
                .sort(ListingSort.NEWEST)
                .build();

        PageResult<StoredListing> first = database.listings().search(cheapBikes, 0, 20, Counting.upTo(1_000));

        assertThat(first.items()).hasSize(20);
        assertThat(first.total().count()).isEqualTo(30);
        @Nullable String cursor = slice(database, cheapBikes, null).next().orElseThrow();
        assertThat(slice(database, cheapBikes, cursor).items()).hasSize(10);

        AlertDraft draft = AlertDraft.of(1, "Folding bikes", brompton);
        SortedMap<LocalDate, Long> perDay = database.listings().countsPerDay(draft, 14, ZoneId.of("Europe/Paris"));
        assertThat(perDay.values()).contains(30L).hasSize(14);

        database.prices().ofListing(listingId, 100); // every price, and when
        database.prices().summary(listingId); // latest, lowest and when, highest, median
        assertThat(database.prices().summary(listingId))
                .map(PriceSummary::lowest)
                .contains(Money.of(500, "EUR"));
    }

    private static Slice<StoredListing> slice(SoukDatabase database, ListingQuery cheapBikes, @Nullable String cursor) {
        Slice<StoredListing> slice = database.listings().slice(cheapBikes, cursor, 20);
        slice.next(); // hand it in for the next one; empty at the end; safe in a URL
        return slice;
    }
}
