package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.StorageException;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Pace;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.testkit.SoukPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two hosts of an application that visit one site. */
@ExtendWith(SoukPostgres.class)
class SharedPaceTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer site;

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            exchange.getResponseHeaders().set("Retry-After", "1800");
            exchange.sendResponseHeaders(path.equals("/busy") ? 429 : 404, -1);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
    }

    @Test
    void leaveASiteAloneThatAskedOneOfThemForIt(DataSource dataSource) {
        try (HttpFetcher one = host(dataSource);
                HttpFetcher other = host(dataSource)) {
            one.fetch(PageRequest.list(url("/busy")));
            asked.clear();

            FetchOutcome outcome = other.fetch(PageRequest.list(url("/page")));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.RateLimited.class,
                            limited -> assertThat(limited.retryAfter().orElseThrow())
                                    .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30)));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void takeTurnsFromOneRow(DataSource dataSource) {
        Pace one = SharedPace.of(database(dataSource));
        Pace other = SharedPace.of(database(dataSource));
        Duration hour = Duration.ofHours(1);

        assertThat(one.take("sofas.example", hour, hour)).isEqualTo(new Pace.Turn(Duration.ZERO, true));
        assertThat(other.take("sofas.example", hour, Duration.ofMinutes(1)).isTaken())
                .isFalse();
        assertThat(other.take("sofas.example", hour, hour).delay()).isBetween(Duration.ofMinutes(59), hour);
    }

    @Test
    void fetchNothingWhileTheDatabaseIsAway() {
        try (HttpFetcher host = host(noDatabase())) {
            assertThatThrownBy(() -> host.fetch(PageRequest.list(url("/page")))).isInstanceOf(StorageException.class);
            assertThat(asked).isEmpty();
        }
    }

    private static DataSource noDatabase() {
        org.postgresql.ds.PGSimpleDataSource nobody = new org.postgresql.ds.PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});
        return nobody;
    }

    private static HttpFetcher host(DataSource dataSource) {
        return HttpFetcher.builder("mailto:tests@example.org")
                .allowLoopback()
                .pace(Duration.ZERO)
                .pacedBy(SharedPace.of(database(dataSource)))
                .build();
    }

    private static SoukDatabase database(DataSource dataSource) {
        return SoukDatabase.over(dataSource, FieldProtection.plaintext());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + site.getAddress().getPort() + path);
    }
}
