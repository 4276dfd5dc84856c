package dev.souk.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A host in a process of its own, which can be killed and frozen. What it logs is in {@code target/hosts}. */
final class HostProcess implements AutoCloseable {

    private final HostSettings settings;
    private final Process process;

    private HostProcess(HostSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    static HostProcess start(HostSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                System.getProperty("java.class.path"),
                HostMain.class.getName()));
        command.addAll(settings.toArguments());
        try {
            Path logs = Files.createDirectories(Path.of("target", "hosts"));
            Path log = logs.resolve(settings.database() + "-" + settings.name() + ".log");
            return new HostProcess(
                    settings,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("a host did not start", e);
        }
    }

    String name() {
        return settings.name();
    }

    HostSettings settings() {
        return settings;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does, also to one that is frozen. Returns when it is gone. */
    void kill() {
        try {
            if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("a host that cannot be killed: " + settings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** From now on it does nothing, and does not know. */
    void freeze() {
        Signals.send("-STOP", process.pid());
    }

    /** It goes on where it was. */
    void thaw() {
        Signals.send("-CONT", process.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
