package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script grants and to whom. Roles belong to the whole server, so each test makes its own and drops them. */
@ExtendWith(AccessScriptTest.Migrated.class)
class AccessScriptTest {

    /** Migrating takes longer than most of these tests. */
    static final class Migrated extends PostgresExtension {
        @Override
        protected void prepare(DataSource dataSource) {
            SchemaMigrator.over(dataSource).migrate();
        }
    }

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String owner = "owner " + suffix;
    private final String app = "app\"; DROP TABLE souk.users; --" + suffix;
    private final String worker = "worker'); DROP TABLE souk.users; --" + suffix;
    private final String readOnly = "читатель@" + suffix;
    private final AccessScript script = AccessScript.inSchema("souk").roles(owner, app, worker, readOnly);

    @AfterEach
    void dropRoles(DataSource dataSource) {
        for (String role : List.of(app, worker, readOnly, owner)) {
            Sql sql = new Sql(dataSource);
            if (sql.value("SELECT count(*) FROM pg_roles WHERE rolname = " + new RoleName(role).literal())
                    .equals("1")) {
                sql.run("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(quoted(role)));
            }
        }
    }

    private static String quoted(String role) {
        return new RoleName(role).quoted();
    }

    @Test
    void theOwnerHasEverythingThatSoukMade(DataSource dataSource) {
        script.run(dataSource);

        assertThat(
                        new Sql(dataSource)
                                .rows(
                                        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'souk'::regnamespace"
                                                + " UNION SELECT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'souk'::regnamespace"))
                .containsExactly(quoted(owner));
    }

    @Test
    void everyTableAndFunctionIsInIt(DataSource dataSource) {
        Sql sql = new Sql(dataSource);

        assertThat(sql.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'souk'"))
                .as("tables that TableRights has to know")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                TableRights.ALL.stream().map(TableRights::table), Stream.of("souk_schema_history"))
                        .toList());
        assertThat(sql.rows("SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'souk'::regnamespace"))
                .containsExactlyInAnyOrderElementsOf(TableRights.FUNCTIONS.stream()
                        .map(function -> "souk." + function)
                        .toList());
        assertThat(sql.rows("SELECT objid::regclass::text FROM pg_depend JOIN pg_class ON pg_class.oid = objid"
                        + " WHERE relkind = 'S' AND deptype = 'a' AND relnamespace = 'souk'::regnamespace"))
                .as("sequences that are no identity")
                .containsExactlyInAnyOrderElementsOf(TableRights.SEQUENCES.stream()
                        .map(sequence -> "souk." + sequence)
                        .toList());
    }

    @Test
    void everyTableThatLeadsToAUserHasRowLevelSecurity(DataSource dataSource) {
        List<String> ofUsers = new Sql(dataSource).rows("""
                WITH RECURSIVE dependent AS (
                    SELECT 'souk.users'::regclass::oid AS id
                    UNION SELECT conrelid FROM pg_constraint JOIN dependent ON confrelid = dependent.id WHERE contype = 'f')
                SELECT relname, relrowsecurity FROM pg_class JOIN dependent ON oid = dependent.id ORDER BY 1""");

        assertThat(ofUsers).isNotEmpty().allMatch(table -> table.endsWith(" | t"));
        assertThat(TableRights.ALL.stream().filter(TableRights::ofUsers).map(rights -> rights.table() + " | t"))
                .containsAll(ofUsers);
    }

    @Test
    void aUserMayChangeAllOfTheirAccountButWhatTheyMayDo(DataSource dataSource) {
        script.run(dataSource);

        assertThat(new Sql(dataSource).rows("""
                        SELECT attname FROM pg_attribute
                        WHERE attrelid = 'souk.users'::regclass AND attnum > 0 AND NOT attisdropped
                        AND NOT has_column_privilege(%s, attrelid, attnum, 'UPDATE')""".formatted(new RoleName(app).literal())))
                .containsExactlyInAnyOrder("id", "role", "is_active", "created_at");
    }

    @Test
    void runningItTwiceChangesNothing(DataSource dataSource) {
        script.run(dataSource);
        List<String> once = rights(dataSource);

        script.run(dataSource);

        assertThat(rights(dataSource)).isEqualTo(once).hasSizeGreaterThan(20);
    }

    @Test
    void theOwnerCanMigrateAfterwardsAndRunItAgain(DataSource dataSource) throws SQLException {
        script.run(dataSource);
        DataSource asOwner = RightsTest.as(quoted(owner), dataSource);

        SchemaMigrator.over(asOwner).undo(1, DataLoss.ACCEPTED);
        SchemaMigrator.over(asOwner).migrate();
        script.run(asOwner);

        assertThat(SchemaMigrator.over(RightsTest.as(quoted(app), dataSource))
                        .status()
                        .isCurrent())
                .isTrue();
    }

