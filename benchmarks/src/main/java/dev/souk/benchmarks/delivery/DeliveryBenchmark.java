package dev.souk.benchmarks.delivery;

import dev.souk.benchmarks.measure.Benchmark;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.Sizes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * From a listing that is committed to a message that is received, by 1, 2 and 4 hosts, each a process with its own
 * connections and alerts in memory, on one server; receivers and load are on the same machine.
 *
 * <p>Rates: so many listings are committed, then matched by all hosts at once; then what that gave is sent by all hosts at
 * once to webhooks on this machine, and in further runs by mail, of which a connection takes a batch. Delays, of webhooks: the hosts run in the background, as {@code start()} runs them, while listings
 * come at a steady rate; from the time at which a listing was due to be committed until its message was received.
 *
 * <p>Rates while listings come ({@link Flood}): the same hosts in the background, while listings are committed as fast as
 * can be.
 *
 * <p>Sizes: {@code alerts} (100,000), {@code users} (10,000), {@code told} (10: so many percent of the alerts send a
 * message at once, of the others a match is only recorded), {@code listings} (3,000 to be matched in a run), {@code runs},
 * {@code rate} (200 listings a second), {@code page} (10 in a commit), {@code seconds} (60), {@code warm} (10 seconds of
 * load before that, not counted), {@code most} (4 hosts).
 */
public final class DeliveryBenchmark implements Benchmark {

    /** For the list of benchmarks. */
    public DeliveryBenchmark() {}

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public void run(DurablePostgres server, Sizes sizes, PrintStream out) {
        int alerts = sizes.get("alerts", 100_000);
        int told = sizes.get("told", 10);
        int rate = sizes.get("rate", 200);
        List<Row> rows = new ArrayList<>();
        String connections;
        try (Town town = new Town(server, alerts, Math.min(alerts, sizes.get("users", 10_000)), told);
                Hooks hooks = Hooks.start();
                Mails mails = Mails.start()) {
            for (int hosts = 1; hosts <= sizes.get("most", 4); hosts *= 2) {
                rows.add(measure(hosts, town, hooks, mails, sizes));
            }
            town.tellBy("email");
            for (Row row : rows) {
                try (Hosts hosts = new Hosts(row.hosts(), town, hooks, mails)) {
                    row.byMail().addAll(rates(hosts, sizes.runs(), town, sizes));
                }
            }
            connections = mails.describe();
        }
        out.printf(
                Locale.ROOT,
                "%n**%,d alerts, of which %d %% send a message; delays at %d listings a second**%n%n",
                alerts,
                told,
                rate);
        out.println(
                "| hosts | listings matched/s | matches recorded/s | while listings come | webhooks sent/s | mails sent/s "
                        + "| delay p50, ms | p99, ms | longest, ms | messages |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> out.println(row.line()));
        out.printf(Locale.ROOT, "%n%s.%n", connections);
        out.flush();
    }

    private static Row measure(int count, Town town, Hooks hooks, Mails mails, Sizes sizes) {
        try (Hosts hosts = new Hosts(count, town, hooks, mails)) {
            List<Rates> rates = rates(hosts, sizes.runs(), town, sizes);
            int rate = sizes.get("rate", 200);
            int page = sizes.get("page", 10);
            OpenLoad warmUp = new OpenLoad(town, rate, page, sizes.get("warm", 10));
            OpenLoad load = new OpenLoad(town, rate, page, sizes.get("seconds", 60));
            hosts.together(HostMain.Task.START);
            warmUp.run(hooks);
            List<Long> delays = load.run(hooks);
            List<Double> flooded = new ArrayList<>();
            for (int run = 0; run < sizes.runs(); run++) {
                flooded.add(new Flood(town, sizes.get("listings", 3_000)).run());
            }
            return new Row(count, rates, flooded, new ArrayList<>(), delays);
        }
    }

    /**
     * Of so many runs, and of one before them for each host, that warms up and counts for nothing: else the row of many would
     * be that of code which is compiled less.
     */
    private static List<Rates> rates(Hosts hosts, int runs, Town town, Sizes sizes) {
        List<Rates> rates = new ArrayList<>();
        for (int run = -hosts.count(); run < runs; run++) {
            Rates figures = rates(hosts, town, sizes.get("listings", 3_000));
            if (run >= 0) {
                rates.add(figures);
            }
        }
        town.tidy();
        return rates;
    }

    private static Rates rates(Hosts hosts, Town town, int listings) {
        town.list(town.makeListings(listings));
        long start = System.nanoTime();
        int matches = hosts.together(HostMain.Task.MATCH);
        long matched = System.nanoTime();
        int sent = hosts.together(HostMain.Task.DISPATCH);
        long end = System.nanoTime();
        if (!town.isIdle()) {
            throw new IllegalStateException("not all was matched and sent");
        }
        double matching = (matched - start) / 1e9;
        return new Rates(listings / matching, matches / matching, sent / ((end - matched) / 1e9));
    }

    /** Of one run, each in a second. */
    private record Rates(double listings, double matches, double sent) {}

    /** What so many hosts do. */
    private record Row(int hosts, List<Rates> rates, List<Double> flooded, List<Rates> byMail, List<Long> delays) {

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s | %s | %s | %s | %,d |",
                    hosts,
                    ofRuns(rates, Rates::listings),
                    ofRuns(rates, Rates::matches),
                    ofRuns(flooded, Double::doubleValue),
                    ofRuns(rates, Rates::sent),
                    ofRuns(byMail, Rates::sent),
                    millis(0.50),
                    millis(0.99),
                    millis(1),
                    delays.size());
        }

        /** The median, which of an even number is the mean of the middle two, with the least and the greatest. */
        private static <T> String ofRuns(List<T> runs, ToDoubleFunction<T> figure) {
            double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
            if (sorted.length == 0) {
                return "none";
            }
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", median, sorted[0], sorted[sorted.length - 1]);
        }

        /** The smallest delay that so great a share of the messages did not exceed. */
        private String millis(double share) {
            if (delays.isEmpty()) {
                return "none";
            }
            int place = (int) Math.ceil(share * delays.size()) - 1;
            return String.format(Locale.ROOT, "%,.0f", delays.get(Math.max(0, place)) / 1e6);
        }
    }
}
