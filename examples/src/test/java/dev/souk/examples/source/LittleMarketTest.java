package dev.souk.examples.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.testkit.source.ListingSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract that every source has to keep to, and what is this one's own. */
class LittleMarketTest extends ListingSourceContract {

    private static final URI SITE = URI.create("https://market.example/ads?q=brompton");

    @Override
    protected ListingSource source() {
        return new LittleMarket(SITE);
    }

    @Override
    protected List<Page> pages() {
        return List.of(page(saved("page-1.json")), page(saved("page-2.json")));
    }

    @Test
    void aListOfNothingIsEmptyAndFurtherPagesAreNamed() {
        assertThat(source().parse(page("{\"ads\": []}"))).isInstanceOf(ParsedPage.Empty.class);
        assertThat(source().parse(page("{\"adverts\": []}"))).isInstanceOf(ParsedPage.LayoutChanged.class);
        assertThat(source().parse(pages().get(0)).next())
                .containsExactly(PageRequest.list(URI.create("https://market.example/ads?page=2")));
    }

    private static Page page(String body) {
        return new Page(PageRequest.list(SITE), SITE, body, Instant.parse("2026-11-20T09:00:00Z"));
    }

    private static String saved(String name) {
        try {
            return new String(WithoutDatabase.page(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
