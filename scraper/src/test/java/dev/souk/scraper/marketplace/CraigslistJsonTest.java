package dev.souk.scraper.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CraigslistJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"9000000000000000000", "-9223372036854775808", "1e300"})
    void aTimeThatCannotBeSpoilsNoListing(String least) {
        URI url = URI.create("https://sapi.craigslist.org/web/v8/postings/search/full");
        String body = """
                {"data": {"decode": {"minPostingId": 7000000000, "minPostedDate": %s, "locations": [[1, "vancouver"]]},
                    "items": [[1, 5, 145, 650, "0~49.1~-123.1", "", "Brompton M6L"]]}}""".formatted(least);

        assertThat(CraigslistJson.read(new Page(PageRequest.list(url), url, body, Instant.EPOCH))
                        .listings())
                .singleElement()
                .satisfies(listing -> {
                    assertThat(listing.title()).isNotNull();
                    assertThat(listing.listedAt()).isNull();
                });
    }
}
