package dev.souk.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.CountingDataSource;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.Counting;
import dev.souk.model.SourceId;
import dev.souk.model.Total;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.user.UserDraft;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MigratedPostgres.class)
class CountingTest {

    private static final ListingQuery EVERYTHING = ListingQuery.builder().build();

    @Test
    void aListIsCountedAsExactlyAsIsAsked(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, 30);

        assertThat(total(database, 0, 10, Counting.EXACT)).isEqualTo(Total.exactly(30));
        assertThat(total(database, 0, 10, Counting.upTo(30))).isEqualTo(Total.exactly(30));
        assertThat(total(database, 0, 10, Counting.upTo(29))).isEqualTo(new Total.AtLeast(29));
        assertThat(total(database, 1, 10, Counting.upTo(1))).isEqualTo(new Total.AtLeast(20));
        assertThat(total(database, 0, 10, Counting.ESTIMATED)).isEqualTo(new Total.About(30));
    }

    @Test
    void whatAQueryFindsIsCountedWithoutAPageOfIt(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, 30);
        CountingDataSource counted = new CountingDataSource(dataSource);
        ListingRepository listings = SoukDatabase.over(counted.dataSource(), FieldProtection.plaintext())
                .listings();

        assertThat(listings.count(EVERYTHING, Counting.EXACT)).isEqualTo(Total.exactly(30));
        assertThat(listings.count(EVERYTHING, Counting.upTo(29))).isEqualTo(new Total.AtLeast(29));
        assertThat(listings.count(EVERYTHING, Counting.ESTIMATED)).isEqualTo(new Total.About(30));
        assertThat(counted.statements()).hasSize(3);

        Total oneLess = database.inTransaction(souk -> {
            souk.listings().markRemoved(new SourceId("ebay"), List.of("id1"));
            return souk.listings().count(EVERYTHING, Counting.EXACT);
        });
        assertThat(oneLess).isEqualTo(Total.exactly(29));
    }

    @Test
    void thePageThatIsTheLastOneTellsTheNumberByItself(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, 30);

        assertThat(total(database, 3, 9, Counting.ESTIMATED)).isEqualTo(Total.exactly(30));
        assertThat(total(database, 0, 100, Counting.upTo(5))).isEqualTo(Total.exactly(30));
        assertThat(total(database, 9, 10, Counting.EXACT)).isEqualTo(Total.exactly(30));
    }

    @Test
    void anEstimateIsNeverBelowWhatWasSeen(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        ListingQuery rare = ListingQuery.builder().category("none such").build();
        withListings(dataSource, 30);

        assertThat(total(database, 2, 10, Counting.ESTIMATED).count()).isGreaterThanOrEqualTo(30);
        assertThat(database.listings().search(rare, 0, 10, Counting.ESTIMATED).total())
                .isEqualTo(Total.exactly(0));
    }

    @Test
    void aPageBeyondTheLastSaysNothingOfRowsThatAreNotThere(DataSource dataSource) {
        SoukDatabase database = withListings(dataSource, 30);

        assertThat(total(database, 9, 10, Counting.upTo(20))).isEqualTo(new Total.AtLeast(20));
        assertThat(total(database, 9, 10, Counting.ESTIMATED)).isEqualTo(new Total.About(30));
    }

    @Test
    void everyListOffersIt(DataSource dataSource) {
        UserRepository users =
                SoukDatabase.over(dataSource, FieldProtection.plaintext()).users();
        IntStream.range(0, 5).forEach(i -> users.create(UserDraft.of("u" + i, "u" + i + "@example.org")));

        assertThat(users.page(0, 2, Counting.upTo(3)).total()).hasToString("3+");
        assertThat(users.page(0, 2).total()).hasToString("5");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void refusesALimitThatIsNone(long limit) {
        assertThatThrownBy(() -> Counting.upTo(limit)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTotalReadsAsPeopleWriteIt() {
        assertThat(Total.exactly(1_234)).hasToString("1,234");
        assertThat(new Total.AtLeast(1_000)).hasToString("1,000+");
        assertThat(new Total.About(48_000)).hasToString("about 48,000");
    }

    private static Total total(SoukDatabase database, int page, int size, Counting counting) {
        return database.listings().search(EVERYTHING, page, size, counting).total();
    }

    private static SoukDatabase withListings(DataSource dataSource, int number) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        database.listings()
                .upsertAll(IntStream.range(0, number)
                        .mapToObj(i -> Listing.builder(
                                        new ListingKey(new SourceId("ebay"), "id" + i),
                                        "Bike",
                                        URI.create("https://ebay.example/" + i))
                                .status(ListingStatus.AVAILABLE)
                                .build())
                        .toList());
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("analyze souk.listings, souk.price_list");
        return database;
    }
}