    @Test
    void whatALaterMigrationMakesIsTheWorkersAloneUntilTheScriptIsRunAgain(DataSource dataSource) throws SQLException {
        script.run(dataSource);
        new Sql(RightsTest.as(quoted(owner), dataSource)).run("CREATE TABLE souk.later (id BIGSERIAL, x TEXT)");

        run(dataSource, worker, "INSERT INTO souk.later (x) VALUES ('x')");
        assertRefused(dataSource, app, "SELECT * FROM souk.later", "42501");
        assertRefused(dataSource, readOnly, "SELECT * FROM souk.later", "42501");
        assertRefused(dataSource, app, "DELETE FROM souk.later", "42501");
        assertRefused(dataSource, readOnly, "DELETE FROM souk.later", "42501");
    }

    @Test
    void nobodyButTheOwnerChangesTheSchema(DataSource dataSource) throws SQLException {
        script.run(dataSource);

        for (String role : List.of(app, worker, readOnly)) {
            for (String statement : List.of(
                    "CREATE TABLE souk.mine ()",
                    "DROP TABLE souk.listings",
                    "ALTER TABLE souk.users DISABLE ROW LEVEL SECURITY",
                    "ALTER TABLE souk.users DISABLE TRIGGER ALL",
                    "ALTER TABLE souk.users ADD COLUMN mine TEXT",
                    "CREATE POLICY mine ON souk.users USING (true)",
                    "TRUNCATE souk.listings CASCADE",
                    "TRUNCATE souk.notification_deliveries",
                    "CREATE OR REPLACE FUNCTION souk.alerts_stamp() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN END'",
                    "SET session_replication_role = replica",
                    "DELETE FROM souk.souk_schema_history",
                    "SET ROLE " + quoted(owner))) {
                assertRefused(dataSource, role, statement, "42501");
            }
        }
    }

    @Test
    void readOnlyWritesNothing(DataSource dataSource) throws SQLException {
        script.run(dataSource);

        for (TableRights rights : TableRights.ALL) {
            assertRefused(dataSource, readOnly, "DELETE FROM souk." + rights.table(), "42501");
            assertRefused(dataSource, readOnly, "INSERT INTO souk." + rights.table() + " DEFAULT VALUES", "42501");
        }
        assertRefused(dataSource, readOnly, "SELECT * FROM souk.user_auth", "42501");
        assertRefused(dataSource, readOnly, "SELECT nextval('souk.alerts_id_seq')", "42501");
    }

    @Test
    void nobodyElseHasAFunctionOfTheOwnerRun(DataSource dataSource) throws SQLException {
        script.run(dataSource);

        for (String role : List.of(app, worker, readOnly)) {
            for (String function : TableRights.FUNCTIONS) {
                if (!TableRights.FUNCTIONS_OF_WORKER.contains(function)) {
                    assertRefused(dataSource, role, RightsTest.BY_OWN_TRIGGER.formatted(function), "42501");
                }
            }
        }
        for (String role : List.of(app, readOnly)) {
            assertRefused(dataSource, role, "SELECT souk.audit_purge(interval '8 days', 1)", "42501");
        }
        run(dataSource, worker, "SELECT souk.audit_purge(interval '8 days', 1)");
    }

    @Test
    void whatWritersWriteSetsOffTheTriggersOfTheOwner(DataSource dataSource) throws SQLException {
        script.run(dataSource);
        run(dataSource, worker, """
                INSERT INTO souk.users (id, username, email, password_hash) VALUES (7, 'ada', 'ada', 'x');
                INSERT INTO souk.listings (id, external_id, title, listing_url, source) VALUES (1, 'a', 't', 'u', 's'),
                    (2, 'b', 't', 'u', 's'), (3, 'c', 't', 'u', 's');
                UPDATE souk.listings SET price = 5, currency = 'EUR' WHERE id = 1;
                DELETE FROM souk.listings WHERE id = 2""");
        run(dataSource, app, """
                SET souk.user_id = '7';
                INSERT INTO souk.alerts (id, user_id, name, criteria) VALUES (1, 7, 'a', '{}'), (2, 7, 'b', '{}');
                UPDATE souk.alerts SET notification_settings = '{"x": 1}' WHERE id = 1;
                DELETE FROM souk.alerts WHERE id = 2;
                RESET souk.user_id""");
        run(dataSource, worker, "UPDATE souk.users SET is_active = FALSE");

        Sql sql = new Sql(dataSource);
        assertThat(sql.rows("SELECT id, price FROM souk.price_list ORDER BY id"))
                .containsExactly("1 | 5.0000", "3 | null");
        assertThat(sql.rows("SELECT table_name, operation FROM souk.audit_log ORDER BY id"))
                .containsExactly(
                        "users | insert",
                        "alerts | insert",
                        "alerts | insert",
                        "alerts | update",
                        "alerts | delete",
                        "users | update");
        assertThat(sql.value("SELECT count(*) FROM souk.alert_backfills")).isNotEqualTo("0");
        assertThat(sql.value("SELECT count(*) FROM souk.alert_deletions")).isEqualTo("1");
    }

