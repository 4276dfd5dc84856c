package dev.souk.benchmarks.engine;

import dev.souk.model.listing.Listing;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** Time of the processor, not of the clock, since a machine is shared; and memory that is really in use. */
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private static final int ROUNDS_TO_WARM_UP = 20;

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

    /**
     * Before rates are taken: it takes Lucene Monitor ten seconds to be compiled, and it is six times slower before; Souk six,
     * and it is almost twice as slow.
     */
    static void warmUp(ReverseSearch search, List<Object> prepared, double secondsOfARound) {
        rate(search, prepared, ROUNDS_TO_WARM_UP * secondsOfARound);
    }

    /** Listings a second of processor time, asked again and again for so long. */
    static double rate(ReverseSearch search, List<Object> prepared, double seconds) {
        return rate(search, prepared, seconds, search::cpuNanos);
    }

    /** Listings a second of the time that these nanoseconds tell. */
    static double rate(ReverseSearch search, List<Object> prepared, double seconds, LongSupplier nanos) {
        long began = nanos.getAsLong();
        long until = began + (long) (seconds * 1e9);
        long asked = 0;
        long now = began;
        for (long turn = 1; now < until; turn++) {
            asked += ask(search, prepared, (int) (asked % prepared.size()));
            if ((turn & 15) == 0 || now - began > 100_000_000 * turn) {
                now = nanos.getAsLong();
            }
        }
        return asked * 1e9 / (nanos.getAsLong() - began);
    }

    /** Asks about the next listing, or as many as it is asked about at once; returns how many. */
    static int ask(ReverseSearch search, List<Object> prepared, int from) {
        if (search.atOnce() == 1) {
            search.match(prepared.get(from));
            return 1;
        }
        List<Object> some = prepared.subList(from, Math.min(from + search.atOnce(), prepared.size()));
        search.matchAll(some);
        return some.size();
    }

    /** What each action took of the processor, ascending, in microseconds. */
    static double[] micros(int times, Numbered action) {
        return micros(times, action, Stopwatch::cpuNanos);
    }

    /** The same of the time that these nanoseconds tell. */
    static double[] micros(int times, Numbered action, LongSupplier nanos) {
        double[] taken = new double[times];
        for (int i = 0; i < times; i++) {
            long began = nanos.getAsLong();
            action.run(i);
            taken[i] = (nanos.getAsLong() - began) / 1e3;
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
