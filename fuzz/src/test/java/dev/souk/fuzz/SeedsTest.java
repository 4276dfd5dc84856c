package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seeds that no source understands would lead nowhere. */
class SeedsTest {

    /** By the name of the target, which is that of the folder. */
    private static final Map<String, FuzzedSource> TARGETS = Map.ofEntries(
            Map.entry("facebook", FuzzedSource.FACEBOOK),
            Map.entry("craigslist", FuzzedSource.CRAIGSLIST),
            Map.entry("ebay", FuzzedSource.EBAY),
            Map.entry("ebayApi", FuzzedSource.EBAY_API),
            Map.entry("gumtree", FuzzedSource.GUMTREE),
            Map.entry("kijiji", FuzzedSource.KIJIJI),
            Map.entry("kleinanzeigen", FuzzedSource.KLEINANZEIGEN),
            Map.entry("olx", FuzzedSource.OLX),
            Map.entry("olxBrasil", FuzzedSource.OLX_BRASIL),
            Map.entry("vinted", FuzzedSource.VINTED),
            Map.entry("wallapop", FuzzedSource.WALLAPOP),
            Map.entry("schemaOrg", FuzzedSource.SCHEMA_ORG),
            Map.entry("feed", FuzzedSource.FEED),
            Map.entry("selectors", FuzzedSource.SELECTORS));

    /** These are hostile on purpose. */
    private static final List<String> HOSTILE = List.of("bomb.xml", "error.json");

    @Test
    void everySeedOfASourceHasAListing() throws IOException, URISyntaxException {
        for (Map.Entry<String, FuzzedSource> target : TARGETS.entrySet()) {
            for (Path seed : seeds(target.getKey())) {
                assertThat(target.getValue().read(Files.readAllBytes(seed)))
                        .as(target.getKey() + "/" + seed.getFileName())
                        .isPositive();
            }
        }
    }

    private static List<Path> seeds(String target) throws IOException, URISyntaxException {
        String folder = "SourcesFuzzTestInputs/" + target;
        Path path = Path.of(Objects.requireNonNull(SeedsTest.class.getResource(folder), folder)
                .toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !HOSTILE.contains(file.getFileName().toString()))
                    .toList();
        }
    }
}
