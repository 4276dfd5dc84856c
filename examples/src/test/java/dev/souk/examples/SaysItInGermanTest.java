package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaysItInGermanTest {

    @Test
    void tellsClauseByClauseInGermanWhyTheListingDoesNotMatch() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SaysItInGerman.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Weiteres: passt",
                        "Kostet mehr als 1.700,00 EUR",
                        "„brompton“ steht im Titel",
                        "Unerwünschte Wörter: passt",
                        "Ohne Ort",
                        "Fotos: passt nicht");
    }
}
