package dev.souk.examples.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithoutDatabaseTest {

    @Test
    void theBromptonThatIsWholeAndAffordableIsExplained() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        HttpServer market = WithoutDatabase.market();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            new WithoutDatabase(out)
                    .run(URI.create("http://127.0.0.1:" + market.getAddress().getPort()));
        } finally {
            market.stop(0);
        }

        String told = printed.toString(StandardCharsets.UTF_8);
        assertThat(told)
                .containsSubsequence(
                        "Brompton M6L, 650 EUR",
                        "price 650 EUR is at most 700 EUR",
                        "Brompton, frame broken, 120 EUR",
                        "Brompton P Line, 2100 EUR",
                        "/ads?q=brompton: OK",
                        "/ads?page=2: OK");
        assertThat(told).containsOnlyOnce("is at most 700 EUR");
    }
}
