package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/** Time of the processor, not of the clock, since a machine is shared; and memory that is really in use. */
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private static final int MOST_ROUNDS_TO_WARM_UP = 10;
    private static final double NO_FASTER = 1.05;

    private Stopwatch() {}

    /** What this thread has used so far, in nanoseconds. */
    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes reachable from anywhere. */
    static long bytesInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    /** Asks for rounds of so long until they become no faster: what is compiled while it runs has been compiled then. */
    static void warmUp(ReverseSearch search, List<Object> prepared, double seconds) {
        double fastest = 0;
        double rate = rate(search, prepared, seconds);
        for (int round = 1; round < MOST_ROUNDS_TO_WARM_UP && rate > NO_FASTER * fastest; round++) {
            fastest = Math.max(fastest, rate);
            rate = Math.max(rate(search, prepared, seconds), rate(search, prepared, seconds));
        }
    }

    /** Listings a second of processor time, asked again and again for so long. */
    static double rate(ReverseSearch search, List<Object> prepared, double seconds) {
        long began = cpuNanos();
        long until = began + (long) (seconds * 1e9);
        long asked = 0;
        long now = began;
        while (now < until) {
            search.match(prepared.get((int) (asked % prepared.size())));
            asked++;
            if ((asked & 15) == 0 || now - began > 100_000_000 * asked) {
                now = cpuNanos();
            }
        }
        return asked * 1e9 / (cpuNanos() - began);
    }

    /** What each action took of the processor, ascending, in microseconds. */
    static double[] micros(int times, Numbered action) {
        double[] taken = new double[times];
        for (int i = 0; i < times; i++) {
            long began = cpuNanos();
            action.run(i);
            taken[i] = (cpuNanos() - began) / 1e3;
        }
        Arrays.sort(taken);
        return taken;
    }

    static double percentile(double[] sorted, double percent) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * percent / 100))];
    }

    static List<Object> prepared(ReverseSearch search, List<Listing> listings) {
        return listings.stream().map(search::prepare).toList();
    }

    /** Something done for the time of that number, from 0. */
    interface Numbered {
        void run(int number);
    }
}
