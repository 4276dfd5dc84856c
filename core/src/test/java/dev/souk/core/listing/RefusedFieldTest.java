package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a host has made the tables stricter than the model. */
@ExtendWith(MigratedPostgres.class)
class RefusedFieldTest {

    private static final SourceId EBAY = new SourceId("ebay");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "unknown", textBlock = """
                    listings ADD CHECK (title <> 'bad')                          | title         | bad
                    listings ADD CHECK (price <> 13)                             | price         | 13 EUR
                    listings ADD CHECK (advertised_previous_price <> 14)         | previousPrice | 14 EUR
                    listings ADD CONSTRAINT no_such_location CHECK (location <> 'bad') | location      | bad
                    listings ADD CHECK (latitude <> 13)                          | point         | GeoPoint[latitude=13.0, longitude=13.0]
                    listings ADD CHECK (subcategory <> 'bad')                    | subcategory   | bad
                    listings ADD CHECK (seller_name <> 'bad')                    | seller        | unknown
                    listings ADD CHECK (listing_url <> 'https://bad.example/1')  | url           | https://bad.example/1
                    listings ADD CONSTRAINT house_rule CHECK (title <> 'bad')    | unknown       | unknown
                    listings ALTER COLUMN description SET NOT NULL               | description   | unknown
                    listings ADD UNIQUE (title)                                  | title         | bad
                    listings ALTER COLUMN subcategory TYPE varchar(2)            | unknown       | unknown
                    images ADD CHECK (url <> 'https://bad.example/1.jpg')        | images        | [https://bad.example/1.jpg]
                    listing_attributes ADD CHECK (value <> 'bad')                | attributes    | {colour=bad}
                    """)
    void isNamedWithItsValueAndTheOthersAreStored(String rule, String field, String value, DataSource dataSource) {
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("ALTER TABLE souk." + rule);
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        Listing bad = Listing.builder(new ListingKey(EBAY, "bad"), "bad", URI.create("https://bad.example/1"))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(13, "EUR"))
                .previousPrice(Money.of(14, "EUR"))
                .location("bad")
                .point(new GeoPoint(13, 13))
                .category("bad")
                .subcategory("bad")
                .seller(new Seller("1", "bad"))
                .attribute("colour", "bad")
                .image(new ListingImage(URI.create("https://bad.example/1.jpg"), null, null))
                .build();

        UpsertResult result = listings.upsertAll(List.of(good("a", "first"), good("b", "bad"), bad, good("c", "last")));

        assertThat(result.rejected())
                .filteredOn(rejected -> rejected.key().equals(bad.key()))
                .extracting(UpsertOutcome.Rejected::field, UpsertOutcome.Rejected::value)
                .containsExactly(tuple(field, value));
        assertThat(result.added()).extracting(added -> added.key().externalId()).contains("a", "c");
    }

    @Test
    void aLongValueIsCut(DataSource dataSource) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("ALTER TABLE souk.listings ADD CHECK (length(description) < 200)");
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        Listing bad =
                good("a", "bad").toBuilder().description("word ".repeat(100)).build();

        assertThat(listings.upsertAll(List.of(bad, good("b", "good"))).rejected())
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo("description");
                    assertThat(rejected.value())
                            .startsWith("word word")
                            .endsWith("…")
                            .hasSize(InvalidValueException.MAX_SHOWN);
                    assertThat(rejected.reason()).doesNotContain("word");
                });
    }

    private static Listing good(String id, String title) {
        return Listing.builder(new ListingKey(EBAY, id), title, URI.create("https://market.example/" + id))
                .status(ListingStatus.AVAILABLE)
                .description("words")
                .build();
    }
}
