package dev.souk.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.SourceId;
import dev.souk.scraper.archive.FolderArchive;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.SourcePolicy;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.fetch.Validators;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run asks its fetcher for, and what it makes of the answers. */
class RequestsOfARunTest {

    private static final Validators SEVEN = new Validators("\"7\"", null);
    private static final PageRequest LIST = PageRequest.list(URI.create("https://site.example/list"));

    private final ValidatorStore validators = ValidatorStore.inMemory(10);
    private final List<PageRequest> asked = new ArrayList<>();
    private SourcePolicy policy = SourcePolicy.OPEN;
    private ParsedPage parsed = found("1");

    private final Scraper scraper = Scraper.builder(this::fetch, Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
            .validators(validators)
            .build();

    @Test
    void asksForAPageThatItHasReadOnlyIfItHasChanged() {
        run();
        ScrapeReport second = run();

        assertThat(asked).extracting(PageRequest::known).containsExactly(Validators.NONE, SEVEN);
        assertThat(second.pages())
                .extracting(page -> page.outcome().kind())
                .containsExactly(FetchOutcome.Kind.NOT_MODIFIED);
        assertThat(second.troubles()).isEmpty();
    }

    @Test
    void asksAgainForAPageThatWasNotTaken() {
        assertThatThrownBy(() -> scraper.run(source(), List.of(LIST), page -> {
                    throw new IllegalStateException("database is down");
                }))
                .hasMessage("database is down");

        assertThat(validators.find(LIST)).isEqualTo(Validators.NONE);
    }

    @Test
    void asksAgainForAPageThatItCouldNotReadWhole() {
        run();
        for (ParsedPage state :
                List.of(new ParsedPage.LayoutChanged("odd"), new ParsedPage.Captcha("wall"), found("1", "bad"))) {
            parsed = state;
            validators.keep(LIST, Validators.NONE);

            run();

            assertThat(validators.find(LIST)).as("%s", state).isEqualTo(Validators.NONE);
        }
    }

    @Test
    void carriesThePolicyOfTheSourceUnlessTheRequestHasItsOwn() {
        policy = SourcePolicy.OPEN.withPace(Duration.ofSeconds(9));
        SourcePolicy own = SourcePolicy.OPEN.withConnections(1);

        scraper.run(
                source(),
                List.of(
                        LIST,
                        PageRequest.item(URI.create("https://site.example/1")).under(own)),
                page -> {});

        assertThat(asked).extracting(PageRequest::policy).containsExactly(policy, own);
    }

    @Test
    void runsNoSourceThatLacksAPermission() {
        policy = SourcePolicy.needsPermission("the terms ask for it in writing");

        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the terms ask for it in writing");
        assertThat(asked).isEmpty();
    }

    @Test
    void twoBodiesForOneAddressAreTwoPages() {
        PageRequest first = LIST.withBody("application/json", "{\"page\":1}");
        PageRequest second = LIST.withBody("application/json", "{\"page\":2}");

        scraper.run(source(), List.of(first, second, first), page -> {});

        assertThat(asked).extracting(PageRequest::content).containsExactly(first.content(), second.content());
    }

    @Test
    void readsArchivedPagesAgainWithoutFetching(@TempDir Path folder) {
        PageArchive archive = FolderArchive.builder(folder, Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
                .build();
        Scraper archiving = Scraper.builder(this::fetch, Clock.fixed(Recorded.WHEN, ZoneOffset.UTC))
                .archive(archive)
                .build();
        parsed = new ParsedPage.LayoutChanged("not understood yet");
        archiving.run(source(), List.of(LIST), page -> {});
        asked.clear();
        parsed = new ParsedPage.Found(found("1", "2").listings(), List.of(LIST));
        List<ScrapedPage> again = new ArrayList<>();

        ScrapeReport report =
                archiving.reparse(source(), archive, Recorded.WHEN, Recorded.WHEN.plusSeconds(1), again::add);

        assertThat(asked).isEmpty();
        assertThat(again)
                .singleElement()
                .satisfies(page -> assertThat(page.listings()).hasSize(2));
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.pages()).hasSize(1);
    }

    @Test
    void whatAPageTurnedOutToBeIsSaidInTheWordsOfFetching() {
        Page page = new Page(LIST, LIST.url(), "", Recorded.WHEN);
        URI url = LIST.url();

        assertThat(Stream.of(
                        found("1"),
                        new ParsedPage.Empty("none"),
                        new ParsedPage.Gone("sold"),
                        new ParsedPage.LoginWall("log in"),
                        new ParsedPage.Captcha("puzzle"),
                        new ParsedPage.RateLimited("slow down"),
                        new ParsedPage.Unavailable("not here"),
                        new ParsedPage.Blocked("no"),
                        new ParsedPage.LayoutChanged("odd")))
                .extracting(state -> state.verdict(page))
                .containsExactly(
                        new FetchOutcome.Ok(page),
                        new FetchOutcome.Ok(page),
                        new FetchOutcome.Gone(url, 200),
                        new FetchOutcome.LoginWall(url, "log in"),
                        new FetchOutcome.Captcha(url, "puzzle"),
                        new FetchOutcome.RateLimited(url, null),
                        new FetchOutcome.Blocked(url, 200),
                        new FetchOutcome.Blocked(url, 200),
                        new FetchOutcome.LayoutChanged(url, "odd"));
        assertThat(Stream.of(
                        new PageOutcome.Read(3, 3),
                        new PageOutcome.Read(3, 1),
                        new PageOutcome.WithoutListings(new ParsedPage.Captcha("puzzle")),
                        new PageOutcome.NotFetched(new FetchOutcome.TooLarge(url, 1)),
                        new PageOutcome.FetcherFailed(new IllegalStateException()),
                        new PageOutcome.ParserFailed(new IllegalStateException())))
                .extracting(PageOutcome::kind)
                .containsExactly(
                        FetchOutcome.Kind.LAYOUT_CHANGED,
                        FetchOutcome.Kind.OK,
                        FetchOutcome.Kind.CAPTCHA,
                        FetchOutcome.Kind.TOO_LARGE,
                        FetchOutcome.Kind.UNREACHABLE,
                        FetchOutcome.Kind.LAYOUT_CHANGED);
    }

    private ScrapeReport run() {
        return scraper.run(source(), List.of(LIST), page -> {});
    }

    private FetchOutcome fetch(PageRequest request) {
        asked.add(request);
        return request.known().equals(SEVEN)
                ? new FetchOutcome.NotModified(request.url())
                : new FetchOutcome.Ok(new Page(request, request.url(), "", Recorded.WHEN, SEVEN));
    }

    private static ParsedPage found(String... ids) {
        return new ParsedPage.Found(
                Stream.of(ids)
                        .map(id -> RawListing.builder()
                                .externalId(id)
                                .title(id.equals("bad") ? null : "listing " + id)
                                .url("/item/" + id)
                                .build())
                        .toList(),
                List.of());
    }

    private ListingSource source() {
        return new ListingSource() {

            @Override
            public SourceId id() {
                return new SourceId("site");
            }

            @Override
            public SourcePolicy policy() {
                return policy;
            }

            @Override
            public List<PageRequest> seeds(SearchRequest search) {
                return List.of(LIST);
            }

            @Override
            public ParsedPage parse(Page page) {
                return parsed;
            }
        };
    }
}
