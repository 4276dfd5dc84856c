package dev.souk.benchmarks;

import dev.souk.benchmarks.agreement.AgreementBenchmark;
import dev.souk.benchmarks.cache.CacheBenchmark;
import dev.souk.benchmarks.delivery.DeliveryBenchmark;
import dev.souk.benchmarks.engine.EngineBenchmark;
import dev.souk.benchmarks.extraction.ExtractionBenchmark;
import dev.souk.benchmarks.guards.GuardsBenchmark;
import dev.souk.benchmarks.ingest.IngestBenchmark;
import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.benchmarks.parsing.MutationsBenchmark;
import dev.souk.benchmarks.parsing.ParsingBenchmark;
import dev.souk.benchmarks.politeness.PolitenessBenchmark;
import dev.souk.benchmarks.search.SearchBenchmark;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the benchmarks that are named, or all of them, on a durable server. An argument with an equals sign is a size:
 *
 * <pre>{@code ingest listings=1000 runs=1}</pre>
 */
public final class Benchmarks {

    /** To add one, add it here and to the smoke test. */
    private static final List<Benchmark> ALL = List.of(
            new IngestBenchmark(),
            new SearchBenchmark(),
            new CacheBenchmark(),
            new GuardsBenchmark(),
            new ExtractionBenchmark(),
            new PolitenessBenchmark(),
            new EngineBenchmark(),
            new AgreementBenchmark(),
            new ParsingBenchmark(),
            new MutationsBenchmark(),
            new DeliveryBenchmark());

    private Benchmarks() {}

    /** Runs what the arguments name and prints tables. */
    public static void main(String[] arguments) {
        List<String> names = new ArrayList<>();
        Map<String, String> sizes = new LinkedHashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 0) {
                names.add(argument);
            } else {
                sizes.put(argument.substring(0, sign), argument.substring(sign + 1));
            }
        }
        run(names, Sizes.of(sizes), System.out);
    }

    static void run(List<String> names, Sizes sizes, PrintStream out) {
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(ALL.stream()
                    .filter(benchmark -> benchmark.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no benchmark is called '" + name + "'")));
        }
        for (Benchmark benchmark : chosen.isEmpty() ? ALL : chosen) {
            // A server of its own for each, so that none measures what another has left behind.
            try (DurablePostgres server = DurablePostgres.start()) {
                out.printf(Locale.ROOT, "%n## %s%n%n%s%n", benchmark.name(), server.describe());
                benchmark.run(server, sizes, out);
            }
        }
    }
}
