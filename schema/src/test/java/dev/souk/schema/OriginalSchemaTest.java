package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class OriginalSchemaTest {

    @Test
    void versionOneIsTheOriginalToTheLetter(DataSource migrated) {
        try (TestDatabase other = TestPostgres.shared().createDatabase()) {
            createIn(other.pool());

            SchemaMigrator.over(migrated).migrateTo(1);

            new Sql(migrated).run("DROP TABLE souk.souk_schema_history");
            assertThat(Fingerprint.of(migrated, "souk"))
                    .hasSizeGreaterThan(150)
                    .isEqualTo(Fingerprint.of(other.pool(), "public"));
        }
    }

    /** Makes the tables as the original system did, in the schema public, from the SQL of its own document. */
    static void createIn(DataSource dataSource) {
        try (InputStream document =
                Objects.requireNonNull(OriginalSchemaTest.class.getResourceAsStream("/original-schema.sql"))) {
            new Sql(dataSource).run(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
