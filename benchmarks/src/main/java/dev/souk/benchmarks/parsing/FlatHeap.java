package dev.souk.benchmarks.parsing;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ListingSource;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads large pages in a row in a process of its own with a small heap, and tells what stays in it. */
final class FlatHeap {

    private static final String HEAP = "-Xmx256m";
    private static final int LONGEST_MINUTES = 30;
    private static final int REPORTS = 10;

    private FlatHeap() {}

    /** Starts the process, and passes on what it says. */
    static void measure(int pages, PrintStream out) {
        ProcessBuilder child = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dsouk.recorded=" + System.getProperty("souk.recorded", ""),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        FlatHeap.class.getName(),
                        Integer.toString(pages))
                .redirectErrorStream(true);
        out.printf(
                Locale.ROOT, "%n**%,d pages in a row under %s: heap in use after a collection, MB**%n%n", pages, HEAP);
        try {
            Process process = child.start();
            process.getOutputStream().close();
            out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                out.println("FAILED: the process did not come to its end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no process for the small heap", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        out.flush();
    }

    /** The process. */
    public static void main(String[] arguments) {
        int pages = Integer.parseInt(arguments[0]);
        RecordedPages recorded = RecordedPages.find().orElseThrow();
        ListingNormalizer normalizer = new ListingNormalizer();
        int step = Math.max(1, pages / REPORTS);
        System.out.println("| pages | heap |\n|---|---|");
        for (int number = 1; number <= pages; number++) {
            Page page = page(recorded, number);
            ListingSource source = source(page);
            List<Normalized> listings = source.parse(page).listings().stream()
                    .map(raw -> normalizer.normalize(source.id(), page.url(), raw))
                    .toList();
            if (listings.isEmpty()) {
                throw new IllegalStateException("no listing on " + page);
            }
            if (number % step == 0) {
                System.out.printf(Locale.ROOT, "| %,d | %.1f |%n", number, used());
            }
        }
    }

    /** Read from the file each time, as a new page would come. */
    private static Page page(RecordedPages recorded, int number) {
        return switch (number % 4) {
            case 0 -> recorded.facebookItem();
            case 1 -> recorded.facebookSearch();
            case 2 -> recorded.olxSearch();
            default -> recorded.kijijiSearch();
        };
    }

    private static ListingSource source(Page page) {
        return switch (String.valueOf(page.url().getHost())) {
            case "www.olx.pl" -> Marketplaces.olx("pl");
            case "www.kijiji.ca" -> Marketplaces.kijiji();
            default -> RecordedPages.facebook();
        };
    }

    private static double used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
