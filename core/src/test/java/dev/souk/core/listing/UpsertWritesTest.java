package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import dev.souk.testdb.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which rows {@code upsertAll} writes, and that it writes no others. */
@ExtendWith(MigratedPostgres.class)
class UpsertWritesTest {

    private static final SourceId EBAY = new SourceId("ebay");

    private DSLContext sql;
    private Transactions transactions;
    private ListingRepository listings;

    /** Without a pool: what the server counts by transaction it counts on, where a connection has had others before. */
    @BeforeEach
    void open(TestDatabase database) {
        DataSource dataSource = database.dataSource();
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
        listings = new ListingRepository(transactions);
    }

    @Test
    void writesNoRowButTheSightingsOfListingsThatDidNotChange() {
        List<Listing> page = page(700);
        listings.upsertAll(page);

        Map<String, Long> writes = transactions.together(joined -> {
            new ListingRepository(joined).upsertAll(page);
            return joined.call(dsl -> dsl.resultQuery("select relname::text, n_tup_ins + n_tup_upd + n_tup_del"
                            + " from pg_stat_xact_user_tables where schemaname = 'souk'"
                            + " and n_tup_ins + n_tup_upd + n_tup_del > 0")
                    .fetchMap(row -> row.get(0, String.class), row -> row.get(1, Long.class)));
        });

        assertThat(writes).containsExactly(Map.entry("listing_sightings", 700L));
        assertThat(sql.fetchValue("select pg_stat_get_dead_tuples('souk.listings'::regclass)"))
                .isEqualTo(0L);
    }

