package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts of an earlier build go on while the price list is made, which takes long where there are many listings. */
@ExtendWith(PostgresExtension.class)
class PriceListMigrationTest {

    private static final String NEW_LISTING = """
            INSERT INTO souk.listings (external_id, title, listing_url, source, category, price, currency)
            VALUES ('%s', 't', 'u', 's', 'Bikes', 5, 'EUR')""";
    private static final String READ = "SELECT count(*) FROM souk.listings";

    private DataSource dataSource;
    private Sql sql;
    private SchemaMigrator migrator;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        sql = new Sql(dataSource);
        migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(44);
        sql.run(NEW_LISTING.formatted("before"));
    }

    @Test
    void listingsAreReadAllTheWhile() throws SQLException {
        staysReadable(Migration.of(45).script());
        migrator.migrateTo(46);
        staysReadable(Migration.of(46).undoScript());
    }

    /** Locks are held to the end, so what is readable then was readable all the while. */
    private void staysReadable(String script) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Transaction.execute(connection, "SET LOCAL search_path TO souk; " + script);
            sql.run("SET lock_timeout = '2s'; " + READ + "; RESET lock_timeout");
            connection.rollback();
        }
    }

    @Test
    void whoHasReadAndThenWritesIsNeverInACircleWithIt() throws Exception {
        try (Connection host = dataSource.getConnection()) {
            host.setAutoCommit(false);
            Transaction.execute(host, READ);
            CompletableFuture<MigrationReport> migrated = CompletableFuture.supplyAsync(migrator::migrate);
            while (sql.rows("SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                    .isEmpty()) {
                assertThat(migrated).isNotCompletedExceptionally();
                Thread.onSpinWait();
            }

            Transaction.execute(host, NEW_LISTING.formatted("meanwhile"));
            host.commit();

            assertThat(migrated.get(1, TimeUnit.MINUTES).version()).isEqualTo(Migration.NEWEST);
        }
        assertThat(sql.value("SELECT count(*) FROM souk.price_list")).isEqualTo("2");
    }
}
