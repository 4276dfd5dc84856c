package dev.souk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.benchmarks.data.Listings;
import dev.souk.benchmarks.measure.Sizes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smallest size of each benchmark, so that none rots; how long they take is not looked at. */
class BenchmarksTest {

    @ParameterizedTest
    @CsvSource({"search, Median", "cache, Reads by number", "guards, Audit log", "engine, the same matches of"})
    void runsInItsSmallestSizeOnADurableServer(String name, String table) {
        Map<String, String> smallest = new HashMap<>(
                Map.of("runs", "1", "listings", "60", "questions", "4", "stored", "60", "reads", "50", "calls", "5"));
        smallest.putAll(Map.of("alerts", "2000", "from", "200", "asked", "20", "checked", "20", "millis", "1"));
        String printed = run(name, smallest);

        assertThat(printed).contains("fsync=on", "synchronous_commit=on", table, " x |");
    }

    @Test
    void storesWholeAndAloneReplaysCrawlsByTurnsAndWritesAtOnce() {
        Map<String, String> small = new HashMap<>(Map.of("runs", "1", "listings", "60", "seconds", "1", "duties", "1"));
        small.putAll(Map.of("crawls", "2", "replays", "2"));
        String printed = run("ingest", small);

        assertThat(printed)
                .contains(
                        "**Whole aggregates, listings a second**",
                        "**Listings alone, a second**",
                        "**8 writers of the same listings, 1 s**",
                        "nor queue, history and sightings |")
                .containsPattern("\\| Souk \\| \\d+ batches stored, 0 deadlocks \\| .* 0 of them more than once \\|");
        if (System.getProperty(Listings.FOLDER_PROPERTY, "").isBlank()) {
            assertThat(printed).contains("The replay of crawls does not run: souk.datasets is not set.");
        } else {
            String replayed = printed.substring(printed.indexOf("**Crawls replayed"), printed.indexOf("**8 writers"));
            assertThat(replayed)
                    .containsPattern("\\| \\| [\\d,]+ observations \\|")
                    .containsPattern(
                            "\\| JPA \\(Hibernate\\) \\| [\\d.,]+ \\([\\d.,]+ to [\\d.,]+\\), Souk is [\\d.,]+ x \\|");
        }
    }

    @Test
    void hibernateBatchesAsTheIssueAsksUnlessToldOtherwise() {
        Map<String, String> least = Map.of("runs", "1", "listings", "10", "alone", "0", "replays", "0", "seconds", "0");
        Map<String, String> larger = new HashMap<>(least);
        larger.put("batch", "100");

        assertThat(run("ingest", least)).contains("Hibernate in batches of 50");
        assertThat(run("ingest", larger)).contains("Hibernate in batches of 100");
    }

    @Test
    void asksEveryOtherWayInEverySetUpAndRequiresTheSameMatches() {
        Map<String, String> small = new HashMap<>(Map.of("alerts", "300", "from", "300", "asked", "20", "millis", "1"));
        small.putAll(Map.of("setup", "all", "runs", "1", "shapes", "0", "stored", "0"));

        assertThat(run("engine", small))
                .contains("| Lucene Monitor, one-pass |", "| Lucene Monitor, batches-of-8 |")
                .contains("| Lucene Monitor, documented |", "| Lucene Monitor, no-presearcher |")
                .contains("| one thread | by the clock |", "| PostgreSQL |", "| Event Ruler |", "| plain loop |");
    }

    @Test
    void asksTheShapesOfAlertsThatAreNamed() {
        Map<String, String> small =
                new HashMap<>(Map.of("alerts", "1000", "from", "100", "asked", "20", "millis", "1"));
        small.putAll(Map.of("shapes", "2", "shape", "polygon-or-unknown,phrase"));

        assertThat(run("engine", small))
                .containsPattern("\\| polygon or unknown \\| [\\d.]+ \\|.*\\R\\| phrase \\|")
                .contains("Shapes that grow more than their matches: ")
                .doesNotContain("| word |");
        small.put("shape", "sphere");
        assertThatThrownBy(() -> run("engine", small)).hasMessageContaining("'sphere'");
    }

    @Test
    void engineLoopAndSearchFindTheSameRealListings() {
        boolean real = !System.getProperty(Listings.FOLDER_PROPERTY, "").isBlank();
        if (!real) {
            System.out.println("NOT RUN on real listings, since souk.datasets names no folder: made-up ones are asked");
        }
        int alerts = real ? 500 : 100;
        String printed = run("agreement", Map.of("listings", real ? "3000" : "300", "alerts", "" + alerts));

        assertThat(printed)
                .contains("engine and plain loop agree on all, the search on those of the %d alerts".formatted(alerts));
    }

    @Test
    void showsWhatOthersExtractBesideWhatSoukDoes() {
        assertThat(run("extraction", Map.of())).contains("| Diffbot (published) | 140 | 0.824 | 0.765 | 0.943 |");
    }

    @Test
    void leavesUnrulySitesInPeaceAndAccountsForEveryPage() {
        String printed = run("politeness", Map.of("hosts", "2", "pages", "20", "pace", "20"));

        assertThat(printed)
                .contains("one fetcher: 20 pages", "4 fetchers, turns from PostgreSQL: 20 pages", "| all | 20 |")
                .containsPattern("(?s)given out: \\d+ gaps, 0 below 20 ms.*given out: \\d+ gaps, 0 below 20 ms");
    }

    @Test
    void readsPagesBesideTakingThemApartAloneAndInASmallHeap() {
        String printed = run("parsing", Map.of("runs", "1", "repeats", "1", "pages", "4"));

        if (System.getProperty("souk.recorded", "").isBlank()) {
            assertThat(printed).contains("NOT MEASURED");
        } else {
            assertThat(printed)
                    .contains("jsoup and Jackson, trees alone", "| 4 |")
                    .doesNotContain("FAILED");
        }
    }

    @Test
    void readsBrokenPagesOfEverySource() {
        String printed = run("mutations", Map.of("mutations", "20"));

        assertThat(printed).contains("| eBay API | 1 | 0 |").doesNotContain("thrown:");
    }

    @Test
    void followsListingsToTheMessagesOfSeveralHosts() {
        Map<String, String> smallest =
                new HashMap<>(Map.of("alerts", "2000", "users", "50", "told", "100", "runs", "1"));
        smallest.putAll(Map.of("listings", "60", "rate", "40", "page", "5", "seconds", "1", "warm", "1", "most", "2"));

        assertThat(run("delivery", smallest))
                .contains("fsync=on", "| 1 | ", "| 2 | ", "mails came by")
                .doesNotContain("none");
    }

    @Test
    void refusesANameThatNoBenchmarkHas() {
        assertThatThrownBy(() -> run("nosuch", Map.of())).hasMessageContaining("'nosuch'");
    }

    private static String run(String name, Map<String, String> sizes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Benchmarks.run(List.of(name), Sizes.of(sizes), out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
