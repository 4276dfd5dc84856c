package dev.souk.testdb;

import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container, for who has Docker. */
final class ContainerServer implements TestPostgres.Server {

    private final PostgreSQLContainer container = new PostgreSQLContainer(
                    System.getProperty(TestPostgres.IMAGE_PROPERTY, "postgres:17-alpine"))
            .withCommand("postgres", "-c", "max_connections=200", "-c", "fsync=off")
            .withUsername("postgres");

    ContainerServer() {
        container.start();
    }

    @Override
    public PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {container.getHost()});
        dataSource.setPortNumbers(new int[] {container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)});
        dataSource.setDatabaseName(database);
        dataSource.setUser(container.getUsername());
        dataSource.setPassword(container.getPassword());
        return dataSource;
    }

    @Override
    public void close() {
        container.stop();
    }
}
