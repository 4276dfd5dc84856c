package dev.souk.testdb;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a {@link TestPostgres}; closing it drops it, whoever is connected. Thread-safe. */
public final class TestDatabase implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 64;

    private final TestPostgres server;
    private final String name;
    private final Map<String, AsNew> pools = new ConcurrentHashMap<>();

    TestDatabase(TestPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Its name on the server. */
    public String name() {
        return name;
    }

    /**
     * Connections that are kept until the database is closed, and handed out as if they were new: a new one costs the
     * server forty times as much as a query. The same pool for each call.
     */
    public DataSource pool() {
        return pools.computeIfAbsent("", role -> pool(server.dataSource(name)));
    }

    /** The same for another role, which must be allowed to log in. */
    public DataSource poolAs(String role, String password) {
        return pools.computeIfAbsent(role, one -> pool(dataSourceAs(one, password)));
    }

    private static AsNew pool(PGSimpleDataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new AsNew(config);
    }

    /** Opens a new connection for each call; no pool. */
    public DataSource dataSource() {
        return server.dataSource(name);
    }

    /** The same for another role, which must be allowed to log in. */
    public PGSimpleDataSource dataSourceAs(String role, String password) {
        PGSimpleDataSource dataSource = server.dataSource(name);
        dataSource.setUser(role);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** The JDBC URL with user and, where there is one, password. */
    public String jdbcUrl() {
        PGSimpleDataSource dataSource = server.dataSource(name);
        String password = dataSource.getPassword();
        String url = dataSource.getUrl();
        return url + (url.contains("?") ? "&" : "?") + "user=" + dataSource.getUser()
                + (password == null ? "" : "&password=" + password);
    }

    @Override
    public void close() {
        pools.values().forEach(AsNew::close);
        server.drop(name);
    }

    /** A pool whose connections remember nothing of who had them before. */
    private static final class AsNew extends HikariDataSource {

        AsNew(HikariConfig config) {
            super(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            // One more than the pool holds is a new one, which nobody can have left in any state.
            for (int left = MAX_CONNECTIONS; ; left--) {
                Connection connection = super.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DISCARD ALL");
                    return connection;
                } catch (SQLException e) {
                    // A script has left it in a transaction that failed.
                    evictConnection(connection);
                    connection.close();
                    if (left == 0) {
                        throw e;
                    }
                }
            }
        }
    }
}
