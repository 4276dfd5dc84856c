package dev.souk.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.schema.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server that keeps what it commits, and that can be crashed and started again on the same folder and
 * port. One for all tests of a JVM, each in a database of its own.
 */
final class FaultyPostgres {

    /** The embedded server's launcher takes durability away; here it is the point. */
    private static final Map<String, String> CONFIGURATION = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "100",
            // A test is short, and has to see whether vacuum keeps up.
            "autovacuum_naptime", "1s");

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String TEMPLATE = "migrated";

    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres postgres;

    private FaultyPostgres() {
        try {
            folder = Files.createTempDirectory("souk-faults");
            postgres = start(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the server did not start", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "stop faulty postgres"));
        execute("CREATE DATABASE " + TEMPLATE);
        SchemaMigrator.over(dataSource(TEMPLATE, port())).migrate();
    }

    static FaultyPostgres shared() {
        return Shared.INSTANCE;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE);
        if (port != 0) {
            builder.setPort(port);
        }
        CONFIGURATION.forEach(builder::setServerConfig);
        return builder.start();
    }

    int port() {
        return postgres.getPort();
    }

    /** Makes a database at the newest version, and returns its name. */
    String createDatabase(String tablespace) {
        String name = newName();
        execute("CREATE DATABASE %s TEMPLATE %s TABLESPACE %s".formatted(name, TEMPLATE, tablespace));
        return name;
    }

    /** The same, without any table. */
    String createEmptyDatabase() {
        String name = newName();
        execute("CREATE DATABASE " + name);
        return name;
    }

    /** Also among the JVMs that run tests: the logs of hosts are named by it. */
    private String newName() {
        return "faults%s_%d".formatted(System.getProperty("souk.faults.jvm", "1"), databases.incrementAndGet());
    }

    void dropDatabase(String name) {
        execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
    }

    /** Sets something of the whole server, such as {@code lock_timeout = '300ms'}; connections that are open obey too. */
    void set(String setting) {
        execute("ALTER SYSTEM SET " + setting);
        execute("SELECT pg_reload_conf()");
    }

    /** Every setting is again as it was. */
    void resetSettings() {
        execute("ALTER SYSTEM RESET ALL");
        execute("SELECT pg_reload_conf()");
    }

    /** A new connection for each call; by another port if something stands in between. */
    static PGSimpleDataSource dataSource(String database, int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser("postgres");
        return dataSource;
    }

    /** Connections of a test, which looks again and again: a new one for each look would cost the server more than hosts do. */
    HikariDataSource pool(String database, int most) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource(database, port()));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Of the database that no test uses. */
    PGSimpleDataSource dataSource() {
        return dataSource("postgres", port());
    }

    /** Executes it there. */
    void execute(String sql) {
        new Tables(dataSource()).execute(sql);
    }

    /** What {@code pg_ctl stop -m immediate} does: every process of the server ends where it is, nothing is written. */
    void stopImmediately() {
        end("-QUIT");
    }

    /** Kills the postmaster; the others notice and end. */
    void kill() {
        end("-KILL");
    }

    private void end(String signal) {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        Signals.send(signal, postmaster.pid());
        Until.isTrue(
                PATIENCE,
                () -> "still there: "
                        + processes.stream().filter(ProcessHandle::isAlive).toList(),
                () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("no process " + pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after a crash; it recovers what was committed. */
    void restart() {
        int port = port();
        try {
            postgres.close();
            postgres = start(port);
        } catch (IOException e) {
            throw new UncheckedIOException("the server did not come back", e);
        }
    }

    private void remove() {
        try {
            postgres.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Apart, so that a host process, which only wants a data source, starts no server of its own. */
    private static final class Shared {

        static final FaultyPostgres INSTANCE = new FaultyPostgres();
    }
}
