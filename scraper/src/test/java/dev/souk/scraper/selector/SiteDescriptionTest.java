package dev.souk.scraper.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.scraper.selector.SourceDescriptionException.Problem;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.WordSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SiteDescriptionTest {

    private static final String GOOD = """
            format: 1
            source: little
            currency: EUR
            timeZone: Europe/Paris
            dates: month-first
            search:
              url: https://market.example/?q={text}
              keepsTo: text
            list:
              listings: li
              fields:
                id: {attr: id}
                title: h2
              next: {css: a.next, attr: href}
            """;

    /** What is changed in the good description, where the problem is, and a part of what is said. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("format: 1", "format: 2", 1, "format", "format 2 is not known"),
                mistake("source: little", "source: lit tle", 2, "source", "white space"),
                mistake("source: little\n", "", 1, "source", "is missing"),
                mistake("currency: EUR", "currency: euro", 3, "currency", "ISO 4217"),
                mistake("currency: EUR", "curency: EUR", 3, "curency", "not known here; known are"),
                mistake("Europe/Paris", "Paris", 4, "timeZone", "time zone"),
                mistake("month-first", "american", 5, "dates", "day-first or month-first"),
                mistake("{text}", "{words}", 7, "search.url", "no place named {words}"),
                mistake("https://market.example/?q={text}", "/?q={text}", 7, "search.url", "absolute"),
                mistake("https://market.example/", "https://{text}.example/", 7, "search.url", "site's name"),
                mistake("keepsTo: text", "keepsTo: price", 8, "search.keepsTo", "no place"),
                mistake("keepsTo: text", "keepsTo: everything", 8, "search.keepsTo", "must be one of text"),
                mistake("keepsTo: text", "wordForms: stemmed", 8, "search.wordForms", "must be one of literal"),
                mistake("keepsTo: text", "pricedIn: euro", 8, "search.pricedIn", "ISO 4217"),
                mistake("keepsTo: text", "widestRadiusKm: 0", 8, "search.widestRadiusKm", "from 1 to 20038"),
                mistake("listings: li", "listings: 'li['", 10, "list.listings", "not a CSS selector"),
                mistake("listings: li", "listings: 'li:matches(a+)'", 10, "list.listings", "patterns"),
                mistake("id: {attr: id}", "id: /id", 12, "list.fields.id", "looks into data"),
                mistake("id: {attr: id}", "id: {attr: id, json: /id}", 12, "list.fields.id", "must have one of"),
                mistake("id: {attr: id}", "id: {attr: id, read: text}", 12, "list.fields.id", "attr and read"),
                mistake("id: {attr: id}", "id: {attr: id, match: '('}", 12, "list.fields.id.match", "not a pattern"),
                mistake(
                        "id: {attr: id}",
                        "id: {attr: id, match: '((a{9}){99}){99}'}",
                        12,
                        "list.fields.id.match",
                        "repeats"),
                mistake("    id: {attr: id}\n", "", 10, "list", "no rule for id or url"),
                mistake("title: h2", "titel: h2", 13, "list.fields.titel", "not known here"),
                mistake("title: h2", "title:", 13, "list.fields.title.css", "has no value"),
                mistake("next: {css: a.next, attr: href}", "next: [a]", 14, "list.next", "must be a mapping"),
                mistake("list:", "lists:", 1, "list", "is missing"));
    }

    private static Arguments mistake(String good, String bad, int line, String key, String message) {
        assertThat(GOOD).contains(good);
        return Arguments.of(GOOD.replace(good, bad), line, key, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsLineAndKey(String description, int line, String key, String message) {
        SourceDescriptionException e =
                catchThrowableOfType(SourceDescriptionException.class, () -> SelectorSource.of(description));

        assertThat(e.problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains(message);
        });
        assertThat(e).hasMessageContaining("line " + line + ", " + key + ": ");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        SourceDescriptionException e = catchThrowableOfType(
                SourceDescriptionException.class,
                () -> SelectorSource.of(
                        GOOD.replace("EUR", "euro").replace("h2", "'h2['").replace("li\n", "'li['\n")));

        assertThat(e.problems())
                .extracting(Problem::key)
                .containsExactly("currency", "list.listings", "list.fields.title.css");
    }

    @Test
    void whatIsNoDescriptionAtAllIsRefusedWithItsLine() {
        for (String bad : List.of(
                "",
                "words",
                "- a\n- b",
                "{\"format\": 1",
                "format: 1\nformat: 1",
                "a: &x 1\nb: *x",
                "a: 1\n---\nb: 2",
                "a:\n\t- tab",
                "x".repeat(300_000),
                "[".repeat(50_000))) {
            assertThatExceptionOfType(SourceDescriptionException.class)
                    .as(bad.substring(0, Math.min(20, bad.length())))
                    .isThrownBy(() -> SelectorSource.of(bad))
                    .withMessageContaining("line ");
        }
    }

    @Test
    void yamlAndJsonSayTheSame() throws IOException {
        String json = new YAMLMapper().readTree(GOOD).toString();

        assertThat(SelectorSource.of(json).capabilities())
                .isEqualTo(SelectorSource.of(GOOD).capabilities());
    }

    @Test
    void aDescriptionSaysWhatTheSearchMeansByWordsAndPricesAndHowFarItReaches() throws IOException {
        String told = GOOD.replace(
                "keepsTo: text",
                "keepsTo: text\n  wordsIn: title-and-description\n  wordForms: folded\n  pricedIn: EUR\n"
                        + "  widestRadiusKm: 75");

        SourceCapabilities site = SelectorSource.of(told).capabilities();

        assertThat(site.words().fields()).isEqualTo(WordSearch.Fields.TITLE_AND_DESCRIPTION);
        assertThat(site.words().forms()).isEqualTo(WordSearch.Forms.FOLDED);
        assertThat(site.currency()).isEqualTo("EUR");
        assertThat(site.widestRadiusKm()).isEqualTo(75);
        assertThat(schemaErrors(told)).isEmpty();
        SourceCapabilities silent = SelectorSource.of(GOOD).capabilities();
        assertThat(silent.words().fields()).isEqualTo(WordSearch.Fields.NOT_KNOWN);
        assertThat(silent.words().forms()).isEqualTo(WordSearch.Forms.NOT_KNOWN);
        assertThat(silent.currency()).isNull();
        assertThat(silent.widestRadiusKm()).isEqualTo(500);
    }

    @Test
    void theSchemaTakesWhatTheReaderTakes() throws IOException {
        assertThat(schemaErrors(GOOD)).isEmpty();
        assertThat(schemaErrors(SelectorSourceTest.resource("little-market.yaml")))
                .isEmpty();
    }

    @Test
    void theExampleInTheDocumentationCanBeUsed() throws IOException {
        String page = Files.readString(Path.of("../docs/describing-a-site.md"));
        int start = page.indexOf("```yaml\n") + 8;
        String example = page.substring(start, page.indexOf("```", start));

        assertThat(SelectorSource.of(example).id()).hasToString("little-market");
        assertThat(schemaErrors(example)).isEmpty();
    }

    /** A schema cannot know time zones, selectors and patterns; what it can know it must say. */
    @Test
    void theSchemaRefusesWhatItCanKnowToBeWrong() throws IOException {
        List<String> beyondIt =
                List.of("time zone", "CSS selector", "patterns", "not a pattern", "repeats", "no place");
        for (Arguments mistake : mistakes().toList()) {
            String message = (String) mistake.get()[3];
            if (beyondIt.stream().noneMatch(message::contains) && !message.equals("looks into data")) {
                assertThat(schemaErrors((String) mistake.get()[0])).as(message).isNotEmpty();
            }
        }
    }

    @Test
    void theSchemaNamesTheFieldsThatTheReaderKnows() throws IOException {
        JsonNode schema = new YAMLMapper().readTree(schemaText());

        assertThat(schema.at("/$defs/fields/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Fields.NAMES);
    }

    private static List<?> schemaErrors(String description) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON);
        return schema.validate(new YAMLMapper().readTree(description).toString(), InputFormat.JSON);
    }

    private static String schemaText() throws IOException {
        try (var in = SelectorSource.class.getResourceAsStream("site-description.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
