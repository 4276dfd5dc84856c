package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.archive.RawPage;
import dev.souk.core.archive.RawPages;
import dev.souk.core.transaction.StorageException;
import dev.souk.model.SourceId;
import dev.souk.scraper.archive.PageArchive;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pages in the database, compressed, and deletes the oldest when they are too old or too many. All instances
 * share them. A page of a few megabytes takes some hundred kilobytes there, and goes through the log of transactions:
 * where that is dear, take a {@link dev.souk.scraper.archive.FolderArchive}. Thread-safe.
 *
 * <pre>{@code
 * PageArchive archive = TableArchive.builder(database)
 *         .keepFor(Duration.ofDays(14))
 *         .keepAtMost(5L << 30)
 *         .build();
 * }</pre>
 */
public final class TableArchive implements PageArchive {

    private static final Logger LOG = LoggerFactory.getLogger(TableArchive.class);

    private static final int BATCH = 1_000;

    private final RawPages pages;
    private final Duration age;
    private final long bytes;
    private final int purgeEvery;
    private final AtomicInteger kept = new AtomicInteger();

    private TableArchive(Builder settings) {
        this.pages = settings.pages;
        this.age = settings.age;
        this.bytes = settings.bytes;
        this.purgeEvery = settings.purgeEvery;
    }

    /** Begins an archive in a database; its clock tells when a page is too old. Not for one inside a transaction. */
    public static Builder builder(SoukDatabase database) {
        return new Builder(database.rawPages());
    }

    @Override
    public void keep(SourceId source, Page page) {
        try {
            pages.add(new RawPage(
                    source,
                    page.request().kind().name(),
                    page.request().url().toString(),
                    page.url().toString(),
                    page.fetchedAt(),
                    page.body()));
            if (kept.getAndIncrement() % purgeEvery == 0) {
                purge();
            }
        } catch (StorageException e) {
            LOG.warn("{} was not archived, or old pages were not deleted", page, e);
        }
    }

    /**
     * As {@link PageArchive#read}; the times are of the years 1 to 9999, and cut to microseconds.
     *
     * @throws UncheckedIOException if a row cannot be read as a page
     * @throws StorageException if the database fails
     */
    @Override
    public void read(SourceId source, Instant from, Instant until, Consumer<Page> reader) {
        pages.read(source, from, until, raw -> reader.accept(page(raw)));
    }

    private static Page page(RawPage raw) {
        try {
            PageRequest request =
                    new PageRequest(URI.create(raw.requestedUrl()), PageRequest.Kind.valueOf(raw.pageKind()));
            return new Page(request, URI.create(raw.url()), raw.body(), raw.fetchedAt());
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(raw + " was written by somebody else", e));
        }
    }

    /**
     * Deletes pages that are too old, and the oldest of all sources until the others fit. Is done now and then by {@link
     * #keep}; call it where pages are kept rarely.
     *
     * @return how many pages were deleted
     * @throws StorageException if the database fails
     */
    public int purge() {
        return untilNothingIsLeft(batch -> pages.purge(age, batch))
                + untilNothingIsLeft(batch -> pages.purgeBeyond(bytes, batch));
    }

    private static int untilNothingIsLeft(IntUnaryOperator purge) {
        int all = 0;
        int deleted;
        do {
            deleted = purge.applyAsInt(BATCH);
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }

    /** Collects the settings of an archive. Not thread-safe. */
    public static final class Builder {

        private final RawPages pages;
        private Duration age = Duration.ofDays(30);
        private long bytes = 1L << 30;
        private int purgeEvery = 100;

        private Builder(RawPages pages) {
            this.pages = pages;
        }

        /** How long a page is kept, since it came. At least 1 second; default 30 days. */
        public Builder keepFor(Duration age) {
            if (age.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("pages must be kept for at least a second: " + age);
            }
            this.age = age;
            return this;
        }

        /** How many bytes all pages may take together, compressed; a few more until the next purge. Default 1 GiB. */
        public Builder keepAtMost(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be positive: " + bytes);
            }
            this.bytes = bytes;
            return this;
        }

        /** After how many pages that this instance keeps the old ones are looked for. At least 1; default 100. */
        public Builder purgeEvery(int pages) {
            if (pages < 1) {
                throw new IllegalArgumentException("pages must be positive: " + pages);
            }
            this.purgeEvery = pages;
            return this;
        }

        /** The archive. */
        public TableArchive build() {
            return new TableArchive(this);
        }
    }
}
