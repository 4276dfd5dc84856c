package dev.souk.faults;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a host takes: a process writes it into its log, and the test reads it there.
 *
 * @param heapMegabytes that are in use after a collection
 */
record Footprint(double heapMegabytes, int threads) {

    private static final Pattern LINE = Pattern.compile("takes ([\\d.]+) MB and (\\d+) threads");
    private static final double MEGABYTE = 1 << 20;

    /** Of this process, after a collection. */
    static Footprint ofThis() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return new Footprint(
                memory.getHeapMemoryUsage().getUsed() / MEGABYTE,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** All that stand in a log, in order. */
    static List<Footprint> in(String log) {
        return LINE.matcher(log)
                .results()
                .map(found -> new Footprint(Double.parseDouble(found.group(1)), Integer.parseInt(found.group(2))))
                .toList();
    }

    /** As a line of a log. */
    String line() {
        return String.format(Locale.ROOT, "takes %.1f MB and %d threads", heapMegabytes, threads);
    }
}
