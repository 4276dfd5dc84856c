package dev.souk.scraper.schemaorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.souk.model.SourceId;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ParsedPage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a price read off a real shop page is the one that people read there (product-extraction-benchmark, 2020). */
class ProductExtractionBenchmarkTest {

    private final SchemaOrgSource source = SchemaOrgSource.builder(new SourceId("shop"))
            .page(URI.create("https://shop.example/"))
            .build();

    @Test
    void readsThePriceThatPeopleRead() throws IOException {
        Path folder = Recorded.folder().resolve("generic/product-extraction-benchmark");
        JsonNode truth =
                new ObjectMapper().readTree(folder.resolve("ground-truth.json").toFile());
        List<String> report = new ArrayList<>();
        int[] counts = new int[4];

        truth.properties().forEach(entry -> {
            String url = entry.getValue()
                    .path("url")
                    .asText()
                    .replaceFirst("#.*", "")
                    .replace("|", "%7C");
            Page page = Recorded.item(url, Recorded.read(folder.resolve("html/" + entry.getKey() + ".html.gz")));
            ParsedPage parsed = source.parse(page);
            counts[0] += parsed.listings().isEmpty() ? 0 : 1;
            String expected = entry.getValue().path("price").path(0).asText("");
            if (expected.isEmpty() || parsed.listings().isEmpty()) {
                return;
            }
            Optional<BigDecimal> read = price(page, parsed);
            counts[1]++;
            counts[2] += read.isPresent() ? 1 : 0;
            boolean same = read.filter(amount -> amount.compareTo(number(expected)) == 0)
                    .isPresent();
            counts[3] += same ? 1 : 0;
            if (!same) {
                report.add(url + ": " + expected + " read as " + read + " of "
                        + parsed.listings().get(0).price());
            }
        });

        String summary =
                "%d of %d pages hold a listing; of %d with a true price %d have one that we read, %d the same%n%s"
                        .formatted(counts[0], truth.size(), counts[1], counts[2], counts[3], String.join("\n", report));
        System.getLogger("benchmark").log(System.Logger.Level.INFO, summary);
        assertThat(counts[3]).as(summary).isGreaterThanOrEqualTo(counts[2] * 85 / 100);
    }

    private static Optional<BigDecimal> price(Page page, ParsedPage parsed) {
        Normalized normalized = new ListingNormalizer()
                .normalize(new SourceId("shop"), page.url(), parsed.listings().get(0));
        return normalized instanceof Normalized.Accepted accepted
                ? Optional.ofNullable(accepted.listing().price()).map(price -> price.amount())
                : Optional.empty();
    }

    /** The benchmark writes 23450 as "23.450". */
    private static BigDecimal number(String truth) {
        String plain = truth.replaceAll("[^\\d.]", "");
        return new BigDecimal(plain.matches("\\d{1,3}\\.\\d{3}") ? plain.replace(".", "") : plain);
    }
}
