package dev.souk.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host in a process of its own, which can be killed and frozen. What it logs is in {@code target/hosts}. */
final class HostProcess implements AutoCloseable {

    private static final int USUAL_HEAP_MEGABYTES = 192;
    private static final Duration TO_ANSWER = Duration.ofMinutes(1);

    /** A host ends with the JVM of its test by itself, but not while it is frozen. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end hosts"));
    }

    private final HostSettings settings;
    private final HostImage image;
    private final Process process;
    private final Path log;

    private HostProcess(HostSettings settings, HostImage image, Process process, Path log) {
        this.settings = settings;
        this.image = image;
        this.process = process;
        this.log = log;
    }

    static HostProcess start(HostSettings settings, HostImage image) {
        return start(settings, image, USUAL_HEAP_MEGABYTES);
    }

    static HostProcess start(HostSettings settings, HostImage image, int heapMegabytes) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Few hosts live long enough to gain by what is compiled well: what is compiled little is sooner done.
                "-XX:C1MaxInlineLevel=2",
                "-XX:C1MaxInlineSize=12",
                "-XX:CompileThresholdScaling=0.6",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true"));
        command.addAll(image.options());
        command.add(HostMain.class.getName());
        command.addAll(settings.toArguments());
        try {
            Path logs = Files.createDirectories(Path.of("target", "hosts"));
            Path log = logs.resolve(settings.database() + "-" + settings.name() + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            RUNNING.add(process);
            return new HostProcess(settings, image, process, log);
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

    /** What it was started from. */
    HostImage image() {
        return image;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does, also to one that is frozen. Returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /** SIGTERM. */
    void tellToEnd() {
        // Not by destroy(), which closes its input as well, at which it halts.
        Signals.send("-TERM", process.pid());
    }

    /**
     * Until it is gone.
     *
     * @return the status that it ended with
     * @throws AssertionError if it does not end in time
     */
    int awaitEnd(Duration patience) {
        if (!endsWithin(patience)) {
            throw new AssertionError("did not end within " + patience + ": " + settings);
        }
        return process.exitValue();
    }

    /** Whether it is gone by then; waits for it. */
    boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What it has logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until it has logged all of these. */
    void awaitLogged(Duration patience, String... words) {
        Until.isTrue(patience, this::log, () -> {
            String log = log();
            return Stream.of(words).allMatch(log::contains);
        });
    }

    /** What it takes after a collection. Not to be asked of one that is frozen or gone. */
    Footprint footprint() {
        int before = Footprint.in(log()).size();
        tell("");
        Until.isTrue(
                TO_ANSWER,
                () -> "no answer: " + log(),
                () -> Footprint.in(log()).size() > before);
        return Footprint.in(log()).get(before);
    }

    /** Its clock is set to be so far ahead, while it runs. */
    void setClockAhead(Duration ahead) {
        tell(ahead.toString());
        awaitLogged(TO_ANSWER, HostClock.SET_AHEAD + ahead);
    }

    private void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a host that cannot be told anything: " + settings, e);
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
        RUNNING.remove(process);
    }
}
