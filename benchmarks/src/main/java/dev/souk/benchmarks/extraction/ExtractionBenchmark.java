package dev.souk.benchmarks.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.schemaorg.SchemaOrgSource;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.RawListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The product-extraction-benchmark of Zyte (2020): price, sku and availability of shop pages, against what people wrote
 * down. Needs no database; and the pages, in the folder that {@code souk.recorded} names, without which it says so.
 */
public final class ExtractionBenchmark implements Benchmark {

    private static final String FOLDER = "generic/product-extraction-benchmark";
    private static final Instant RECORDED = Instant.parse("2020-11-30T00:00:00Z");

    /** F1 of price, sku and availability on all 140 pages, as its authors published them. */
    private static final Map<String, double[]> PUBLISHED = published();

    private static Map<String, double[]> published() {
        Map<String, double[]> figures = new LinkedHashMap<>();
        figures.put("the best commercial one", new double[] {0.918, 0.841, 0.957});
        figures.put("Diffbot", new double[] {0.824, 0.765, 0.943});
        figures.put("the open-source one", new double[] {0.685, 0.537, 0.626});
        return figures;
    }

    @Override
    public String name() {
        return "extraction";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        String recorded = System.getProperty("souk.recorded", "");
        Path folder = Path.of(recorded).resolve(FOLDER);
        if (recorded.isBlank() || !Files.isDirectory(folder)) {
            out.println("NOT MEASURED: the pages are not part of the repository; run with -Dsouk.recorded=<folder>");
            print(Map.of(), out);
            return;
        }
        Map<String, Tally> ways = new LinkedHashMap<>();
        ways.put("Souk, data and what is shown", new Tally());
        ways.put("Souk, data alone", new Tally());
        ListingSource all = source().readsWhatIsShown().build();
        ListingSource data = source().build();
        truth(folder).properties().forEach(entry -> {
            Path file = folder.resolve("html/" + entry.getKey() + ".html.gz");
            if (Files.exists(file)) {
                Page page = page(entry.getValue().path("url").asText(), file);
                Truth truth = Truth.of(entry.getValue());
                ways.get("Souk, data and what is shown").add(truth, listing(all, page));
                ways.get("Souk, data alone").add(truth, listing(data, page));
            }
        });
        print(ways, out);
    }

    private static SchemaOrgSource.Builder source() {
        return SchemaOrgSource.builder(new SourceId("shop")).page(URI.create("https://shop.example/"));
    }

    private static Optional<RawListing> listing(ListingSource source, Page page) {
        return source.parse(page).listings().stream().findFirst();
    }

    private static JsonNode truth(Path folder) {
        try {
            return new ObjectMapper()
                    .readTree(folder.resolve("ground-truth.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("ground truth in " + folder, unreadable);
        }
    }

    private static Page page(String address, Path file) {
        URI url = URI.create(address.replaceFirst("#.*", "").replace("|", "%7C").replace(" ", "%20"));
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            String body = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return new Page(PageRequest.item(url), url, body, RECORDED);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    private static void print(Map<String, Tally> ways, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n**F1: right if it is one of the annotated values, a price if it is the same number**%n%n");
        out.printf(Locale.ROOT, "| way | pages | price | sku | availability |%n|---|---|---|---|---|%n");
        ways.forEach((way, tally) -> out.printf(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f |%n",
                way,
                tally.pages(),
                tally.price().f1(),
                tally.sku().f1(),
                tally.availability().f1()));
        PUBLISHED.forEach((way, f1) ->
                out.printf(Locale.ROOT, "| %s (published) | 140 | %.3f | %.3f | %.3f |%n", way, f1[0], f1[1], f1[2]));
        ways.values().stream()
                .limit(1)
                .forEach(tally -> out.printf(
                        Locale.ROOT,
                        "%nPrecision and recall of the first: price %s, sku %s, availability %s%n",
                        tally.price(),
                        tally.sku(),
                        tally.availability()));
        out.flush();
    }
}
