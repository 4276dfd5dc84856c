package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlertsAloneTest {

    @Test
    void tellsClauseByClauseWhyTheListingMatches() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AlertsAlone.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        "met: price 650 EUR is at most 700 EUR",
                        "met: \"brompton\" is in the title",
                        "met: \"broken\" does not occur",
                        "met: \"part\" does not occur")
                .doesNotContain("not met");
    }

    @Test
    void isTheCodeThatTheDocumentationShows() throws IOException {
        String page = Files.readString(Path.of("../docs/alerts.md"));
        int start = page.indexOf("```java\n") + 8;
        String shown = page.substring(start, page.indexOf("```", start));
        String here = Files.readString(Path.of("src/main/java/dev/souk/examples/AlertsAlone.java"));

        assertThat(here.replaceAll("\\s+", "")).contains(shown.replaceAll("\\s+", ""));
    }
}
