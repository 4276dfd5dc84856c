package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.watch.WatchDraft;
import dev.souk.model.ExchangeRates;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.Schedule;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.text.TextAnalyzer;
import dev.souk.pipeline.AlertSearch;
import dev.souk.pipeline.PipelineHealth;
import dev.souk.pipeline.SharedPace;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.pipeline.TableArchive;
import dev.souk.pipeline.WatchReport;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.archive.FolderArchive;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.browser.BrowserFetcher;
import dev.souk.scraper.feed.FeedSource;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.marketplace.EbayCredentials;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testkit.source.FixtureRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** The Java of the pages in docs, compiled here or elsewhere among the examples. Of these only the JSON is run. */
@SuppressWarnings({"unused", "UnusedVariable", "UnusedNestedClass", "CheckReturnValue", "ReturnValueIgnored"})
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** What stands for lines that a page leaves out. */
    private static final String LEFT_OUT = "...\n";

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> BLOCK.matcher(text(file)).find())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockOfJavaOnAPageIsAmongTheExamples(Path page) throws IOException {
        String examples = examples();

        Matcher blocks = BLOCK.matcher(text(page));
        while (blocks.find()) {
            for (String part : blocks.group(1).split(Pattern.quote(LEFT_OUT))) {
                assertThat(examples).as("%s", page).contains(withoutSpace(part));
            }
        }
    }

    @Test
    void theWholeSettingsOfThePageCanBeRead() {
        Matcher block =
                Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(text(ROOT.resolve("docs/delivery.md")));
        assertThat(block.find()).isTrue();

        NotificationSettings settings = NotificationSettingsJson.read(block.group(1));

        assertThat(settings.channels()).containsExactly("email", "in_app");
        assertThat(NotificationSettingsJson.read(NotificationSettingsJson.write(settings)))
                .isEqualTo(settings);
    }

    private static String examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples/src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> withoutSpace(text(file)))
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    /** Pairs of words stand within one pair of backticks: in the second column they meet, in the third they do not. */
    @Test
    void whatTheTableOfLanguagesSaysOfOneAndManyIsTrue() throws IOException {
        List<String> rows = text(ROOT.resolve("docs/alerts.md"))
                .lines()
                .filter(line ->
                        line.matches("\\| (English|German|French|Spanish|Italian|Portuguese|Dutch|Polish) \\|.*"))
                .toList();

        assertThat(rows).hasSize(8);
        for (String row : rows) {
            String[] columns = row.split("\\|", -1);
            assertThat(pairs(columns[2]))
                    .as("%s", columns[1])
                    .hasSizeGreaterThan(3)
                    .allSatisfy(pair -> assertThat(TextAnalyzer.terms(pair[1])).isEqualTo(TextAnalyzer.terms(pair[0])));
            assertThat(pairs(columns[3]))
                    .as("%s", columns[1])
                    .isNotEmpty()
                    .allSatisfy(
                            pair -> assertThat(TextAnalyzer.terms(pair[1])).isNotEqualTo(TextAnalyzer.terms(pair[0])));
        }
    }

    private static List<String[]> pairs(String column) {
        return Pattern.compile("`(\\S+ \\S+)`")
                .matcher(column)
                .results()
                .map(found -> found.group(1).split(" ", -1))
                .toList();
    }

    /** {@code docs/alerts.md}. */
    private abstract static class Pushed {

        void searches(Alert alert, ListingSource source, ExchangeRates rates) {
            AlertSearch.of(alert, source, rates, AlertSearch.InDoubt.ASK);
        }
    }

    /** {@code docs/delivery.md}, {@code docs/watches.md}. */
    private abstract static class Running {

        void untilTheEnd(SoukPipeline souk) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> souk.close(Duration.ofSeconds(20))));
        }

        void health(SoukPipeline souk, Logger log) {
            PipelineHealth health =
                    souk.health(Duration.ofSeconds(2)); // never longer, and never throws for the database
            health.loops().forEach(loop -> log.info("{}", loop));
            health.channels().forEach(channel -> log.info("{}", channel));
            health.channels().stream()
                    .filter(PipelineHealth.Channel::lacksNotifier)
                    .forEach(channel ->
                            log.warn("{} has no notifier here: does another instance send it?", channel.name()));
            health.queues().ifPresent(queues -> log.info("{}", queues));
            health.problem().ifPresent(problem -> log.error("the queues are not known: {}", problem));
        }

        void watches(SoukDatabase database, Fetcher fetcher, ListingSource source, ListingSource anotherSource) {
            database.watches()
                    .add(WatchDraft.of(
                            source.id(),
                            SearchRequest.builder()
                                    .text("brompton")
                                    .newestFirst()
                                    .build(),
                            Duration.ofMinutes(2), // at most this often
                            Duration.ofHours(2))); // and at least this often

            SoukPipeline.builder(database)
                    .fetcher(fetcher)
                    .watchStored(source, anotherSource) // on each instance
                    .build();
        }

        void runs(SoukDatabase database, SourceId source) {
            database.scrapeRuns().slice(source, 20); // newest first
        }

        void drifts(SoukDatabase database, Pager pager) {
            SoukPipeline.builder(database)
                    .scrapeListener(drift -> pager.page(drift.toString()))
                    // ebay, lists: price 97 % before, 4 % now
                    .build();
        }

        void settings() {
            NotificationSettings settings = NotificationSettings.DEFAULT
                    .withChannels("email", "in_app")
                    .withSchedule(Schedule.of(Frequency.DAILY)
                            .in(ZoneId.of("Europe/Berlin"))
                            .quiet(LocalTime.of(22, 0), LocalTime.of(7, 0)));
            String json = NotificationSettingsJson.write(settings);
            NotificationSettings again = NotificationSettingsJson.read(json);
        }

        /** Wakes somebody. */
        interface Pager {

            void page(String words);
        }
    }

    /** {@code docs/troubleshooting.md}. */
    private abstract static class Trouble {

        void visits(SoukPipeline souk, Logger log) {
            for (WatchReport visit : souk.runOnce().ingest().watches()) {
                visit.failure().ifPresent(failure -> log.warn("{} broke off", visit.watch(), failure));
                visit.troubles()
                        .forEach(page -> log.warn("{}: {}", page.request().url(), page.outcome()));
                log.info(
                        "{}: {} new, {} changed, {} rejected",
                        visit.watch(),
                        visit.added(),
                        visit.changed(),
                        visit.rejections());
            }
        }

        void storedVisits(SoukDatabase database, SourceId source, Logger log) {
            database.scrapeRuns().slice(source, 20);
            database.watches()
                    .slice(source, 20)
                    .items()
                    .forEach(watch -> log.info("{}", watch.problem())); // stored watches
            database.watches().overdue(Duration.ofMinutes(10), 20); // visited by no instance: does any have the source?
        }

        void matching(SoukDatabase database, SourceId source, Alert alert, Logger log) {
            StoredListing stored =
                    database.listings().byExternalId(source, "1234567890").orElseThrow();
            log.info(
                    "{}",
                    new AlertEngine().explain(alert, stored.listing())); // clause by clause, with the values compared
            database.listings()
                    .search(ListingQuery.of(alert), 0, 20); // what the alert would find among all that is stored
        }

        void deliveries(SoukDatabase database, SoukPipeline souk, long userId) {
            database.deliveryLog().slice(DeliveryFilter.ofUser(userId), 20); // channel, status, attempts, reason
            database.deliveries().dead(20); // given up, newest first
            PipelineHealth health =
                    souk.health(); // each loop's last failure; of each channel what waits, since when, and why
        }
    }

    /** {@code docs/fetching.md}, {@code docs/sources.md}, {@code docs/testing.md}. */
    private abstract static class Fetching {

        void politely(SoukDatabase database) {
            HttpFetcher http = HttpFetcher.builder(
                            "mailto:ops@example.org") // sent with every request: where to complain
                    .pacedBy(SharedPace.of(database)) // one pace for all your instances
                    .build();
        }

        void onlyWhatHasChanged(Fetcher fetcher, Clock clock) {
            Scraper.builder(fetcher, clock)
                    .validators(ValidatorStore.inMemory(10_000))
                    .build();
        }

        void inABrowser(HttpFetcher http) {
            // dev.souk:souk-scraper-browser; Chromium and Node.js are installed already, nothing is downloaded
            BrowserFetcher browser =
                    BrowserFetcher.builder(http).readyWhen(".listing").build();
        }

        void archived(
                Fetcher fetcher,
                Clock clock,
                SoukDatabase database,
                ListingSource source,
                Instant from,
                Instant until) {
            PageArchive folder = FolderArchive.builder(Path.of("pages"), clock)
                    .keepFor(Duration.ofDays(14))
                    .keepAtMost(5L << 30)
                    .build();
            PageArchive table = TableArchive.builder(database)
                    .keepFor(Duration.ofDays(14))
                    .keepAtMost(5L << 30)
                    .build();

            SoukPipeline.builder(database).archive(table); // every page that a watch gets
            Scraper scraper = Scraper.builder(fetcher, clock).archive(table).build();
            scraper.reparse(
                    source, table, from, until, page -> database.listings().restateAll(page.listings()));
        }

        void recorded(ListingSource source, Page page) {
            new FixtureRecorder(source).record(page, Path.of("src/test/resources/search.html"));
        }

        void described() {
            ListingSource bikes = SchemaOrgSource.builder(new SourceId("bike-shop"))
                    .search("https://shop.example/s?q={query}") // or page(...), for pages that every run reads
                    .defaultCurrency("EUR")
                    .build();
            ListingSource club = FeedSource.builder(new SourceId("bike-club"))
                    .search("https://club.example/classifieds.rss?q={query}")
                    .defaultCurrency("EUR")
                    .build();
        }

        void ebay(Clock clock, String id, String secret) {
            Fetcher fetcher = Marketplaces.ebayFetcher(
                    HttpFetcher.builder("mailto:ops@example.org").build(), clock, EbayCredentials.of(id, secret));
            ListingSource ebay = Marketplaces.ebayApi("EBAY_GB");
        }
    }
}
