package dev.souk.scraper.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the programs that a browser needs. */
final class Programs {

    private static final List<String> CHROMIUM =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private Programs() {}

    static Optional<Path> chromium() {
        return onPath(CHROMIUM);
    }

    static Optional<Path> node() {
        return onPath(List.of("node", "nodejs"));
    }

    static Path orThrow(@Nullable Path chosen, String name, Supplier<Optional<Path>> usual) {
        if (chosen != null && !Files.isExecutable(chosen)) {
            throw new IllegalStateException("cannot be executed: " + chosen);
        }
        return Optional.ofNullable(chosen)
                .or(usual)
                .orElseThrow(() -> new IllegalStateException(name + " is not installed, or not on the path"));
    }

    private static Optional<Path> onPath(List<String> names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "") + File.pathSeparator + "/usr/bin";
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
