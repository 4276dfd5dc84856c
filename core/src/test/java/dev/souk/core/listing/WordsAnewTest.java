package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class WordsAnewTest {

    private DSLContext sql;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void whatWasReadInAnotherWayIsFoundByTheWordsOfNow() {
        listings.upsertAll(
                IntStream.range(0, 1_200).mapToObj(WordsAnewTest::bike).toList());
        String right = vectors();
        String hashes = hashes();
        sql.execute("DELETE FROM souk.listing_changes");
        int old = sql.execute(
                "UPDATE souk.listings SET search_vector = to_tsvector('simple', title), location_terms = NULL"
                        + " WHERE id % 2 = 0");

        assertThat(listings.renewWords()).isEqualTo(old).isGreaterThan(1);

        assertThat(vectors()).isEqualTo(right);
        assertThat(hashes()).isEqualTo(hashes);
        assertThat(sql.fetchCount(DSL.table("souk.listing_changes"))).isZero();
        ListingQuery query =
                ListingQuery.builder().text("fahrrad").location("koln").build();
        assertThat(listings.search(query, 0, 1).total().count()).isEqualTo(1_200);
    }

    @Test
    void whatIsRightIsNotWritten() {
        listings.upsertAll(List.of(bike(1), bike(2)));
        String versions =
                sql.fetch("SELECT xmin::text FROM souk.listings ORDER BY id").formatCSV();

        assertThat(listings.renewWords()).isZero();

        assertThat(sql.fetch("SELECT xmin::text FROM souk.listings ORDER BY id").formatCSV())
                .isEqualTo(versions);
    }

    private String vectors() {
        return sql.fetch("SELECT id, search_vector::text, location_terms::text FROM souk.listings ORDER BY id")
                .formatCSV();
    }

    private String hashes() {
        return sql.fetch("SELECT id, content_hash, updated_at, scraped_date FROM souk.listings ORDER BY id")
                .formatCSV();
    }

    private static Listing bike(int id) {
        return Listing.builder(
                        new ListingKey(new SourceId(id % 3 == 0 ? "ebay" : "kleinanzeigen"), "x" + id),
                        "Zwei Fahrräder " + id,
                        URI.create("https://example.org/" + id))
                .status(ListingStatus.AVAILABLE)
                .description("Größe M")
                .location("Köln")
                .build();
    }
}
