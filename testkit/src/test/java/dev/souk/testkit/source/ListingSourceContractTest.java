package dev.souk.testkit.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract notices sources that do not keep to it. */
class ListingSourceContractTest {

    private static final URI URL = URI.create("https://bad.example/");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Test
    void aSourceThatFetchesIsNoticed() {
        ListingSourceContract contract = contractOf(page -> {
            try {
                URI.create("http://127.0.0.1:1/").toURL().openStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return one("1");
        });

        assertThatThrownBy(contract::itNeverFetches).hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void aSourceThatChangesItsMindIsNoticed() {
        ListingSourceContract contract = contractOf(page -> one("" + COUNTER.incrementAndGet()));

        assertThatThrownBy(contract::theSamePageReadsTheSameAgain).isInstanceOf(AssertionError.class);
        assertThatThrownBy(contract::idsAreThereAndUniqueAndDoNotDependOnWhenThePageIsRead)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aSourceThatThrowsIsNoticed() {
        ListingSourceContract contract = contractOf(page -> one(page.body().substring(10, 12)));

        assertThatThrownBy(contract::truncatedPagesDoNotThrow).hasMessageContaining("cut at 0");
    }

    @Test
    void aSourceThatCallsEveryPageEmptyIsNoticed() {
        ListingSourceContract contract = contractOf(page -> new ParsedPage.Empty("no idea"));

        assertThatThrownBy(contract::anEmptyPageIsNotCalledEmptyWithoutEvidence).hasMessageContaining("was read as");
        assertThatThrownBy(contract::everySavedPageGivesListingsThatCanBeStored).hasMessageContaining("no listing");
    }

    private static ParsedPage one(String id) {
        return ParsedPage.Found.one(RawListing.builder()
                .externalId(id)
                .url("https://bad.example/" + id)
                .title("Lamp")
                .build());
    }

    private static ListingSourceContract contractOf(Function<Page, ParsedPage> parser) {
        return new ListingSourceContract() {
            @Override
            protected ListingSource source() {
                return new ListingSource() {
                    @Override
                    public SourceId id() {
                        return new SourceId("bad");
                    }

                    @Override
                    public List<PageRequest> seeds(SearchRequest search) {
                        return List.of();
                    }

                    @Override
                    public ParsedPage parse(Page page) {
                        return parser.apply(page);
                    }
                };
            }

            @Override
            protected List<Page> pages() {
                return List.of(new Page(PageRequest.list(URL), URL, "a page of some length", Instant.EPOCH));
            }
        };
    }
}
