package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoopbackOnly.class)
class HttpFetcherPaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();

    @Test
    void leavesAPauseBetweenTheRequestsToAHost() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            site.page("/1", "one").page("/2", "two");

            fetcher.fetch(PageRequest.list(site.url("/1")));
            time.pass(Duration.ofMillis(300));
            fetcher.fetch(PageRequest.list(site.url("/2")));

            // One wait after robots.txt, and one after the first page.
            assertThat(time.waits()).containsExactly(SECOND, Duration.ofMillis(700));
        }
    }

    @Test
    void doesNotLetOneHostWaitForAnother() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time)
                        .pace(SECOND)
                        .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {

            fetcher.fetch(PageRequest.list(site.url("a.example", "/")));
            fetcher.fetch(PageRequest.list(site.url("b.example", "/")));
            time.pass(SECOND);
            fetcher.fetch(PageRequest.list(site.url("a.example", "/")));

            assertThat(time.waits()).containsExactly(SECOND, SECOND);
        }
    }

    @Test
    void countsRedirectsAsRequests() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            site.page("/old", 302, "Location", "/new").page("/new", "here");

            fetcher.fetch(PageRequest.list(site.url("/old")));

            assertThat(time.waits()).containsExactly(SECOND, SECOND);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, PT5S", "0.5, PT1S", "86400, PT1M", "soon, PT1S", "-3, PT1S", "1e300, PT1S"})
    void obeysTheCrawlDelayOfRobotsTxtWithinReason(String delay, Duration gap) {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            site.robots("User-agent: *", "Crawl-delay: " + delay, "Disallow: /private");

            fetcher.fetch(PageRequest.list(site.url("/1")));
            fetcher.fetch(PageRequest.list(site.url("/2")));

            assertThat(time.waits()).containsExactly(SECOND, gap);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 408, 421, 500, 502, 503, 504})
    void asksOnceWhateverTheAnswer(int status) {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            site.page("/", status, "Retry-After", "0");

            fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(site.asked()).containsExactly("/");
            assertThat(time.waits()).containsExactly(SECOND);
        }
    }

    @Test
    void threadsShareThePaceOfAHost() throws InterruptedException {
        List<Long> starts = Collections.synchronizedList(new ArrayList<>());
        // Turns are given out while the time stands still, so each is one gap later than the one before.
        Pause standing = new Pause() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void await(Duration duration) {
                starts.add(duration.toSeconds());
            }
        };
        HttpUrl url = HttpUrl.get("http://a.example/");
        Visitor visitor = new PacedVisitor(
                visit -> new Answer.Response(url, 200, Headers.of(), ByteString.EMPTY, false),
                new LocalPace(standing),
                standing);
        ExecutorService threads = Executors.newFixedThreadPool(8);

        for (int i = 0; i < 50; i++) {
            threads.execute(() -> visitor.visit(new Visit(url.uri(), url, 1, new WireTime(SECOND), SECOND)));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(starts).hasSize(49).doesNotHaveDuplicates().contains(1L, 49L);
    }

    @Test
    void anInterruptEndsTheWaitForATurn() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            fetcher.fetch(PageRequest.list(site.url("/1")));

            Thread.currentThread().interrupt();
            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/2")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isEqualTo(new FetchOutcome.Unreachable(site.url("/2"), "interrupted"));
            assertThat(site.asked()).containsExactly("/1");
        }
    }

    @Test
    void theRealPauseWaitsAndHeedsAnInterrupt() throws InterruptedException {
        Pause pause = Pause.real();
        long start = pause.nanos();

        pause.await(Duration.ofMillis(5));

        assertThat(pause.nanos() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pause.await(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void leavesAHostAloneUntilTheTimeThatItNamed() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(Duration.ZERO)) {
            site.page("/", 429, "Retry-After", "120").page("/other", "fine");

            FetchOutcome first = fetcher.fetch(PageRequest.list(site.url("/")));
            time.pass(Duration.ofSeconds(50));
            FetchOutcome second = fetcher.fetch(PageRequest.list(site.url("/other")));
            time.pass(Duration.ofSeconds(70));
            FetchOutcome third = fetcher.fetch(PageRequest.list(site.url("/other")));

            assertThat(first).isEqualTo(new FetchOutcome.RateLimited(site.url("/"), Duration.ofMinutes(2)));
            assertThat(second).isEqualTo(new FetchOutcome.RateLimited(site.url("/other"), Duration.ofSeconds(70)));
            assertThat(third).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(site.asked()).containsExactly("/", "/other");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, '', , PT1M",
        "429, soon, , PT1M",
        "429, 7, PT7S, PT7S",
        "503, 7, PT7S, PT7S",
        "503, soon, , PT1M",
        "429, 86400, PT24H, PT1H",
        "429, 'Mon, 23 Nov 2026 12:00:30 GMT', PT30S, PT30S",
    })
    void boundsTheRestOfAHost(int status, String retryAfter, Duration told, Duration rest) {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(Duration.ZERO)) {
            site.page("/", status, "Retry-After", retryAfter);

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.RateLimited(site.url("/"), told));
            time.pass(rest.minusMillis(1));
            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.RateLimited(site.url("/"), Duration.ofMillis(1)));
            time.pass(Duration.ofMillis(1));
            fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(site.asked()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Mon, 23 Nov 2026 11:00:00 GMT"})
    void doesNotTakeAHostAtItsWordThatRefusesAgainAtTheTimeThatItNamed(String retryAfter) {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(Duration.ZERO)) {
            site.page("/", 429, "Retry-After", retryAfter);

            fetcher.fetch(PageRequest.list(site.url("/")));
            List<Long> rests = new ArrayList<>();
            for (int asked = 1; asked <= 4; asked++) {
                long before = time.nanos();
                fetcher.fetch(PageRequest.list(site.url("/")));
                while (site.asked().size() == asked) {
                    time.pass(Duration.ofMillis(100));
                    fetcher.fetch(PageRequest.list(site.url("/")));
                }
                rests.add(Duration.ofNanos(time.nanos() - before).toSeconds());
            }

            assertThat(rests).containsExactly(0L, 2L, 4L, 8L);
        }
    }

    @Test
    void putsTheNextRequestOffTwiceAsLongAfterEachFailureAndThenLeavesTheHostAlone() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(Duration.ZERO)) {
            site.page("/", 502);

            for (int i = 0; i < RestingHosts.PATIENCE; i++) {
                fetcher.fetch(PageRequest.list(site.url("/")));
            }
            FetchOutcome resting = fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
            assertThat(resting)
                    .isEqualTo(
                            new FetchOutcome.Unreachable(site.url("/"), "failed before, and is left alone for PT1M"));
            assertThat(site.asked()).hasSize(RestingHosts.PATIENCE);
        }
    }

    @Test
    void anAnswerEndsTheRowOfFailures() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(Duration.ZERO)) {
            site.page("/bad", 502).page("/good", "good");

            for (String target : List.of("/bad", "/bad", "/good", "/bad", "/good")) {
                fetcher.fetch(PageRequest.list(site.url(target)));
            }

            assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L);
        }
    }

    @Test
    void aRefusedAddressIsNoFailureOfAHost() {
        try (HttpFetcher fetcher = Fetchers.guarded().clock(time).pause(time).build()) {
            URI url = URI.create("http://10.0.0.1/");

            for (int i = 0; i < 10; i++) {
                assertThat(fetcher.fetch(PageRequest.list(url)))
                        .isEqualTo(new FetchOutcome.Unreachable(url, "address not allowed: private (10.0.0.0/8)"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void growingWaitsAreLongerByChanceAndNeverPastHalfOfTheLongestMore(long seed) {
        BackOff backOff = new BackOff(new Random(seed));
        Duration longest = Duration.ofHours(1);

        List<Duration> waits = IntStream.rangeClosed(1, 40)
                .mapToObj(time -> backOff.wait(SECOND, time, longest))
                .toList();

        for (int i = 0; i < waits.size(); i++) {
            long least = Math.min(longest.toMillis(), 1000L << Math.min(i, 30));
            assertThat(waits.get(i).toMillis())
                    .as("seed %d, failure %d", seed, i + 1)
                    .isBetween(least, least * 3 / 2);
        }
        assertThat(waits.subList(20, 40)).doesNotHaveDuplicates();
    }

    @Test
    void asksAHostForSoManyThingsAtATimeAndNoMore() throws InterruptedException {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch met = new CountDownLatch(3);
        HttpUrl url = HttpUrl.get("http://a.example/");
        Visitor seats = new Seats(
                visit -> {
                    most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                    met.countDown();
                    awaitUninterruptedly(met);
                    busy.decrementAndGet();
                    return new Answer.Response(url, 200, Headers.of(), ByteString.EMPTY, false);
                },
                3);
        ExecutorService threads = Executors.newFixedThreadPool(8);

        for (int i = 0; i < 40; i++) {
            threads.execute(() -> seats.visit(new Visit(url.uri(), url, 1, new WireTime(SECOND), SECOND)));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(3);
    }

    @Test
    void aPolicyMakesThePaceSlowerAndNeverFaster() {
        try (Site site = new Site();
                HttpFetcher fetcher = paced(SECOND)) {
            PageRequest request = PageRequest.list(site.url("/"));

            fetcher.fetch(request.under(SourcePolicy.OPEN.withPace(Duration.ofSeconds(7))));
            fetcher.fetch(request.under(SourcePolicy.OPEN.withPace(Duration.ofMillis(1))));
            fetcher.fetch(request);

            assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(7L, 7L, 1L);
        }
    }

    @Test
    void doesNotWaitForATurnThatIsTooFarOff() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time)
                        .pacedBy(new Pace() {
                            @Override
                            public Turn take(String host, Duration gap, Duration longestWait) {
                                return new Turn(longestWait.plusSeconds(1), false);
                            }

                            @Override
                            public void rest(String host, Duration rest) {
                                throw new AssertionError("nothing was asked");
                            }
                        })
                        .build()) {
            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.RateLimited(site.url("/"), PacedVisitor.LONGEST_WAIT.plusSeconds(1)));
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void tellsASharedPaceOfTheRestThatAHostAsksFor() {
        List<String> rests = new ArrayList<>();
        LocalPace local = new LocalPace(time);
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local(time)
                        .pacedBy(new Pace() {
                            @Override
                            public Turn take(String host, Duration gap, Duration longestWait) {
                                return local.take(host, gap, longestWait);
                            }

                            @Override
                            public void rest(String host, Duration rest) {
                                rests.add(host + " " + rest);
                            }
                        })
                        .build()) {
            site.page("/", 429, "Retry-After", "90");

            fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(rests).containsExactly("127.0.0.1 PT1M30S");
        }
    }

    private static void awaitUninterruptedly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpFetcher paced(Duration pace) {
        return Fetchers.local(time).pace(pace).build();
    }
}
