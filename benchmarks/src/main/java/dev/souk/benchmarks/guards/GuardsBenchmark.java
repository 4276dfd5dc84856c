package dev.souk.benchmarks.guards;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import java.io.PrintStream;
import java.util.List;

/**
 * The same calls with a guard and without it, one thread, each call a transaction: {@code asUser} by the app role instead
 * of the owner; the audit trigger on alerts; AES-GCM and the blind index instead of plain text. Everything else is the
 * same on both sides. Sizes: {@code calls} (500 in a cell), {@code runs}.
 */
public final class GuardsBenchmark implements Benchmark {

    /** For the list of benchmarks. */
    public GuardsBenchmark() {}

    @Override
    public String name() {
        return "guards";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        int calls = sizes.get("calls", 500);
        try (GuardedAccounts accounts = new GuardedAccounts(server)) {
            measure(
                    "Row level security, calls a second",
                    GuardedCall.ofRowSecurity(accounts),
                    calls,
                    sizes.runs(),
                    out);
            measure("Audit log, calls a second", GuardedCall.ofAudit(accounts), calls, sizes.runs(), out);
            measure("Encrypted fields, calls a second", GuardedCall.ofEncryption(accounts), calls, sizes.runs(), out);
        }
    }

    private static void measure(String title, List<GuardedCall> guarded, int calls, int runs, PrintStream out) {
        ResultTable rates = ResultTable.ofRates(title, GuardedCall.WITH);
        for (int run = 0; run <= runs; run++) {
            for (GuardedCall call : guarded) {
                double[] figures = call.rates(calls, run % 2 == 1);
                // The first run warms up and counts for nothing.
                if (run > 0) {
                    rates.add(GuardedCall.WITHOUT, call.work(), figures[0]);
                    rates.add(GuardedCall.WITH, call.work(), figures[1]);
                }
            }
        }
        rates.print(out);
    }
}
