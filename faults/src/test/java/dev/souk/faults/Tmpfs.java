package dev.souk.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small disk of memory, with a tablespace of PostgreSQL on it, that can be filled to the last byte. */
final class Tmpfs implements AutoCloseable {

    static final String TABLESPACE = "small";

    private static final String SIZE = "size=64m";

    private final FaultyPostgres postgres;
    private final Path folder;

    private Tmpfs(FaultyPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Empty where this user may not mount one. */
    static Optional<Tmpfs> mount(FaultyPostgres postgres) {
        try {
            Path folder = Files.createTempDirectory("souk-tmpfs");
            if (run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()) != 0) {
                Files.delete(folder);
                return Optional.empty();
            }
            Tmpfs tmpfs = new Tmpfs(postgres, folder);
            Path data = Files.createDirectory(folder.resolve("data"));
            postgres.execute("CREATE TABLESPACE %s LOCATION '%s'".formatted(TABLESPACE, data));
            return Optional.of(tmpfs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no room at all. */
    void fill() {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filling())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // It is full, which is what was wanted.
        }
    }

    /** Room again. */
    void clear() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + String.join(" ", command));
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** After the databases on it are gone. */
    @Override
    public void close() {
        try {
            postgres.execute("DROP TABLESPACE " + TABLESPACE);
        } finally {
            run("umount", folder.toString());
        }
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
