package dev.souk.benchmarks.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.schema.SchemaMigrator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Souk's tables, and the ways to fill them, each with a pool of its own. */
final class IngestDatabase implements AutoCloseable {

    private final DurablePostgres server;
    private final String name;
    private final PGSimpleDataSource admin;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final List<IngestWay> ways = new ArrayList<>();

    /** In a database of that name that is made; {@code batch}: how many statements Hibernate sends at once. */
    IngestDatabase(DurablePostgres server, String name, int batch) {
        this.server = server;
        this.name = name;
        admin = server.createDatabase(name);
        SchemaMigrator.over(admin).migrate();
        for (String sequence : List.of("jpa_listings", "jpa_attributes", "jpa_images")) {
            DurablePostgres.execute(admin, "CREATE SEQUENCE souk." + sequence + " INCREMENT BY 1000");
        }
        ways.add(new SoukWay(pool(server, false)));
        for (boolean equalDuty : new boolean[] {false, true}) {
            ways.add(new JpaWay(pool(server, true), batch, equalDuty));
            ways.add(JdbcBatchWay.guarded(pool(server, true), equalDuty));
            ways.add(new CopyMergeWay(pool(server, false), equalDuty));
        }
        ways.add(JdbcBatchWay.unguarded(pool(server, true)));
    }

    private HikariDataSource pool(DurablePostgres server, boolean rewrites) {
        PGSimpleDataSource dataSource = server.dataSource(name);
        dataSource.setReWriteBatchedInserts(rewrites);
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(ConcurrentWriters.WRITERS);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    List<IngestWay> ways() {
        return ways;
    }

    /** As after the migration. */
    void empty() {
        execute("TRUNCATE souk.listings RESTART IDENTITY CASCADE");
    }

    /** Tells the planner what is there, as autovacuum would. */
    void analyze() {
        execute("ANALYZE");
    }

    /** What Souk's way goes through. */
    DataSource pool() {
        return pools.get(0);
    }

    /** What client and server have worked so far, in seconds. */
    double processorSeconds() {
        return server.processorTime().toNanos() / 1e9;
    }

    /** The write-ahead log written since the server was set up, in bytes. */
    long walBytes() {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    long deadListings() {
        return number("SELECT pg_stat_get_dead_tuples('souk.listings'::regclass)");
    }

    private long number(String sql) {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + sql, e);
        }
    }

    void checkpoint() {
        execute("CHECKPOINT");
    }

    void execute(String sql) {
        DurablePostgres.execute(admin, sql);
    }

    @Override
    public void close() {
        ways.forEach(IngestWay::close);
        Collections.reverse(pools);
        pools.forEach(HikariDataSource::close);
    }
}
