package dev.souk.scraper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.ListingNormalizer;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.RawListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;

/** Pages for tests: recorded ones, outside the repository, and small ones of our own. */
public final class Recorded {

    public static final Instant WHEN = Instant.parse("2026-11-23T12:00:00Z");

    private static final String NOT_RUN = "NOT RUN: the tests on recorded pages, which are not part of the repository;"
            + " run with -Dsouk.recorded=<folder>";
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Recorded() {}

    /** The folder with recorded pages; without it the calling test is skipped. */
    public static Path folder() {
        String folder = System.getProperty("souk.recorded", "");
        if (folder.isBlank() && SAID.compareAndSet(false, true)) {
            // An assumption that fails is only a number on the console.
            System.out.println(NOT_RUN);
        }
        assumeTrue(!folder.isBlank(), NOT_RUN);
        return Path.of(folder);
    }

    public static String text(String file) {
        return read(folder().resolve(file));
    }

    public static String read(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A page of our own, from the test resources. */
    public static String own(String name) {
        try (InputStream bytes = Recorded.class.getResourceAsStream("/pages/" + name)) {
            if (bytes == null) {
                throw new IllegalArgumentException("no such page among the test resources: " + name);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Page list(String url, String body) {
        return new Page(PageRequest.list(URI.create(url)), URI.create(url), body, WHEN);
    }

    public static Page item(String url, String body) {
        return new Page(PageRequest.item(URI.create(url)), URI.create(url), body, WHEN);
    }

    /** The listing, clean; fails if it is rejected. */
    public static Listing clean(Page page, RawListing raw) {
        Normalized normalized = new ListingNormalizer().normalize(new SourceId("test"), page.url(), raw);
        if (normalized instanceof Normalized.Accepted accepted) {
            return accepted.listing();
        }
        throw new AssertionError("rejected: " + normalized);
    }
}
