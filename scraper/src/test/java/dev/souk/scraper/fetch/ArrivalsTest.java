package dev.souk.scraper.fetch;

import static dev.souk.scraper.fetch.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When requests reach a site, and how often: not when their turns were given out. */
@ExtendWith(LoopbackOnly.class)
@Timeout(20)
class ArrivalsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Short enough for a connection to be kept. */
    private static final Duration KEPT = Duration.ofMillis(900);

    private final FakeTime time = new FakeTime();

    @Test
    void aRequestThatHadToConnectIsNotFollowedTooCloselyByOneThatHadNot() throws IOException {
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page);
                HttpFetcher fetcher = Fetchers.local(time)
                        .pace(KEPT)
                        .dns(host -> {
                            time.pass(Duration.ofMillis(900));
                            return List.of(InetAddress.getLoopbackAddress());
                        })
                        .build()) {

            for (int i = 0; i < 3; i++) {
                assertThat(fetcher.fetch(PageRequest.list(named(server)))).isInstanceOf(FetchOutcome.Ok.class);
            }

            assertThat(millis(server)).containsExactly(900L, 1_800L, 2_700L, 3_600L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void requestsArriveAPaceApartHoweverUnevenlyTheirTurnsCome(long seed) throws IOException {
        Random random = new Random(seed);
        LocalPace turns = new LocalPace(time);
        Pace uneven = new Pace() {
            @Override
            public Turn take(String site, Duration gap, Duration longestWait) {
                Turn turn = turns.take(site, gap, longestWait);
                time.pass(Duration.ofMillis(random.nextInt(3) * random.nextLong(900)));
                return turn;
            }

            @Override
            public void rest(String site, Duration rest) {
                turns.rest(site, rest);
            }
        };
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page);
                HttpFetcher fetcher =
                        Fetchers.local(time).pace(SECOND).pacedBy(uneven).build()) {

            for (int i = 0; i < 30; i++) {
                fetcher.fetch(PageRequest.list(server.url()));
            }

            List<Long> arrivals = millis(server);
            assertThat(arrivals).hasSize(31);
            for (int i = 1; i < arrivals.size(); i++) {
                assertThat(arrivals.get(i) - arrivals.get(i - 1))
                        .as("seed %d, request %d", seed, i)
                        .isGreaterThanOrEqualTo(1_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_500})
    void aTurnThatTookTooLongToComeIsLeftForAnother(long delay) {
        List<Long> took = new ArrayList<>(List.of(101L, 350L, 100L));
        AtomicInteger turns = new AtomicInteger();
        Pace slow = new Pace() {
            @Override
            public Turn take(String site, Duration gap, Duration longestWait) {
                turns.incrementAndGet();
                time.pass(Duration.ofMillis(took.remove(0)));
                return new Turn(Duration.ofMillis(delay), true);
            }

            @Override
            public void rest(String site, Duration rest) {
                throw new AssertionError("nobody asked for a rest");
            }
        };
        HttpUrl url = HttpUrl.get("http://a.example/");
        Visitor visitor = new PacedVisitor(
                visit -> new Answer.Response(url, 200, Headers.of(), ByteString.EMPTY, false), slow, time);

        visitor.visit(new Visit(url.uri(), url, 1, new WireTime(SECOND), SECOND));

        assertThat(turns).hasValue(3);
    }

    @Test
    void whereEveryTurnComesSlowlyOneIsEnoughAndKeepsTheNextAwayForLonger() {
        LocalPace turns = new LocalPace(time);
        List<Duration> gaps = new ArrayList<>();
        Duration oneWay = Duration.ofMillis(200);
        Pace slow = new Pace() {
            @Override
            public Turn take(String site, Duration gap, Duration longestWait) {
                gaps.add(gap);
                time.pass(oneWay);
                Turn turn = turns.take(site, gap, longestWait);
                time.pass(oneWay);
                return turn;
            }

            @Override
            public void rest(String site, Duration rest) {
                throw new AssertionError("nobody asked for a rest");
            }
        };
        List<Long> starts = new ArrayList<>();
        HttpUrl url = HttpUrl.get("http://a.example/");
        Visitor visitor = new PacedVisitor(
                visit -> {
                    starts.add(time.nanos() / 1_000_000);
                    return new Answer.Response(url, 200, Headers.of(), ByteString.EMPTY, false);
                },
                slow,
                time);

        for (int i = 0; i < 3; i++) {
            visitor.visit(new Visit(url.uri(), url, 1, new WireTime(SECOND), SECOND));
        }

        Duration longer = SECOND.plus(oneWay.multipliedBy(2));
        assertThat(gaps).as("two turns for the first request").containsExactly(SECOND, longer, longer, longer);
        // The turns are those of 200, 1,200, 2,600 and 4,000; the answers come 200 later.
        assertThat(starts).containsExactly(1_400L, 2_800L, 4_200L);
    }

    @Test
    void whatIsHeldAtTheLastMomentIsNoTimeOnTheWire() throws IOException {
        Duration timeout = SECOND;
        Pause reallyHeld = new Pause() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public void await(Duration duration) throws InterruptedException {
                Pause.real().await(timeout.plusMillis(200));
                time.await(duration);
            }
        };
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page);
                HttpFetcher fetcher = Fetchers.local(time)
                        .pause(reallyHeld)
                        .pacedBy(new AlwaysOnTurn())
                        .timeout(timeout)
                        .pace(SECOND)
                        .build()) {

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(server.url()));

            assertThat(outcome).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(millis(server)).containsExactly(0L, 1_000L);
        }
    }

    @Test
    void aRequestThatIsGivenUpWhileItIsHeldTakesNoStart() throws IOException, InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        Pause holding = new Pause() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public void await(Duration duration) throws InterruptedException {
                held.countDown();
                released.await();
                time.await(duration);
                awake.countDown();
            }
        };
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page);
                HttpFetcher fetcher = Fetchers.local(time)
                        .pause(holding)
                        .pacedBy(new AlwaysOnTurn())
                        .pace(SECOND)
                        .build()) {
            Thread impatient = new Thread(() -> fetcher.fetch(PageRequest.list(server.url())));
            impatient.start();
            held.await();
            impatient.interrupt();
            impatient.join();
            released.countDown();
            awake.await();

            assertThat(fetcher.fetch(PageRequest.list(server.url()))).isInstanceOf(FetchOutcome.Ok.class);

            assertThat(millis(server))
                    .as("robots.txt, and the page that was waited for")
                    .containsExactly(0L, 1_000L);
        }
    }

    @Test
    void closingTheFetcherEndsWhatIsHeld() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Pause real = Pause.real();
        Pause noticed = new Pause() {
            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public void await(Duration duration) throws InterruptedException {
                held.countDown();
                real.await(duration);
            }
        };
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page)) {
            HttpFetcher fetcher = Fetchers.local()
                    .pause(noticed)
                    .pacedBy(new AlwaysOnTurn())
                    .pace(Duration.ofMinutes(1))
                    .build();
            FutureTask<FetchOutcome> fetch = new FutureTask<>(() -> fetcher.fetch(PageRequest.list(server.url())));
            new Thread(fetch).start();
            held.await();

            fetcher.close();

            assertThat(fetch.get()).isInstanceOf(FetchOutcome.Unreachable.class);
            assertThat(server.arrivals()).as("robots.txt").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatWasLostIsNotSentAgainWithoutATurn(boolean isPost) throws IOException {
        AtomicInteger answered = new AtomicInteger();
        try (RawServer server = RawServer.keepingOpen(time::nanos, out -> {
                    if (answered.getAndIncrement() > 0) {
                        throw new IOException("hangs up");
                    }
                    page(out);
                });
                HttpFetcher fetcher = Fetchers.local(time).pace(KEPT).build()) {
            PageRequest request = PageRequest.list(server.url());

            assertThat(fetcher.fetch(request)).isInstanceOf(FetchOutcome.Ok.class);
            FetchOutcome lost = fetcher.fetch(isPost ? request.withBody("application/json", "{}") : request);

            assertThat(lost).isInstanceOf(FetchOutcome.Unreachable.class);
            assertThat(server.arrivals())
                    .as("robots.txt, the page, and what was lost")
                    .hasSize(3);
        }
    }

    @Test
    void aSiteThatClosesWhatIsKeptBeforeTheNextTurnLosesNoRequest() throws IOException {
        try (RawServer server = RawServer.keepingOpen(time::nanos, out -> {
                    page(out);
                    throw new IOException("closes what is idle");
                });
                HttpFetcher fetcher = Fetchers.local(time).pace(SECOND).build()) {

            for (int i = 0; i < 3; i++) {
                assertThat(fetcher.fetch(PageRequest.list(server.url()))).isInstanceOf(FetchOutcome.Ok.class);
            }
        }
    }

    @Test
    void anotherAddressOfAHostIsTriedWhereNobodyAnswersAtTheFirst() throws IOException {
        try (RawServer server = RawServer.keepingOpen(time::nanos, ArrivalsTest::page);
                HttpFetcher fetcher = Fetchers.local(time)
                        .dns(host -> List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getLoopbackAddress()))
                        .build()) {

            assertThat(fetcher.fetch(PageRequest.list(named(server)))).isInstanceOf(FetchOutcome.Ok.class);
            assertThat(server.arrivals()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void whoHearsOfAnAnswerThatWasCutFindsItsConnectionClosed(int status) throws IOException {
        List<Socket> sockets = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(out -> {
                    write(out, "HTTP/1.1 " + status + " -\r\nContent-Length: 1000000000\r\n\r\n");
                    while (true) {
                        write(out, "x".repeat(1_000));
                    }
                });
                HttpFetcher fetcher = Fetchers.local()
                        .sockets(new LoopbackOnly.WalledSocketFactory() {
                            @Override
                            public Socket createSocket() {
                                Socket socket = super.createSocket();
                                sockets.add(socket);
                                return socket;
                            }
                        })
                        .maxBodyBytes(10_000)
                        .build()) {

            FetchOutcome outcome = fetcher.fetch(PageRequest.list(server.url()));

            assertThat(sockets).hasSize(2).allMatch(Socket::isClosed);
            assertThat(outcome)
                    .isEqualTo(
                            status == 200
                                    ? new FetchOutcome.TooLarge(server.url(), 10_000)
                                    : new FetchOutcome.Blocked(server.url(), 403));
        }
    }

    private static void page(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage");
    }

    /** By a name, which has to be looked up. */
    private static URI named(RawServer server) {
        return URI.create("http://site.example:" + server.url().getPort() + "/page");
    }

    private static List<Long> millis(RawServer server) {
        return server.arrivals().stream().map(nanos -> nanos / 1_000_000).toList();
    }

    /** Lets everybody go at once, so that only the gate holds. */
    private static final class AlwaysOnTurn implements Pace {

        @Override
        public Turn take(String site, Duration gap, Duration longestWait) {
            return new Turn(Duration.ZERO, true);
        }

        @Override
        public void rest(String site, Duration rest) {
            // It would be kept by turns.
        }
    }
}
