package dev.souk.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put on the market is read there as it was put. */
class CurrenciesTest {

    @ParameterizedTest
    @CsvSource({
        "50000, JPY",
        "150000000, VND",
        "1.234, KWD",
        "1250, KWD",
        "0.5, BHD",
        "1234.5, BRL",
        "12.34, EUR",
        "0, EUR"
    })
    void thePriceIsReadAsItWasPut(String amount, String currency) throws Exception {
        Money price = Money.of(amount, currency);
        try (LocalMarket market = LocalMarket.start(currency)) {
            market.put(MarketItem.of("1", "Thing", price));

            assertThat(read(
                            market,
                            PageRequest.list(market.baseUri().resolve("/marketplace/here/search/?query=thing"))))
                    .isEqualTo(price);
            assertThat(read(market, PageRequest.item(market.itemUri("1")))).isEqualTo(price);
        }
    }

    private static @Nullable Money read(LocalMarket market, PageRequest request) throws Exception {
        URI url = request.url();
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
        Page page = new Page(request, url, body, Instant.parse("2026-11-28T00:00:00Z"));
        Normalized read = new ListingNormalizer()
                .normalize(
                        market.source().id(),
                        url,
                        market.source().parse(page).listings().get(0));
        Listing listing = ((Normalized.Accepted) read).listing();
        return listing.price();
    }
}
