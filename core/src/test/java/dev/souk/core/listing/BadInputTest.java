package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables cannot hold is refused by the values, by name, or repaired by the rule of {@link StorableText}. */
@ExtendWith(MigratedPostgres.class)
class BadInputTest {

    private static final ListingKey KEY = new ListingKey(new SourceId("ebay"), "1");
    private static final URI PAGE = URI.create("https://ebay.example/1");

    @Test
    void textThatCannotBeStoredIsRefusedByTheNameOfTheField() {
        for (String bad : List.of("a\0b", "a\uD800b", "\uDC00")) {
            assertThatThrownBy(() -> Listing.builder(KEY, bad, PAGE)
                            .status(ListingStatus.AVAILABLE)
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("title of ebay:1")
                    .hasMessageContaining("NUL or a lone surrogate");
            assertThatThrownBy(() -> Listing.builder(KEY, "Bike", PAGE)
                            .status(ListingStatus.AVAILABLE)
                            .attribute("colour", bad)
                            .build())
                    .hasMessageContaining("attribute colour of ebay:1");
        }
        assertThatThrownBy(() -> Listing.builder(KEY, "x".repeat(10_000), PAGE)
                        .status(ListingStatus.AVAILABLE)
                        .build())
                .hasMessageContaining("title of ebay:1 is longer than 1000 characters: 10000");
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000000000, EUR, 1000000000000000",
        "-1, EUR, -1",
        "0.00001, EUR, 0.00001",
        "1, euro, 'euro'",
        "1, €, '€'",
    })
    void moneyThatTheColumnCannotHoldIsRefusedByItsValue(BigDecimal amount, String currency, String named) {
        assertThatThrownBy(() -> new Money(amount, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void whatIsRepairedAndTheLargestOfEverythingIsStoredWithTheRestOfTheBatch(DataSource dataSource) {
        ListingRepository listings =
                new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
        String title = StorableText.repair("\0\uD83D\uDEB2\uD800" + "x".repeat(10_000), Listing.MAX_TITLE_LENGTH);
        Listing repaired = Listing.builder(KEY, title, PAGE)
                .status(ListingStatus.AVAILABLE)
                .description(StorableText.repair(
                        "\\x00 {\"a\",NULL} \0" + "é ".repeat(60_000), Listing.MAX_DESCRIPTION_LENGTH))
                .price(Money.of("999999999999999.9999", "XQZ"))
                .attribute("NULL", "\\N")
                .build();
        Listing other = Listing.builder(new ListingKey(KEY.source(), "2"), "NULL", PAGE)
                .status(ListingStatus.AVAILABLE)
                .build();

        UpsertResult result = listings.upsertAll(List.of(repaired, other));

        assertThat(result).hasToString("2 new, 0 changed, 0 unchanged, 0 rejected");
        assertThat(listings.byExternalId(KEY.source(), "1"))
                .map(StoredListing::listing)
                .contains(repaired);
        assertThat(listings.byExternalId(KEY.source(), "2"))
                .map(StoredListing::listing)
                .contains(other);
        assertThat(listings.upsertAll(List.of(repaired, other)).unchanged()).hasSize(2);
    }
}
