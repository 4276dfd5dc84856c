package dev.souk.notify;

import static dev.souk.notify.Samples.brompton;
import static dev.souk.notify.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleNotifierTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void printsABlockForEachMessage() {
        DeliveryResult result = new ConsoleNotifier(out).send(delivery(42, brompton()));

        assertThat(result).isEqualTo(DeliveryResult.delivered());
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("to user 5")
                .contains("  Brompton M6L, 650 EUR in Houston, TX: matches 'Folding bikes'\n")
                .contains("  | https://www.facebook.com/marketplace/item/628088039705732/");
    }

    @Test
    void letsNoListingSteerTheTerminal() {
        new ConsoleNotifier(out).send(delivery(42, brompton("Bike \u001B[2J\u009B31m")));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001B")
                .doesNotContain("\u009B");
    }
}
