package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool of a single connection, as small instances and functions have it. */
@ExtendWith(PostgresExtension.class)
class SmallPoolTest {

    @Test
    void oneConnectionIsEnough(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(10_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            SchemaMigrator migrator = SchemaMigrator.over(pool);

            assertThat(migrator.migrate().executed()).isNotEmpty();
            assertThat(migrator.migrate().executed()).isEmpty();
            assertThat(migrator.status().isCurrent()).isTrue();
            assertThat(migrator.drift().isIntact()).isTrue();
            assertThat(migrator.undo(1, DataLoss.ACCEPTED).executed()).hasSize(1);
            assertThat(new Sql(pool).value("SHOW search_path")).isEqualTo("\"$user\", public");
        }
    }
}
