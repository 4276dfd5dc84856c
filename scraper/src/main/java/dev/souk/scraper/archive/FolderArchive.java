package dev.souk.scraper.archive;

import dev.souk.model.SourceId;
import dev.souk.model.StorableTime;
import dev.souk.scraper.fetch.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pages in a folder, one file compressed by gzip for each, and deletes the oldest when they are too old or too many.
 * Several processes may share the folder. Thread-safe.
 *
 * <pre>{@code
 * PageArchive archive = FolderArchive.builder(Path.of("/var/lib/souk/pages"), Clock.systemUTC())
 *         .keepFor(Duration.ofDays(14))
 *         .keepAtMost(5L << 30)
 *         .build();
 * }</pre>
 */
public final class FolderArchive implements PageArchive {

    /*
     * A file is <source>/<day>/<time>-<chance>.page, so that names in order are pages in order. It is written beside its
     * place and then moved there: whoever reads sees whole files only. What is beside its place was left there by a host that
     * was killed, unless it is being written just now; it takes part in what is deleted, as the page it was to be.
     */

    private static final Logger LOG = LoggerFactory.getLogger(FolderArchive.class);

    private static final String ENDING = ".page";
    private static final String UNFINISHED = ".tmp";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd/HHmmss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;
    private final Duration age;
    private final long bytes;
    private final int purgeEvery;
    private final AtomicInteger kept = new AtomicInteger();

    private FolderArchive(Builder settings) {
        this.folder = settings.folder;
        this.clock = settings.clock;
        this.age = settings.age;
        this.bytes = settings.bytes;
        this.purgeEvery = settings.purgeEvery;
    }

    /** Begins an archive in a folder, which is made when the first page is kept; {@code clock} tells when one is too old. */
    public static Builder builder(Path folder, Clock clock) {
        return new Builder(folder, clock);
    }

    @Override
    public void keep(SourceId source, Page page) {
        Path day = folderOf(source).resolve(DAY.format(page.fetchedAt()));
        String name = TIME.format(page.fetchedAt()) + "-" + UUID.randomUUID();
        Path unfinished = day.resolve(name + UNFINISHED);
        try {
            Files.createDirectories(day);
            try (OutputStream file = Files.newOutputStream(unfinished)) {
                PageFile.write(page, file);
            }
            Files.move(unfinished, day.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("{} was not archived", page, e);
            discard(unfinished);
        }
        if (kept.getAndIncrement() % purgeEvery == 0) {
            purge();
        }
    }

    @Override
    public void read(SourceId source, Instant from, Instant until, Consumer<Page> reader) {
        String first = NAME.format(StorableTime.require("from", from));
        String end = NAME.format(StorableTime.require("until", until));
        Path ofSource = folderOf(source);
        for (Path file : files(ofSource, ENDING)) {
            String name = ofSource.relativize(file).toString().replace('\\', '/');
            if (name.compareTo(first) >= 0 && name.compareTo(end) < 0) {
                read(file, reader);
            }
        }
    }

    private static void read(Path file, Consumer<Page> reader) {
        Page page;
        try (InputStream in = Files.newInputStream(file)) {
            page = PageFile.read(in);
        } catch (NoSuchFileException purgedMeanwhile) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        reader.accept(page);
    }

    /**
     * Deletes pages that are too old, and the oldest of all sources until the others fit; and so what hosts that were killed
     * left unfinished. Is done now and then by {@link #keep}; call it where pages are kept rarely.
     *
     * @return how many pages were deleted
     */
    public int purge() {
        String oldest = NAME.format(oldest());
        int deleted = 0;
        long total = 0;
        List<Path> newestFirst;
        try {
            newestFirst = Stream.of(ENDING, UNFINISHED)
                    .flatMap(ending -> files(folder, ending).stream())
                    .sorted((one, other) -> dated(other).compareTo(dated(one)))
                    .toList();
        } catch (UncheckedIOException e) {
            LOG.warn("{} cannot be listed", folder, e);
            return 0;
        }
        for (Path file : newestFirst) {
            total += size(file);
            if (total > bytes || dated(file).compareTo(oldest) < 0) {
                discard(file);
                deleted += isPage(file) ? 1 : 0;
            }
        }
        return deleted;
    }

    /** Who keeps pages for ever goes back no farther than there are any. */
    private Instant oldest() {
        Instant now = clock.instant();
        return age.compareTo(Duration.between(Instant.EPOCH, now)) > 0 ? Instant.EPOCH : now.minus(age);
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(ENDING);
    }

    /**
     * All files at or below a folder whose names end so, by name. Others keep and purge meanwhile, so a file may be gone once
     * it is seen.
     */
    private static List<Path> files(Path top, String ending) {
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try {
            // The folder itself may be a link to another disk.
            Files.walkFileTree(top, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 3, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                    if (file.toString().endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(top.toString(), e);
        }
        Collections.sort(found);
        return found;
    }

    /** Day and time of a page, whichever source it is of. */
    private static String dated(Path page) {
        return page.getName(page.getNameCount() - 2) + "/" + page.getFileName();
    }

    private static long size(Path page) {
        try {
            return Files.size(page);
        } catch (IOException purgedByAnother) {
            return 0;
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted", file, e);
        }
    }

    /** A name of a source may hold what a name of a folder may not, or what leads elsewhere. */
    private Path folderOf(SourceId source) {
        return folder.resolve("source-" + URLEncoder.encode(source.value(), StandardCharsets.UTF_8));
    }

    /** Collects the settings of an archive. Not thread-safe. */
    public static final class Builder {

        private final Path folder;
        private final Clock clock;
        private Duration age = Duration.ofDays(30);
        private long bytes = 1L << 30;
        private int purgeEvery = 100;

        private Builder(Path folder, Clock clock) {
            this.folder = folder;
            this.clock = clock;
        }

        /** How long a page is kept. At least 1 second; default 30 days. */
        public Builder keepFor(Duration age) {
            if (age.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("pages must be kept for at least a second: " + age);
            }
            this.age = age;
            return this;
        }

        /** How many bytes all files may take together; a few pages more until the next purge. Default 1 GiB. */
        public Builder keepAtMost(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be positive: " + bytes);
            }
            this.bytes = bytes;
            return this;
        }

        /** After how many kept pages the old ones are looked for. At least 1; default 100. */
        public Builder purgeEvery(int pages) {
            if (pages < 1) {
                throw new IllegalArgumentException("pages must be positive: " + pages);
            }
            this.purgeEvery = pages;
            return this;
        }

        /** The archive. */
        public FolderArchive build() {
            return new FolderArchive(this);
        }
    }
}
