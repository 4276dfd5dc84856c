package dev.souk.benchmarks.measure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server that keeps what it commits: the embedded one with the durability switched on that its launcher
 * takes away. It asks the server itself whether that came to pass, and refuses to start otherwise. Thread-safe.
 *
 * <p>Autovacuum is off, so that dead rows can be counted and no run is disturbed; a benchmark analyzes and vacuums where
 * it is fair to.
 */
public final class DurablePostgres implements AutoCloseable {

    /** What the server is started with; the checkpoints in a run are those that a benchmark asks for. */
    private static final Map<String, String> CONFIGURATION = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "autovacuum", "off",
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "1h",
            "jit", "off",
            "max_connections", "100"));

    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final EmbeddedPostgres postgres;

    private DurablePostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts a server in a folder of its own, or in the one that {@code -Dsouk.kept=/some/folder} names: what a benchmark
     * has loaded there is found again by the next run.
     *
     * @throws IllegalStateException if it does not come up, or does not keep what it commits
     */
    public static DurablePostgres start() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
        CONFIGURATION.forEach(builder::setServerConfig);
        String kept = System.getProperty("souk.kept", "");
        if (!kept.isEmpty()) {
            builder.setDataDirectory(kept).setCleanDataDirectory(false);
        }
        DurablePostgres server;
        try {
            server = new DurablePostgres(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException("embedded PostgreSQL did not start", e);
        }
        for (String setting : DURABILITY) {
            String value = server.show(setting);
            if (!"on".equals(value)) {
                server.close();
                throw new IllegalStateException(setting + " is " + value + ": such a server measures nothing");
            }
        }
        return server;
    }

    /** What stands over every table: the server's version and what it says of its settings. */
    public String describe() {
        List<String> settings = new ArrayList<>();
        CONFIGURATION.keySet().forEach(setting -> settings.add(setting + "=" + show(setting)));
        return "PostgreSQL %s, %s; %s %s; %s processors"
                .formatted(
                        show("server_version"),
                        String.join(" ", settings),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors());
    }

    /**
     * Makes an empty database, in place of the one of that name that a kept folder may have; nobody may be connected to it.
     *
     * @param name of letters, digits and underscores
     * @return opens a new connection for each call; options of the driver may be set on it
     */
    public PGSimpleDataSource createDatabase(String name) {
        dropDatabase(name);
        execute(dataSource("postgres"), "CREATE DATABASE " + name);
        return dataSource(name);
    }

    /** Whether a database of that name is there, which it can be only in a folder that is kept. */
    public boolean hasDatabase(String name) {
        return "1".equals(first("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"));
    }

    /** Removes a database if it is there; nobody may be connected. */
    public void dropDatabase(String name) {
        execute(dataSource("postgres"), "DROP DATABASE IF EXISTS " + name);
    }

    /** Gives a database another name; nobody may be connected. */
    public void renameDatabase(String name, String newName) {
        execute(dataSource("postgres"), "ALTER DATABASE %s RENAME TO %s".formatted(name, newName));
    }

    /** A further data source for a database of this server. */
    public PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {postgres.getPort()});
        dataSource.setDatabaseName(database);
        dataSource.setUser("postgres");
        return dataSource;
    }

    /** The processor time of this process and the server's so far, as far as they still run. Tells, on a busy machine too. */
    public Duration processorTime() {
        return Stream.concat(Stream.of(ProcessHandle.current()), postmaster().children())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private ProcessHandle postmaster() {
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new IllegalStateException("the server runs where its processes cannot be seen"));
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not tell its process", e);
        }
    }

    /** Runs one statement, committed at once. */
    public static void execute(PGSimpleDataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + sql, e);
        }
    }

    private String show(String setting) {
        return first("SHOW " + setting);
    }

    private String first(String sql) {
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not answer: " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
