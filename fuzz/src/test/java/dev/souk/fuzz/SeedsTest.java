package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.InvalidCriteriaException;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.TextQuery;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seeds that nobody understands would lead nowhere. */
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

    /** A query or criteria that cannot be read say so by their names; all others are read. */
    private static final String REFUSED = "refused-";

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

    @Test
    void everyQueryIsReadUnlessItsNameSaysThatItIsRefused() throws IOException, URISyntaxException {
        isReadUnlessRefused("query", TextQuery::parse, InvalidQueryException.class);
    }

    @Test
    void allCriteriaAreReadUnlessTheirNameSaysThatTheyAreRefused() throws IOException, URISyntaxException {
        isReadUnlessRefused("criteria", AlertCriteriaJson::read, InvalidCriteriaException.class);
    }

    private static void isReadUnlessRefused(
            String target, Function<String, Object> reader, Class<? extends Throwable> refusal)
            throws IOException, URISyntaxException {
        List<Path> refused = new ArrayList<>();
        List<Path> read = new ArrayList<>();
        files("WordsFuzzTestInputs/" + target)
                .forEach(seed -> (seed.getFileName().toString().startsWith(REFUSED) ? refused : read).add(seed));

        for (Path seed : read) {
            String text = text(seed);
            assertThatCode(() -> reader.apply(text)).as("%s", seed).doesNotThrowAnyException();
        }
        for (Path seed : refused) {
            String text = text(seed);
            assertThatThrownBy(() -> reader.apply(text)).as("%s", seed).isInstanceOf(refusal);
        }
        assertThat(read).hasSizeGreaterThan(3);
    }

    /** As the target reads it: what is no UTF-8 is replaced. */
    private static String text(Path seed) throws IOException {
        return new String(Files.readAllBytes(seed), StandardCharsets.UTF_8);
    }

    /** By the schema, so that a new key has its seed, too. */
    @Test
    void theWholeCriteriaHaveEveryKey() throws IOException, URISyntaxException {
        Path whole = files("WordsFuzzTestInputs/criteria").stream()
                .filter(seed -> seed.endsWith("whole.json"))
                .findFirst()
                .orElseThrow();
        Set<String> keys = new TreeSet<>();
        keys(new ObjectMapper().readTree(text(whole)), keys);
        Set<String> known = new TreeSet<>();
        properties(new ObjectMapper().readTree(AlertCriteriaJson.schema()), known);

        assertThat(keys).isEqualTo(known).hasSizeGreaterThan(30);
    }

    private static void keys(JsonNode document, Set<String> keys) {
        document.fieldNames().forEachRemaining(keys::add);
        document.forEach(part -> keys(part, keys));
    }

    private static void properties(JsonNode schema, Set<String> names) {
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.forEach(part -> properties(part, names));
    }

    private static List<Path> seeds(String target) throws IOException, URISyntaxException {
        return files("SourcesFuzzTestInputs/" + target).stream()
                .filter(file -> !HOSTILE.contains(file.getFileName().toString()))
                .toList();
    }

    private static List<Path> files(String folder) throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(SeedsTest.class.getResource(folder), folder)
                .toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }
}
