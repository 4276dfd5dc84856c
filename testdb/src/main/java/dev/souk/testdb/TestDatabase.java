package dev.souk.testdb;

import javax.sql.DataSource;

/** A database on a {@link TestPostgres}; closing it drops it. Thread-safe. */
public final class TestDatabase implements AutoCloseable {

    private final TestPostgres server;
    private final String name;

    TestDatabase(TestPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Its name on the server. */
    public String name() {
        return name;
    }

    /** Opens a new connection for each call; no pool. */
    public DataSource dataSource() {
        return server.dataSource(name);
    }

    /** The same for another role, which must be allowed to log in. */
    public DataSource dataSourceAs(String role, String password) {
        var dataSource = server.dataSource(name);
        dataSource.setUser(role);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** The JDBC URL with user and, where there is one, password. */
    public String jdbcUrl() {
        var dataSource = server.dataSource(name);
        String password = dataSource.getPassword();
        String url = dataSource.getUrl();
        return url + (url.contains("?") ? "&" : "?") + "user=" + dataSource.getUser()
                + (password == null ? "" : "&password=" + password);
    }

    @Override
    public void close() {
        server.drop(name);
    }
}
