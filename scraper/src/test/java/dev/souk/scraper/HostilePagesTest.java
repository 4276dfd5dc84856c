package dev.souk.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.souk.model.SourceId;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, a source answers in time, with a type, and never calls it empty. */
class HostilePagesTest {

    private static final long SEED = 20261123;

    static List<ListingSource> sources() {
        return List.of(
                FacebookMarketplaceSource.builder().permissionGranted().build(),
                SchemaOrgSource.builder(new SourceId("site"))
                        .page(URI.create("https://site.example/"))
                        .readsWhatIsShown()
                        .build());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void withstandsNoise(ListingSource source) {
        String open = "<script type='application/json'>marketplace";
        String openLd = "<script type='application/ld+json'>";
        List<String> bodies = List.of(
                noise(3_000_000),
                open + noise(1_000_000),
                openLd + noise(1_000_000),
                "<div itemscope itemtype='https://schema.org/Product'>".repeat(20_000),
                "<div itemscope itemprop=offers itemtype='https://schema.org/Product'>".repeat(20_000),
                open.replace("marketplace", "{\"marketplace\":") + "[".repeat(1_000_000),
                openLd + "{\"@type\":\"Product\",\"offers\":".repeat(100_000),
                openLd + "{\"@type\":\"Product\",\"name\":\"x\",\"offers\":{\"price\":1e999999999}}</script>",
                "<script type='application/json'>{\"marketplace_search\":{\"edges\":[{\"node\":{\"listing\":{\"id\":"
                        + "9".repeat(200) + "}}}]}}</script>",
                "<div id=a itemscope itemtype='https://schema.org/Product' itemref='a b'><p id=b itemprop=isRelatedTo"
                        + " itemscope itemref='a b'></div>",
                "{".repeat(500_000),
                "\u0000".repeat(100_000));

        for (String body : bodies) {
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                ParsedPage parsed = source.parse(Recorded.list("https://site.example/marketplace/search/", body));
                assertThat(parsed).isNotInstanceOf(ParsedPage.Empty.class);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void withstandsGoodPagesThatWereDamaged(ListingSource source) {
        Random random = new Random(SEED);
        for (String name : List.of("facebook_search.html", "facebook_item_rental.html", "schemaorg_list.html")) {
            String good = Recorded.own(name);
            for (int round = 0; round < 150; round++) {
                String cut = good.substring(0, random.nextInt(good.length()));
                String bad = scrambled(good, random);

                assertThatCode(() -> {
                            source.parse(Recorded.item("https://site.example/marketplace/item/200001/", cut));
                            source.parse(Recorded.list("https://site.example/search", bad))
                                    .listings();
                        })
                        .as("seed %d, %s, round %d", SEED, name, round)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String scrambled(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int damage = 0; damage < 20; damage++) {
            text.setCharAt(random.nextInt(text.length()), "\"{}[]:,0n<\u0000\ud800".charAt(random.nextInt(12)));
        }
        return text.toString();
    }

    private static String noise(int length) {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) (' ' + random.nextInt(200)));
        }
        return text.toString();
    }
}
