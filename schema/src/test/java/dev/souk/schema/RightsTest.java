package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a role has to be allowed. The server is shared by all tests, so each makes a role of its own and drops it. */
@ExtendWith(PostgresExtension.class)
class RightsTest {

    /** Has a function that is named run by a trigger on a table that anybody may make. */
    static final String BY_OWN_TRIGGER =
            "CREATE TEMP TABLE mine (id BIGINT); CREATE TRIGGER mine BEFORE TRUNCATE ON mine EXECUTE FUNCTION souk.%s";

    private final String role = "role_" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void dropRole(DataSource dataSource) {
        new Sql(dataSource).run("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role));
    }

    @Test
    void whoMayCreateInTheDatabaseMayMigrateAndUndo(TestDatabase database) {
        DataSource dataSource = database.dataSource();
        createRole(dataSource, "GRANT CREATE ON DATABASE %s TO %s".formatted(database.name(), role));
        SchemaMigrator migrator = SchemaMigrator.over(as(role, dataSource));

        assertThat(migrator.migrate().executed()).isEqualTo(SchemaMigratorTest.EVERY_VERSION);
        assertThat(migrator.undoAll(DataLoss.ACCEPTED).version()).isZero();
        assertThat(new Sql(dataSource).value("SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'souk'"))
                .isEqualTo(role);
    }

    @Test
    void whoOwnsTheOriginalTablesMayAdoptThem(DataSource dataSource) {
        createRole(dataSource, "GRANT CREATE, USAGE ON SCHEMA public TO " + role);
        OriginalSchemaTest.createIn(as(role, dataSource));
        SchemaMigrator migrator =
                SchemaMigrator.builder(as(role, dataSource)).schema("public").build();

        assertThat(migrator.adopt().adopted()).isTrue();
        assertThat(migrator.migrate().version()).isEqualTo(Migration.NEWEST);
    }

    @Test
    void whoMayOnlyReadTheHistoryMayStartOnTheNewestVersion(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
        createRole(
                dataSource,
                "GRANT USAGE ON SCHEMA souk TO %1$s; GRANT SELECT ON souk.souk_schema_history TO %1$s".formatted(role));
        SchemaMigrator migrator = SchemaMigrator.over(as(role, dataSource));

        assertThat(migrator.status().isCurrent()).isTrue();
        assertThat(migrator.migrate()).isEqualTo(new MigrationReport(List.of(), Migration.NEWEST));
        assertThatThrownBy(() -> migrator.undo(1, DataLoss.ACCEPTED)).isInstanceOf(SchemaException.class);
    }

    @Test
    void whoMayOnlySeeTheSchemaHasNothingRunWithTheRightsOfItsOwner(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
        createRole(dataSource, "GRANT USAGE ON SCHEMA souk TO " + role);
        List<String> functions = new Sql(dataSource)
                .rows("SELECT proname || '()' FROM pg_proc WHERE pronamespace = 'souk'::regnamespace AND prosecdef"
                        + " AND prorettype = 'trigger'::regtype");
        Sql asRole = new Sql(as(role, dataSource));

        assertThat(functions)
                .hasSizeGreaterThan(8)
                .allSatisfy(function -> assertThatThrownBy(() -> asRole.run(BY_OWN_TRIGGER.formatted(function)))
                        .hasMessageContaining("permission denied for function"));
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithItsSchema(DataSource dataSource) {
        createRole(dataSource, "SELECT");
        TestDatabase gone = TestPostgres.shared().createDatabase();
        gone.close();

        assertThatThrownBy(() -> SchemaMigrator.over(gone.dataSource()).migrate())
                .isExactlyInstanceOf(SchemaException.class)
                .hasMessageContaining("schema souk")
                .hasMessageContaining(gone.name());
    }

    private void createRole(DataSource dataSource, String grants) {
        new Sql(dataSource).run("CREATE ROLE %s; %s".formatted(role, grants));
    }

    /** The same database with the rights of another role. */
    static DataSource as(String role, DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                RightsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? as(role, dataSource.getConnection()) : false);
    }

    private static Connection as(String role, Connection connection) throws SQLException {
        Transaction.execute(connection, "SET ROLE " + role);
        return connection;
    }
}
