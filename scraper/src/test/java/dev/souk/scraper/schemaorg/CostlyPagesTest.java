package dev.souk.scraper.schemaorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.souk.model.SourceId;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The work for a page grows with its length and not with the square of it. */
class CostlyPagesTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SchemaOrgSource source = SchemaOrgSource.builder(new SourceId("site"))
            .page(URI.create("https://site.example/"))
            .build();

    @Test
    void readsACategoryOfNothingButSpacesInTime() {
        String category = " ".repeat(200_000) + "x";

        ParsedPage parsed = parse("{\"@type\":\"Product\",\"name\":\"Bike\",\"category\":\"%s\"}".formatted(category));

        assertThat(parsed.listings()).hasSize(1);
    }

    @Test
    void readsAnAggregateOnceHoweverManyThingsReferToIt() {
        String things = repeated(3_000, "{\"@type\":\"Product\",\"name\":\"P%d\",\"offers\":{\"@id\":\"#g\"}}");
        String offers = repeated(3_000, "{\"name\":\"O%d\",\"url\":\"/item/%<d\"}");

        ParsedPage parsed =
                parse("[%s,{\"@id\":\"#g\",\"@type\":\"AggregateOffer\",\"offers\":[%s]}]".formatted(things, offers));

        assertThat(parsed.listings())
                .hasSizeLessThanOrEqualTo(1_000)
                .extracting(RawListing::title)
                .doesNotHaveDuplicates()
                .startsWith("O0", "O1");
    }

    @Test
    void readsAThingOnceHoweverManyElementsReferToIt() {
        String elements = repeated(5_000, "{\"@type\":\"ListItem\",\"position\":%d,\"item\":{\"@id\":\"#p\"}}");
        String thing =
                "{\"@id\":\"#p\",\"@type\":\"Product\",\"name\":\"Bike\",\"url\":\"/item/1\",\"description\":\"%s\"}"
                        .formatted("&amp; ".repeat(50_000));

        ParsedPage parsed = parse("[%s,{\"@type\":\"ItemList\",\"itemListElement\":[%s]}]".formatted(thing, elements));

        assertThat(parsed.listings()).hasSize(1);
    }

    @Test
    void readsOffersThatThingsShareInTime() {
        String things = repeated(
                3_000, "{\"@type\":\"Product\",\"name\":\"P%d\",\"url\":\"/item/%<d\",\"offers\":{\"@id\":\"#g\"}}");
        String offers = repeated(3_000, "{\"price\":%d}");

        ParsedPage parsed =
                parse("[%s,{\"@id\":\"#g\",\"@type\":\"Offer\",\"offers\":[%s]}]".formatted(things, offers));

        assertThat(parsed.listings()).hasSize(1_000);
    }

    @Test
    void readsThingsWithinThingsThatHaveSeveralNamesInTime() {
        String page = "<div itemscope itemtype='https://schema.org/WebPage'>"
                + "<div itemscope itemprop='about mentions hasPart mainEntity'>".repeat(17)
                + "<div itemscope itemtype='https://schema.org/Product' itemprop='about mentions'>"
                + "<span itemprop='name'>Brompton</span><a itemprop='url' href='/item/1'>x</a>"
                + "</div>".repeat(19);

        ParsedPage parsed = assertTimeoutPreemptively(
                SOON, () -> source.parse(Recorded.list("https://site.example/search?q=bike", page)));

        assertThat(parsed.listings()).extracting(RawListing::title).containsExactly("Brompton");
    }

    /** A copy of the thing for each offer would take gigabytes. */
    @Test
    void readsOffersOfOneThingThatSaysMuchInTime() {
        String offers = repeated(3_000, "{\"@type\":\"Offer\",\"url\":\"/item/%d\",\"itemOffered\":{\"@id\":\"#p\"}}");
        String thing = "{\"@id\":\"#p\",\"@type\":\"Product\",\"name\":\"Bike\",\"description\":\"%s\",%s}"
                .formatted("&amp; ".repeat(20_000), repeated(50_000, "\"p%d\":1"));

        ParsedPage parsed = parse("[%s,%s]".formatted(offers, thing));

        assertThat(parsed.listings()).hasSize(100);
    }

    @Test
    void readsADescriptionOfNestedBlocksInTime() {
        String description = "<div>".repeat(79_000) + "deep";

        ParsedPage parsed =
                parse("{\"@type\":\"Product\",\"name\":\"Bike\",\"description\":\"%s\"}".formatted(description));

        assertThat(parsed.listings()).hasSize(1);
    }

    private static String repeated(int times, String template) {
        return IntStream.range(0, times).mapToObj(template::formatted).collect(Collectors.joining(","));
    }

    private ParsedPage parse(String json) {
        String body = "<script type='application/ld+json'>%s</script>".formatted(json);
        return assertTimeoutPreemptively(
                SOON, () -> source.parse(Recorded.list("https://site.example/search?q=bike", body)));
    }
}
