package dev.souk.scraper.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder of all browsers of this process. Playwright keeps the environment of the first driver for all later
 * ones, so each browser writes where the first did; who leaves last empties it.
 */
final class SharedFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SharedFolder.class);

    private static @Nullable Path folder;
    private static int browsers;

    private SharedFolder() {}

    /** A browser begins to write here. */
    static synchronized Path enter() {
        Path shared = folder;
        try {
            if (shared == null) {
                shared = Files.createTempDirectory("souk-browser-");
                shared.toFile().deleteOnExit();
                folder = shared;
            }
            // Somebody may tidy up the temporary folders of the machine.
            Files.createDirectories(shared);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a browser", e);
        }
        browsers++;
        return shared;
    }

    /** One that entered has ended. */
    static synchronized void leave() {
        browsers--;
        Path shared = folder;
        if (browsers > 0 || shared == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(shared)) {
            List<Path> written = files.filter(file -> !file.equals(shared))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A process that is just ending may still write.
            LOG.debug("{} could not be emptied", shared, e);
        }
    }
}
