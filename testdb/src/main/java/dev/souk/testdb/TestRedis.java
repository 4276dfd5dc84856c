package dev.souk.testdb;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Redis server of one's own, on a free port of this machine, that keeps nothing on disk: the {@code redis-server} that
 * is installed here. Not thread-safe.
 */
public final class TestRedis implements AutoCloseable {

    private final Path program;
    private final int port;
    private Process process;

    private TestRedis(Path program, int port) throws IOException {
        this.program = program;
        this.port = port;
        process = launch();
    }

    /**
     * Starts one; empty where {@code redis-server} is not installed.
     *
     * @throws IOException if it does not come up
     */
    public static Optional<TestRedis> start() throws IOException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "redis-server"))
                .filter(candidate -> candidate.toFile().canExecute())
                .findFirst();
        return program.isEmpty() ? Optional.empty() : Optional.of(new TestRedis(program.get(), freePort()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        Process launched = new ProcessBuilder(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(launched.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return launched;
            }
            said.append(line).append('\n');
        }
        throw new IOException("redis-server did not start: " + said);
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return port;
    }

    /** Forgets everything. */
    public void empty() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (!"+OK".equals(answer)) {
                throw new IllegalStateException("redis-server answered " + answer);
            }
        } catch (IOException e) {
            throw new IllegalStateException("redis-server cannot be emptied", e);
        }
    }

    /** From now on it takes connections and answers nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** After {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -%s ended with %s".formatted(name, code));
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill -" + name + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends it. */
    public void stop() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("redis-server " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * After {@link #stop}, on the same port, with nothing in it.
     *
     * @throws IOException if it does not come up
     */
    public void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }
}
