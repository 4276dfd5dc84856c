package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theBomHasEveryModuleThatIsPublishedAndNoOther() {
        List<String> published = all(pom(ROOT), "<module>([a-z-]+)</module>").stream()
                .filter(module -> !module.equals("bom"))
                .map(ROOT::resolve)
                .map(BomTest::pom)
                .filter(pom -> !pom.contains("<maven.deploy.skip>true"))
                .map(pom -> all(pom, "<artifactId>(souk-[a-z-]+)</artifactId>").get(0))
                .toList();

        String bom = pom(ROOT.resolve("bom"));

        assertThat(all(bom, "<artifactId>(souk-[a-z-]+)</artifactId>\\s+<version>\\$\\{project.version}"))
                .containsExactlyElementsOf(published);
        assertThat(all(bom, "<version>([^$]+)</version>"))
                .containsExactlyElementsOf(all(pom(ROOT), "<artifactId>souk</artifactId>\\s+<version>([^<]+)"));
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String pom(Path module) {
        try {
            return Files.readString(module.resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
