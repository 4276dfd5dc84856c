package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.AddressBook;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookEndpoint;
import dev.souk.notify.http.WebhookNotifier;
import dev.souk.testkit.SoukPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks to be left alone for days gets all of it afterwards (ADR 29). */
@ExtendWith(SoukPostgres.class)
class RestingReceiversTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final HandClock clock = new HandClock();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private volatile boolean busy = true;
    private volatile String retryAfter = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (busy && !retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            if (!busy) {
                taken.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            }
            exchange.sendResponseHeaders(busy ? 429 : 200, -1);
        }
    }

    private void timePasses(DataSource dataSource, Duration time) {
        clock.pass(time);
        timePassesInTheDatabase(dataSource, time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", ""})
    void anAddressThatAsksToBeLeftAloneForFiveDaysGetsAllOfIt(String header, DataSource dataSource) {
        retryAfter = header;
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        HttpSender sender = HttpSender.builder()
                .allowAddresses("127.0.0.0/8")
                .allowPlainHttp()
                .clock(clock)
                .build();
        try (sender;
                House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .notifier(WebhookNotifier.builder(AddressBook.fixed(List.of(WebhookEndpoint.of(url, SECRET))))
                                .over(sender)
                                .build())
                        .clock(clock)
                        .seed(1)
                        .build()) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT.withChannels("webhook"));
            bikes.appear(1, 60);

            for (int time = 0; time < 7 * 8; time++) {
                busy = time < 5 * 8;
                assertThat(souk.dispatch().dead()).as("after %d h", 3 * time).isZero();
                timePasses(dataSource, Duration.ofHours(3));
            }

            assertThat(taken).hasSize(60).doesNotHaveDuplicates();
            assertThat(bikes.count("notification_deliveries where status = 'sent' and attempts = 1"))
                    .isEqualTo(60);
        }
    }

    @Test
    void whatIsNotTriedBehindABreakerIsNotGivenUpForIt(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).clock(clock).build()) {
            house.email.failNext(DeliveryResult.tryAgain("server is down"), 5);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 5);
            assertThat(souk.dispatch().retried()).isEqualTo(5);
            bikes.appear(10, 3);
            assertThat(souk.dispatch().postponed()).isEqualTo(3);

            // The breaker has another clock, by which no time has passed.
            timePassesInTheDatabase(dataSource, Duration.ofDays(5));
            DispatchReport late = souk.dispatch();

            assertThat(late.dead()).isZero();
            assertThat(late.postponed()).isEqualTo(8);
            clock.pass(Duration.ofMinutes(1));
            timePassesInTheDatabase(dataSource, Duration.ofHours(2));
            souk.dispatch();
            souk.dispatch();
            assertThat(house.email.delivered())
                    .extracting(Delivery::attempt)
                    .containsExactlyInAnyOrder(1, 1, 1, 2, 2, 2, 2, 2);
        }
    }

    @Test
    void whatIsNeverTriedBehindABreakerIsGivenUpAfterAMonth(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).clock(clock).build()) {
            house.email.failNext(DeliveryResult.tryAgain("server is down"), 5);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 5);
            souk.dispatch();
            bikes.appear(10, 1);
            souk.dispatch();

            timePassesInTheDatabase(dataSource, Duration.ofDays(29));
            assertThat(souk.dispatch().postponed()).isEqualTo(6);
            timePassesInTheDatabase(dataSource, Duration.ofDays(2));

            assertThat(souk.dispatch().dead()).isEqualTo(6);
        }
    }

    private static void timePassesInTheDatabase(DataSource dataSource, Duration time) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute(
                        "UPDATE souk.notification_deliveries SET due_at = due_at - cast({0} as interval),"
                                + " tried_since = tried_since - cast({0} as interval)",
                        DSL.val(time.toString()));
    }
}
