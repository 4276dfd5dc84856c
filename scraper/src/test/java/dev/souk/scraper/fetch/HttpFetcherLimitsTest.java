package dev.souk.scraper.fetch;

import static dev.souk.scraper.fetch.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoopbackOnly.class)
@Timeout(20)
class HttpFetcherLimitsTest {

    private static final long MIB = 1024 * 1024;

    /** 200 MiB of zeros by Node.js 20, quality 9. */
    private static final String BROTLI_OF_200_MIB =
            "y///PwAkAOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fw"
                    + "BIAMRhAeje//H//w8ACYA4LADd+z/+//8BIAEQhwWge//H//8/ACQA4rAAdO//+P//B4AEQBwWgO79H////wCQAIjD"
                    + "AtC9/+P//x8AEgBxWAC693/8//8DQAIgDgtA9/6P//9/AEgAxGEB6N7/8f//DwAJgDgsAN37P/7//wEgARCHBaB7/8"
                    + "f//z8AJADisAB07//4//8HgARAHBaA7v0f////AJAAiMMC0L3/4///HwASAHFYALr3f/z//wNAAiAOC0D3/o///38A"
                    + "SADEYQHo3v/x//8PAAmAOCwA3fs//v//ASABEIcFoHv/l///fwAkAOKwAHTv/wA=";

