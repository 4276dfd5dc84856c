package dev.souk.testdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server with a superuser {@code postgres}, on which databases are made as tests need them. Durability is
 * off, so it is fast and its timings mean nothing. Thread-safe.
 *
 * <p>The embedded server needs no Docker and runs as root or as anybody; its files are in {@code /dev/shm} where 2 GB are
 * free there. The system property {@code souk.postgres} set to {@code testcontainers} starts a container instead;
 * Testcontainers must then be on the class path and Docker running.
 */
public final class TestPostgres implements AutoCloseable {

    /** Name of the system property that chooses the kind of server. */
    public static final String KIND_PROPERTY = "souk.postgres";

    /** Name of the system property that names the container's image; {@code postgres:17-alpine} if it is not set. */
    public static final String IMAGE_PROPERTY = "souk.postgres.image";

    private final Server server;

    /** Kept, since to connect costs the server more than to copy a database. */
    private @Nullable Connection connection;

    private TestPostgres(Server server) {
        this.server = server;
    }

    /** The one server of this JVM: started by the first call, stopped when the JVM ends. */
    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /**
     * Starts a server of its own.
     *
     * @throws IllegalStateException if it does not come up
     */
    public static TestPostgres start() {
        boolean container = "testcontainers".equals(System.getProperty(KIND_PROPERTY));
        return new TestPostgres(container ? new ContainerServer() : new EmbeddedServer());
    }

    /** Makes an empty database. */
    public TestDatabase createDatabase() {
        return create(null);
    }

    /** Makes a copy of a database that nobody is connected to: much faster than filling a new one. */
    public TestDatabase copyOf(TestDatabase template) {
        return create(template.name());
    }

    private TestDatabase create(@Nullable String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(major ->
                "CREATE DATABASE " + name + (template == null ? "" : " TEMPLATE " + template + strategy(major)));
        return new TestDatabase(this, name);
    }

    /** Copying files takes half the time of logging them, which PostgreSQL does since it has a choice. */
    private static String strategy(int majorVersion) {
        return majorVersion < 15 ? "" : " STRATEGY file_copy";
    }

    void drop(String database) {
        execute(major -> "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    PGSimpleDataSource dataSource(String database) {
        return server.dataSource(database);
    }

    private synchronized void execute(IntFunction<String> sqlOfVersion) {
        try {
            if (connection == null || connection.isClosed()) {
                connection = dataSource("postgres").getConnection();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(sqlOfVersion.apply(connection.getMetaData().getDatabaseMajorVersion()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("test server refused", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** What differs between the kinds of server. */
    interface Server extends AutoCloseable {

        PGSimpleDataSource dataSource(String database);

        @Override
        void close();
    }

    private static final class Shared {

        static final TestPostgres INSTANCE = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop test postgres"));
        }
    }
}
