package dev.souk.benchmarks.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link HostMain} in a JVM of its own, from the classes of this one. It ends with this process. */
final class HostProcess implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-Xmx1g", "-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private final BufferedReader answers;

    private HostProcess(Process process) {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** On that database, sending to those receivers. */
    static HostProcess start(Town town, Hooks hooks, Mails mails) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HostMain.class.getName()));
        Stream.of(town.port(), hooks.port(), mails.port()).map(String::valueOf).forEach(command::add);
        try {
            return new HostProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("a host did not start", e);
        }
    }

    /** Tells it to do something; {@link #answer} waits for it. */
    void tell(HostMain.Task task) {
        try {
            process.getOutputStream().write((task.name() + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a host ended", e);
        }
    }

    /** The number of what it did when it was told last. */
    int answer() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("a host ended before it answered");
            }
            return Integer.parseInt(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("a host ended", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