    @Test
    void givesUpAGzipBombLongBeforeItIsUnpacked() throws IOException {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            Buffer bomb = zeros(200 * MIB);
            assertThat(bomb.size()).isLessThan(MIB);
            site.page(
                    "/",
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body(bomb));
            long before = used();

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(outcome).isEqualTo(new FetchOutcome.TooLarge(site.url("/"), 10 * MIB));
            assertThat(used() - before).isLessThan(60 * MIB);
        }
    }

    @Test
    void stopsABrotliBombAtTheLimitAndNotInTheMemory() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page("/", brotli(BROTLI_OF_200_MIB));
            long before = used();

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(site.url("/")));

            assertThat(outcome).isEqualTo(new FetchOutcome.TooLarge(site.url("/"), 10 * MIB));
            assertThat(used() - before).isLessThan(60 * MIB);
        }
    }

    @Test
    void readsBrotliAndCountsItsBytesAfterDecompression() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().maxBodyBytes(1000).build()) {
            site.page("/sofa", brotli("Cw2APHA+ZWluIFNvZmEgZsO8ciA1MCDigqw8L3A+Aw=="))
                    .page("/fits", brotli("G+cD+CcAorFAIDQ="))
                    .page("/not", brotli("G+gD+CcAorFAQDQ="))
                    .page("/broken", brotli("AAECAwQFBgcICQ=="));

            assertThat(fetcher.fetch(PageRequest.list(site.url("/sofa"))))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Ok.class,
                            ok -> assertThat(ok.page().body()).isEqualTo("<p>ein Sofa für 50 €</p>"));
            assertThat(fetcher.fetch(PageRequest.list(site.url("/fits")))).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(fetcher.fetch(PageRequest.list(site.url("/not")))).isInstanceOf(FetchOutcome.TooLarge.class);
            assertUnreadable(fetcher.fetch(PageRequest.list(site.url("/broken"))));
        }
    }

    @Test
    void aBombInARefusalIsReadToItsBeginningOnly() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page("/", brotli(BROTLI_OF_200_MIB).code(403));

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.Blocked(site.url("/"), 403));
        }
    }

    private static MockResponse.Builder brotli(String base64) {
        return new MockResponse.Builder()
                .addHeader("Content-Encoding", "br")
                .body(new Buffer().write(Base64.getDecoder().decode(base64)));
    }

    @Test
    void countsTheBytesAfterDecompression() throws IOException {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().maxBodyBytes(1000).build()) {
            site.page(
                    "/fits",
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body(zeros(1000)));
            site.page(
                    "/not",
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body(zeros(1001)));
            site.page("/plain", "x".repeat(1001));

            assertThat(fetcher.fetch(PageRequest.list(site.url("/fits")))).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(fetcher.fetch(PageRequest.list(site.url("/not")))).isInstanceOf(FetchOutcome.TooLarge.class);
            assertThat(fetcher.fetch(PageRequest.list(site.url("/plain")))).isInstanceOf(FetchOutcome.TooLarge.class);
        }
    }

    @Test
    void cutsASlowDripWhenTheTimeIsUp() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    do {
                        write(out, "x");
                    } while (!never.await(20, TimeUnit.MILLISECONDS));
                });
                HttpFetcher fetcher =
                        Fetchers.local().timeout(Duration.ofMillis(300)).build()) {
            FetchOutcome outcome = fetcher.fetch(PageRequest.list(server.url()));

            // All of it would have come after half an hour.
            assertThat(outcome).isEqualTo(new FetchOutcome.TimedOut(server.url(), Duration.ofMillis(300)));
        }
    }

    @Test
    void cutsASilentServerWhenTheTimeIsUp() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> never.await());
                HttpFetcher fetcher =
                        Fetchers.local().timeout(Duration.ofMillis(200)).build()) {

            assertThat(fetcher.fetch(PageRequest.list(server.url()))).isInstanceOf(FetchOutcome.TimedOut.class);
        }
    }

    @Test
    void allRedirectsOfAPageShareItsTime() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
                    never.await(120, TimeUnit.MILLISECONDS);
                    write(
                            out,
                            "HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                });
                HttpFetcher fetcher =
                        Fetchers.local().timeout(Duration.ofMillis(300)).build()) {

            assertThat(fetcher.fetch(PageRequest.list(server.url()))).isInstanceOf(FetchOutcome.TimedOut.class);
        }
    }

    @Test
    void doesNotWaitForANameServerLongerThanForThePage() {
        CountDownLatch never = new CountDownLatch(1);
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local()
                        .timeout(Duration.ofMillis(100))
                        .dns(host -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return List.of();
                        })
                        .build()) {

            assertThat(fetcher.fetch(PageRequest.list(site.url("slow.example", "/"))))
                    .isInstanceOf(FetchOutcome.RobotsDenied.class);
            never.countDown();
        }
    }

    @Test
    void callsGarbageNoReadableAnswer() throws IOException {
        try (RawServer server = new RawServer(out -> write(out, "\u0000\u0001 220 smtp ready\u001b[31m\r\n\r\n"));
                HttpFetcher fetcher = Fetchers.local().build()) {
            assertUnreadable(fetcher.fetch(PageRequest.list(server.url())));
        }
    }

    @Test
    void callsABodyThatEndsTooEarlyNoReadableAnswer() throws IOException {
        try (RawServer server =
                        new RawServer(out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort"));
                HttpFetcher fetcher = Fetchers.local().build()) {
            assertUnreadable(fetcher.fetch(PageRequest.list(server.url())));
        }
    }

    @Test
    void callsABrokenGzipNoReadableAnswer() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page(
                    "/",
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body("not gzip at all"));

            assertUnreadable(fetcher.fetch(PageRequest.list(site.url("/"))));
        }
    }

    @Test
    void doesNotReadAnEncodingThatItDidNotAskFor() {
        try (Site site = new Site();
                HttpFetcher fetcher = Fetchers.local().build()) {
            site.page(
                    "/",
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "zstd")
                            .body("\u0001\u0002"));

            assertThat(fetcher.fetch(PageRequest.list(site.url("/"))))
                    .isEqualTo(new FetchOutcome.Unreachable(
                            site.url("/"), "no readable answer: content encoding was not asked for: zstd"));
        }
    }

    @Test
    void doesNotReadHeadersWithoutEnd() throws IOException {
        try (RawServer server = new RawServer(out -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        write(out, "X-More: " + "x".repeat(8000) + "\r\n");
                    }
                });
                HttpFetcher fetcher = Fetchers.local().build()) {
            long before = used();

            assertUnreadable(fetcher.fetch(PageRequest.list(server.url())));

            assertThat(used() - before).isLessThan(60 * MIB);
        }
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
                    asked.countDown();
                    never.await();
                });
                HttpFetcher fetcher = Fetchers.local().build()) {
            CompletableFuture<FetchOutcome> outcome = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread asking = new Thread(() -> {
                outcome.complete(fetcher.fetch(PageRequest.list(server.url())));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            asking.start();
            asked.await();

            asking.interrupt();

            assertThat(outcome.get(5, TimeUnit.SECONDS))
                    .isEqualTo(new FetchOutcome.Unreachable(server.url(), "interrupted"));
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void assertUnreadable(FetchOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Unreachable.class,
                        unreachable -> assertThat(unreachable.reason())
                                .startsWith("no readable answer: ")
                                .doesNotContainPattern("\\p{Cntrl}"));
    }

    private static Buffer zeros(long size) throws IOException {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            byte[] block = new byte[1000];
            for (long left = size; left > 0; left -= block.length) {
                sink.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return packed;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