    @Test
    void theAppWritesNoListings(DataSource dataSource) throws SQLException {
        script.run(dataSource);

        TableRights.ALL.stream().filter(rights -> !rights.ofUsers()).forEach(rights -> {
            if (!rights.app().isEmpty()) {
                run(dataSource, app, "SELECT * FROM souk." + rights.table());
            }
            assertRefused(dataSource, app, "DELETE FROM souk." + rights.table(), "42501");
        });
        assertRefused(dataSource, app, "SELECT * FROM souk.raw_pages", "42501");
        assertRefused(dataSource, app, "SELECT * FROM souk.alert_backfills", "42501");
        assertRefused(dataSource, app, "INSERT INTO souk.users DEFAULT VALUES", "42501");
        assertRefused(dataSource, app, "UPDATE souk.users SET role = 'admin'", "42501");
        assertRefused(dataSource, app, "UPDATE souk.users SET is_active = TRUE", "42501");
    }

    @Test
    void aRoleThatRowLevelSecurityWouldNotHoldIsRefused(DataSource dataSource) {
        script.run(dataSource);
        new Sql(dataSource).run("GRANT %s TO %s".formatted(quoted(worker), quoted(app)));

        assertThatThrownBy(() -> script.run(dataSource))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("row level security would not hold");

        new Sql(dataSource)
                .run("REVOKE %1$s FROM %2$s; ALTER ROLE %2$s BYPASSRLS".formatted(quoted(worker), quoted(app)));
        assertThatThrownBy(() -> script.run(dataSource)).hasMessageContaining("row level security would not hold");
    }

    @Test
    void doesNothingBeforeTheNewestVersion(DataSource dataSource) {
        SchemaMigrator.over(dataSource).undo(1, DataLoss.ACCEPTED);

        assertThatThrownBy(() -> script.run(dataSource)).hasMessageContaining("is not at version " + Migration.NEWEST);
        assertThat(new Sql(dataSource)
                        .value("SELECT count(*) FROM pg_roles WHERE rolname = " + new RoleName(app).literal()))
                .isEqualTo("0");
    }

    @Test
    void worksInASchemaThatOthersUseTooAndLeavesTheirTablesAlone(DataSource dataSource) throws SQLException {
        SchemaMigrator.builder(dataSource).schema("public").build().migrate();
        new Sql(dataSource).run("CREATE TABLE public.theirs (x TEXT); GRANT SELECT ON public.theirs TO PUBLIC");

        AccessScript.inSchema("public").roles(owner, app, worker, readOnly).run(dataSource);

        assertThat(new Sql(dataSource).value("SELECT relowner::regrole FROM pg_class WHERE relname = 'theirs'"))
                .isEqualTo("postgres");
        run(dataSource, app, "SELECT * FROM public.theirs");
    }

    @Test
    void psqlRunsWhatIsPrinted(TestDatabase database) throws Exception {
        OfflineSqlTest.assumePsql(database);

        assertThat(OfflineSqlTest.psql("--quiet", database.jdbcUrl(), script.sql() + script.sql()))
                .isZero();

        assertThat(rights(database.pool())).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\u0000b",
                "a\nb",
                "x$souk$; DROP TABLE users",
                "a\\gexec",
                "pg_monitor",
                "public",
                "none",
                "a\u202Eb",
                "a\uD800b",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void refusesAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessScript.inSchema("souk").roles("o", name, "w", "r"))
                .withMessageContaining("role name");
    }

    @Test
    void refusesTheSameRoleTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessScript.inSchema("souk").roles("o", "a", "a", "r"))
                .withMessageContaining("must be four");
    }

    private static List<String> rights(DataSource dataSource) {
        return new Sql(dataSource).rows("""
                SELECT relname || ' ' || coalesce(relacl::text, '') FROM pg_class WHERE relnamespace = 'souk'::regnamespace
                UNION ALL SELECT attrelid::regclass || '.' || attname || ' ' || attacl::text FROM pg_attribute
                WHERE attacl IS NOT NULL AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'souk'::regnamespace)
                UNION ALL SELECT tablename || ' ' || policyname || ' ' || roles::text FROM pg_policies
                UNION ALL SELECT defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl
                UNION ALL SELECT nspname || ' ' || nspacl::text FROM pg_namespace WHERE nspname = 'souk'
                ORDER BY 1""");
    }

    private static void run(DataSource dataSource, String role, String statement) {
        assertThat(sqlState(dataSource, role, statement))
                .as(role + ": " + statement)
                .isEqualTo("00000");
    }

    private static void assertRefused(DataSource dataSource, String role, String statement, String sqlState) {
        assertThat(sqlState(dataSource, role, statement))
                .as(role + ": " + statement)
                .isEqualTo(sqlState);
    }

    /** Runs the statement with the rights of the role alone, as if it had logged in. */
    private static String sqlState(DataSource dataSource, String role, String statement) {
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("SET SESSION AUTHORIZATION " + quoted(role));
            sql.execute(statement);
            return "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
