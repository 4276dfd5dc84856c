package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of listings among those of the product-extraction-benchmark of 2020. */
class RecordedAuctionPagesTest {

    @ParameterizedTest
    @CsvSource({
        "21e72a8e6d24, com, 302474151804, 1.99, GBP, false",
        "359ca699f879, co.uk, 143863282131, 115, GBP, true",
        "5cea6e89b169, ie, 114532738197, 5100, GBP, true",
        "9edbb12683ce, ie, 223820586800, 25, EUR, false",
        "ccc114af83c7, fr, 293565036718, 5.95, EUR, false",
    })
    void readsAListingOnEbay(String file, String site, String id, String amount, String currency, boolean isBid) {
        Listing listing = read(Marketplaces.ebay(site), file, "https://www.ebay." + site + "/itm/" + id);

        assertThat(listing.key().externalId()).isEqualTo(id);
        assertThat(listing.price()).isEqualTo(Money.of(amount, currency));
        assertThat(listing.facts().priceKind().filter(PriceKind.AUCTION::equals).isPresent())
                .isEqualTo(isBid);
        assertThat(listing.title()).doesNotContain("Details about", "Détails sur");
    }

    @Test
    void readsAListingOnCraigslistInPounds() {
        Listing washer = read(
                Marketplaces.craigslist(),
                "3d3ee8ebe156",
                "https://manchester.craigslist.org/app/d/salford-indesit-washing-machine-6kg/7235216655.html");

        assertThat(washer.title()).isEqualTo("Indesit Washing Machine 6kg");
        assertThat(washer.price()).isEqualTo(Money.of(50, "GBP"));
        assertThat(washer.location()).isEqualTo("Salford");
        assertThat(washer.point()).isEqualTo(new GeoPoint(53.501968, -2.268834));
        assertThat(washer.images()).hasSize(4);
    }

    private static Listing read(ListingSource source, String file, String url) {
        Page page = Recorded.item(url, Recorded.read(file(file)));
        ParsedPage parsed = source.parse(page);
        assertThat(parsed).as(parsed.evidence()).isInstanceOf(ParsedPage.Found.class);
        return Recorded.clean(page, parsed.listings().get(0));
    }

    private static Path file(String prefix) {
        Path folder = Recorded.folder().resolve("generic/product-extraction-benchmark/html");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(found -> found.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no page begins with " + prefix));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