    @Test
    void writesNoWriteAheadLogForListingsThatDidNotChange(DataSource dataSource) throws SQLException {
        List<Listing> page = page(700);
        listings.upsertAll(page);
        // Sightings that somebody else is noting are passed over, so what is left to be written is for listings.
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            DSL.using(other, SQLDialect.POSTGRES).fetch("select from souk.listing_sightings for update");
            sql.execute("checkpoint");
            // With checksums, as PostgreSQL 18 has them unasked, who notes first that a row is committed logs its page.
            listings.upsertAll(page);
            long before = written();

            UpsertResult again = listings.upsertAll(page);

            // The lock of a row alone takes 54 bytes. The server itself writes down now and then which transactions
            // run.
            assertThat(again.unchanged()).hasSize(700);
            assertThat(written() - before).isLessThan(4_096);
        }
    }

    private long written() {
        return sql.resultQuery("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .fetchSingle(0, Long.class);
    }

    @Test
    void writesOnlyTheImagesAndAttributesThatDiffer() {
        Listing listing = Listing.builder(key("1"), "Bike", url("1"))
                .status(ListingStatus.AVAILABLE)
                .description("d")
                .attribute("a", "1")
                .attribute("b", "2")
                .image(image("0"))
                .image(image("1"))
                .image(image("2"))
                .build();
        listings.upsertAll(List.of(listing));
        List<?> before = parts();

        Listing changed = Listing.builder(key("1"), "Bike", url("1"))
                .status(ListingStatus.AVAILABLE)
                .description("d")
                .attribute("b", "3")
                .attribute("c", "4")
                .image(image("0"))
                .image(image("other"))
                .build();
        listings.upsertAll(List.of(changed));

        List<?> after = parts();
        assertThat(after).hasSize(5);
        assertThat(after.stream().filter(before::contains).map(String::valueOf))
                .satisfiesExactlyInAnyOrder(
                        row -> assertThat(row).contains("a=1"),
                        row -> assertThat(row).contains("0.jpg"));
        assertThat(stored("1").attributes()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertThat(stored("1").images()).containsExactly(image("0"), image("other"));
    }

    @Test
    void overwritesAnImageAndAnAttributeWhereTheyStand() {
        Listing listing = listing("1", "Bike", 300).toBuilder()
                .description("d")
                .attribute("colour", "red")
                .image(image("0"))
                .image(image("1"))
                .build();
        listings.upsertAll(List.of(listing));
        List<?> before = numbers();

        Listing changed = listing("1", "Bike", 300).toBuilder()
                .description("d")
                .attribute("colour", "blue")
                .image(image("other"))
                .image(new ListingImage(image("1").url(), 960, 720))
                .build();
        listings.upsertAll(List.of(changed));

        assertThat(stored("1")).isEqualTo(changed);
        assertThat(numbers()).isEqualTo(before);
    }

    private List<?> numbers() {
        return sql.fetchValues("select concat(position, ' ', id) from souk.images"
                + " union all select concat(key, ' ', id) from souk.listing_attributes order by 1");
    }

    @Test
    void leavesOneOfAnAttributeThatAnAdoptedListingHasTwice() {
        listings.upsertAll(List.of(
                listing("1", "Bike", 300).toBuilder().attribute("colour", "red").build()));
        sql.execute("insert into souk.listing_attributes (listing_id, key, value)"
                + " select id, 'colour', 'green' from souk.listings");

        listings.upsertAll(List.of(listing("1", "Bike", 300).toBuilder()
                .attribute("colour", "blue")
                .build()));

        assertThat(sql.fetchValues("select concat(key, '=', value) from souk.listing_attributes")
                        .toString())
                .isEqualTo("[colour=blue]");
    }

    private List<?> parts() {
        return sql.fetchValues("select concat(xmin, ' ', id, ' ', position, '=', url) from souk.images"
                + " union all select concat(xmin, ' ', id, ' ', key, '=', value) from souk.listing_attributes");
    }

    @Test
    void aNewPriceLeavesTheSearchVectorAndANewTitleDoesNot() {
        listings.upsertAll(List.of(listing("1", "red bike", 300), listing("2", "red bike", 300)));
        Object before = vector("1");

        listings.upsertAll(List.of(listing("1", "red bike", 250), listing("2", "blue bike", 300)));

        assertThat(vector("1")).isEqualTo(before).hasToString("'bike':2A 'red':1A");
        assertThat(vector("2")).hasToString("'bike':2A 'blue':1A");
    }

    @Test
    void aNewPriceAndANewTitleEachLeaveTheRestOfTheWords() {
        Listing first = listing("1", "red bike", 300).toBuilder()
                .description("as good as new")
                .location("Lyon")
                .build();
        Listing cheaper = first.toBuilder().price(Money.of(250, "EUR")).build();
        Listing renamed = cheaper.toBuilder().title("blue bike").build();

        for (Listing said : List.of(first, cheaper, renamed)) {
            listings.upsertAll(List.of(said));

            assertThat(stored("1").toBuilder().previousPrice(null).build()).isEqualTo(said);
        }

        assertThat(vector("1")).hasToString("'as':5,7 'bike':2A 'blue':1A 'good':6 'new':8");
        assertThat(sql.fetchValue("select location_terms::text from souk.listings"))
                .isEqualTo("'lyon':1");
    }

    private Object vector(String externalId) {
        return sql.fetchValue("select search_vector::text from souk.listings where external_id = ?", externalId);
    }

    @Test
    void storesAListingWholeThatIsDeletedBetweenBeingFoundAndBeingLocked() {
        listings.upsertAll(List.of(listing("1", "red bike", 300)));
        sql.execute("create function forget() returns trigger language plpgsql as"
                + " 'begin delete from souk.listings where external_id = ''1''; return null; end'");
        sql.execute("create trigger forget before insert on souk.listings execute function forget()");
        Listing changed = listing("1", "blue bike", 250).toBuilder()
                .description("as good as new")
                .location("Lyon")
                .attribute("colour", "blue")
                .build();

        UpsertResult result = listings.upsertAll(List.of(changed));

        assertThat(result.added()).hasSize(1);
        assertThat(stored("1")).isEqualTo(changed);
        assertThat(vector("1")).hasToString("'as':5,7 'bike':2A 'blue':1A 'good':6 'new':8");
        assertThat(sql.fetchValue("select location_terms::text from souk.listings"))
                .isEqualTo("'lyon':1");
    }

    private Listing stored(String externalId) {
        return listings.byExternalId(EBAY, externalId)
                .map(StoredListing::listing)
                .orElseThrow();
    }

    private static List<Listing> page(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> listing("id" + i, "bike " + i, i).toBuilder()
                        .attribute("colour", "red")
                        .image(image("photo" + i))
                        .build())
                .toList();
    }

    private static Listing listing(String externalId, String title, int price) {
        return Listing.builder(key(externalId), title, url(externalId))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .build();
    }

    private static ListingImage image(String name) {
        return ListingImage.of(URI.create("https://img.example/" + name + ".jpg"));
    }

    private static ListingKey key(String externalId) {
        return new ListingKey(EBAY, externalId);
    }

    private static URI url(String externalId) {
        return URI.create("https://ebay.example/" + externalId);
    }
}
