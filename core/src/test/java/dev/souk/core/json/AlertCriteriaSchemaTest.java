package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCriteriaSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(AlertCriteriaJson.schema(), InputFormat.JSON);

    private static List<?> errors(String document) {
        return SCHEMA.validate(document, InputFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesWhateverIsWritten(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String document = AlertCriteriaJson.write(RandomCriteria.next(random));

            assertThat(errors(document)).as("seed %d: %s", seed, document).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesADamagedDocumentIfTheReaderStillDoes(long seed) throws IOException {
        Random random = new Random(seed);
        String example = exampleOfTheDocumentation();
        String alphabet = "{}[]\",:0123456789.eE-+" + example;
        int read = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(example);
            damaged.setCharAt(random.nextInt(damaged.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            String document = damaged.toString();
            if (isRead(document)) {
                read++;
                assertThat(errors(document)).as("seed %d: %s", seed, document).isEmpty();
            }
        }
        assertThat(read).as("documents that are still read, seed %d", seed).isGreaterThan(100);
    }

    private static boolean isRead(String document) {
        try {
            AlertCriteriaJson.read(document);
            return true;
        } catch (InvalidCriteriaException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"version\": 2}",
                "{\"version\": \"1\"}",
                "{\"colour\": \"red\"}",
                "{\"sources\": \"facebook\"}",
                "{\"sources\": [\"two words\"]}",
                "{\"excludedSources\": [7]}",
                "{\"categories\": [\"\"]}",
                "{\"price\": {\"min\": 1}}",
                "{\"price\": {\"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": -1, \"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": \"1\", \"currency\": \"EUR\"}}",
                "{\"price\": {\"min\": 1, \"currency\": \"eur\"}}",
                "{\"price\": {\"min\": 1, \"currency\": \"EUR\", \"unknown\": true}}",
                "{\"keywords\": [\"red\"]}",
                "{\"keywords\": {\"some\": [\"red\"]}}",
                "{\"location\": null}",
                "{\"near\": {\"latitude\": 91, \"longitude\": 0, \"radiusKm\": 1}}",
                "{\"near\": {\"latitude\": 0, \"longitude\": 0, \"radiusKm\": 0}}",
                "{\"near\": {\"latitude\": 0, \"longitude\": 0}}",
                "{\"sellers\": {\"all\": [\"ada\"]}}",
                "{\"attributes\": [{\"name\": \"condition\"}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"like\", \"value\": 5}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"<\", \"value\": \"x\"}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"between\", \"min\": 1}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"in\", \"values\": []}]}",
                "{\"attributes\": [{\"name\": \"a\", \"op\": \"exists\", \"value\": 5}]}",
                "{\"attributes\": [{\"name\": \"a\", \"value\": {\"day\": \"2026-01-31\"}}]}",
                "{\"priceDrop\": {}}",
                "{\"priceDrop\": {\"minAmount\": 5}}",
                "{\"priceDrop\": {\"minPercent\": 5, \"currency\": \"EUR\"}}",
                "{\"priceDrop\": {\"minPercent\": 0}}",
                "{\"priceDrop\": {\"minPercent\": 10.5}}",
                "{\"minPhotos\": 0}",
                "{\"listedWithin\": 7}",
                "{\"listedWithin\": \"7 days\"}",
                "{\"suspiciousPrices\": \"left out\"}",
                "{\"near\": {\"polygon\": [{\"latitude\": 0, \"longitude\": 0}, {\"latitude\": 1, \"longitude\": 0}]}}",
                "{\"near\": {\"polygon\": [], \"radiusKm\": 1}}",
                "{\"priceDrop\": {\"target\": 5}}"
            })
    void refusesAsTheReaderDoesWhatItCanKnowToBeWrong(String document) {
        assertThat(errors(document)).isNotEmpty();
        assertThatThrownBy(() -> AlertCriteriaJson.read(document)).isInstanceOf(InvalidCriteriaException.class);
    }

    @Test
    void namesTheKeysThatTheReaderKnows() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(AlertCriteriaJson.schema());

        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(AlertCriteriaJson.KEYS);
    }

    @Test
    void takesTheExampleOfTheDocumentationAsTheReaderDoes() throws IOException {
        String example = exampleOfTheDocumentation();

        assertThat(errors(example)).isEmpty();
        assertThat(isRead(example)).isTrue();
    }

    private static String exampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/criteria.md"));
        int start = page.indexOf("```json\n") + 8;
        return page.substring(start, page.indexOf("```", start));
    }
}
