package dev.souk.cache.redis;

import io.lettuce.core.RedisURI;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Redis server of the test's own, on a free port of this machine, that keeps nothing on disk. */
final class RedisServer {

    private final Path program;
    private final Path folder;
    private final int port;
    private Process process;

    private RedisServer(Path program, Path folder, int port) throws IOException {
        this.program = program;
        this.folder = folder;
        this.port = port;
        process = launch();
    }

    /** Starts one; empty where {@code redis-server} is not installed. */
    static Optional<RedisServer> start(Path folder) throws IOException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "redis-server"))
                .filter(candidate -> candidate.toFile().canExecute())
                .findFirst();
        return program.isEmpty() ? Optional.empty() : Optional.of(new RedisServer(program.get(), folder, freePort()));
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
                        "no",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new java.io.InputStreamReader(launched.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return launched;
            }
            said.append(line).append('\n');
        }
        throw new IOException("redis-server did not start: " + said);
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** Patient, since a machine that builds may be slow. */
    RedisStore connect() {
        return RedisStore.connect(uri(), Duration.ofSeconds(20));
    }

    /** Takes connections and answers nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    void stop() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("redis-server " + process.pid() + " does not end");
        }
    }

    /** After {@link #stop}, with nothing in it. */
    void startAgain() throws IOException {
        process = launch();
    }
}
