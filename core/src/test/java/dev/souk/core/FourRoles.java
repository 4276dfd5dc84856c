package dev.souk.core;

import dev.souk.schema.AccessScript;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Gives each test a database of the newest version with the four roles, which may log in. */
public final class FourRoles extends PostgresExtension {

    private static final String PASSWORD = "of no account";

    /** For JUnit. */
    public FourRoles() {}

    @Override
    protected void prepare(DataSource dataSource) {
        SchemaMigrator.over(dataSource).migrate();
        AccessScript.inSchema("souk").run(dataSource);
        for (String role : List.of("souk_owner", "souk_app", "souk_worker", "souk_read_only")) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE %s LOGIN PASSWORD '%s'".formatted(role, PASSWORD));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static DataSource owner(TestDatabase database) {
        return database.poolAs("souk_owner", PASSWORD);
    }

    public static DataSource app(TestDatabase database) {
        return database.poolAs("souk_app", PASSWORD);
    }

    public static DataSource worker(TestDatabase database) {
        return database.poolAs("souk_worker", PASSWORD);
    }

    public static DataSource readOnly(TestDatabase database) {
        return database.poolAs("souk_read_only", PASSWORD);
    }
}
