package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Condition;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EbayConditionsTest {

    private static final URI PAGE = URI.create("https://www.ebay.com/sch/i.html");

    /** By the names that eBay's API has for its numbers ("Item condition ID and name values"). */
    @ParameterizedTest
    @CsvSource({
        "1000, New",
        "1000, New with tags",
        "1000, New with box",
        "1500, New other",
        "1500, New without tags",
        "1500, Open box",
        "2500, Seller refurbished",
        "2750, Like new",
        "3000, Used",
        "5000, Good",
        "7000, For parts or not working"
    })
    void asksForEachNumberOfWhichTheNameIsReadAsThatCondition(String number, String name) {
        RawListing raw = RawListing.builder()
                .externalId("1")
                .url("https://www.ebay.com/itm/1")
                .title("Brompton")
                .attribute("condition", name)
                .build();
        Normalized normalized = new ListingNormalizer().normalize(new SourceId("ebay"), PAGE, raw);

        assertThat(normalized).isInstanceOfSatisfying(Normalized.Accepted.class, accepted -> {
            Condition read = accepted.listing().facts().condition().orElseThrow();
            assertThat("" + EbayConditions.codes(EnumSet.of(read)))
                    .as("asked for what is %s", read)
                    .contains(number);
        });
    }
}
