package dev.souk.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Four roles, each with the least that it needs, as SQL that can be read first. The <em>owner</em> has the tables and
 * migrates; the <em>app</em> serves users and sees the rows of the one that is set; the <em>worker</em> fetches, matches
 * and sends, signs users up and in, and sees all; <em>read only</em> is the app that writes nothing.
 *
 * <pre>{@code
 * String sql = AccessScript.inSchema("souk").roles("shop_owner", "shop_app", "shop_worker", "shop_reader").sql();
 * }</pre>
 *
 * <p>Run it, as a superuser, on the newest version, and again after each migration; running it twice does no harm. It
 * makes roles that are missing, without the right to log in: grant them to the roles that log in, or {@code ALTER ROLE
 * ... LOGIN}. Where the roles are there already, and own what they should, the owner can run it. Unchanging and
 * thread-safe.
 */
public final class AccessScript {

    private final HistoryTable history;
    private final RoleName owner;
    private final RoleName app;
    private final RoleName worker;
    private final RoleName readOnly;

    private AccessScript(HistoryTable history, RoleName owner, RoleName app, RoleName worker, RoleName readOnly) {
        this.history = history;
        this.owner = owner;
        this.app = app;
        this.worker = worker;
        this.readOnly = readOnly;
        Set<RoleName> distinct = Stream.of(owner, app, worker, readOnly).collect(Collectors.toSet());
        if (distinct.size() < 4) {
            throw new IllegalArgumentException("the four roles must be four: " + distinct);
        }
    }

    /**
     * For a schema with the default history table, and roles {@code souk_owner}, {@code souk_app}, {@code souk_worker}
     * and {@code souk_read_only}.
     *
     * @throws IllegalArgumentException if the name has other signs than letters, digits and underscores
     */
    public static AccessScript inSchema(String schema) {
        return inSchema(schema, SchemaMigrator.DEFAULT_HISTORY_TABLE);
    }

    /**
     * For a schema with a history table of that name.
     *
     * @throws IllegalArgumentException if a name has other signs than letters, digits and underscores
     */
    public static AccessScript inSchema(String schema, String historyTable) {
        return new AccessScript(
                new HistoryTable(schema, historyTable),
                new RoleName("souk_owner"),
                new RoleName("souk_app"),
                new RoleName("souk_worker"),
                new RoleName("souk_read_only"));
    }

    /**
     * The same for roles of other names, with any signs that PostgreSQL allows but control characters, dollar signs and
     * backslashes.
     *
     * @throws IllegalArgumentException if a name is none, or two are the same
     */
    public AccessScript roles(String owner, String app, String worker, String readOnly) {
        return new AccessScript(
                history, new RoleName(owner), new RoleName(app), new RoleName(worker), new RoleName(readOnly));
    }

    /** The SQL: one transaction, which does nothing unless the schema is at the newest version. For psql or any client. */
    public String sql() {
        return "-- Roles and rights in schema %s at version %s. Run it again after each migration.\nBEGIN;\n%sCOMMIT;\n"
                .formatted(history.schema(), Migration.NEWEST, body());
    }

    /**
     * Runs the SQL in a transaction of its own.
     *
     * @throws SchemaException if the role of the data source may not, or the schema is not at the newest version
     * @throws IllegalStateException if the data source hands out connections with auto-commit off, on which a transaction
     *     of the application's may be open
     */
    public void run(DataSource dataSource) {
        try {
            new Transactions(dataSource, false).commit(connection -> {
                Transaction.execute(connection, body());
                return history;
            });
        } catch (SQLException e) {
            String message = "roles of schema %s were not set up: %s".formatted(history.schema(), e.getMessage());
            throw new SchemaException(history.schema(), message, e);
        }
    }

    private String body() {
        return "SET LOCAL client_min_messages = warning;\n"
                + history.lock()
                + history.expect(Migration.NEWEST)
                + "\n"
                + createRoles()
                + refuseRolesThatNothingHolds()
                + own()
                + grantSchema()
                + TableRights.ALL.stream().map(this::grant).collect(Collectors.joining())
                + grantHistory()
                + grantSequences()
                + grantFunctions()
                + grantLater();
    }

    private String createRoles() {
        String each = roles().map(role -> """
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %s) THEN
                        CREATE ROLE %s NOLOGIN;
                    END IF;
                """.formatted(role.literal(), role.quoted()))
                .collect(Collectors.joining());
        return """
                -- Who runs this has to be able to act for the owner.
                DO $souk$ BEGIN
                %s    IF NOT pg_has_role(%s, 'USAGE') THEN
                        GRANT %s TO CURRENT_USER;
                    END IF;
                END $souk$;

                """.formatted(each, owner.literal(), owner.quoted());
    }

    private String refuseRolesThatNothingHolds() {
        return """
                -- Row level security does not hold a superuser, a role that bypasses it, nor one that is also the owner.
                DO $souk$ DECLARE free TEXT; BEGIN
                    SELECT string_agg(rolname, ', ') INTO free FROM pg_roles
                    WHERE rolname IN (%1$s, %2$s) AND (rolsuper OR rolbypassrls
                        OR pg_has_role(oid, %3$s, 'MEMBER') OR pg_has_role(oid, %4$s, 'MEMBER'));
                    IF free IS NOT NULL THEN
                        RAISE EXCEPTION 'row level security would not hold %%: nothing was changed', free;
                    END IF;
                END $souk$;

                """.formatted(app.literal(), readOnly.literal(), owner.literal(), worker.literal());
    }

    private String own() {
        String tables = Stream.concat(
                        TableRights.ALL.stream().map(rights -> table(rights.table())), Stream.of(history.quoted()))
                .map(table -> "ALTER TABLE %s OWNER TO %s;\n".formatted(table, owner.quoted()))
                .collect(Collectors.joining());
        String functions = TableRights.FUNCTIONS.stream()
                .map(function ->
                        "ALTER FUNCTION \"%s\".%s OWNER TO %s;\n".formatted(history.schema(), function, owner.quoted()))
                .collect(Collectors.joining());
        String statistics = TableRights.STATISTICS.stream()
                .map(name ->
                        "ALTER STATISTICS \"%s\".%s OWNER TO %s;\n".formatted(history.schema(), name, owner.quoted()))
                .collect(Collectors.joining());
        return tables + functions + statistics + "\n";
    }

    private String grantSchema() {
        return """
                REVOKE CREATE ON SCHEMA "%1$s" FROM PUBLIC;
                GRANT USAGE, CREATE ON SCHEMA "%1$s" TO %2$s;
                GRANT USAGE ON SCHEMA "%1$s" TO %3$s;

                """.formatted(history.schema(), owner.quoted(), theOthers());
    }

    private String grant(TableRights rights) {
        String table = table(rights.table());
        String policy = """
                DROP POLICY IF EXISTS souk_worker ON %1$s;
                CREATE POLICY souk_worker ON %1$s TO %2$s USING (true) WITH CHECK (true);
                """.formatted(table, worker.quoted());
        return "REVOKE ALL ON %s FROM PUBLIC, %s;\n".formatted(table, theOthers())
                + grant(rights.app(), table, app)
                + grant(rights.worker(), table, worker)
                + grant(rights.readOnly(), table, readOnly)
                + (rights.ofUsers() ? policy : "")
                + "\n";
    }

    private static String grant(String rights, String object, RoleName role) {
        return rights.isEmpty() ? "" : "GRANT %s ON %s TO %s;\n".formatted(rights, object, role.quoted());
    }

    private String grantHistory() {
        return "-- SchemaMigrator looks at it when an application starts.\nREVOKE ALL ON %1$s FROM PUBLIC, %2$s;\n"
                        .formatted(history.quoted(), theOthers())
                + "GRANT SELECT ON %s TO %s;\n\n".formatted(history.quoted(), theOthers());
    }

    private String grantSequences() {
        return "REVOKE ALL ON SEQUENCE %s FROM PUBLIC, %s;\n".formatted(list(TableRights.SEQUENCES), theOthers())
                + "GRANT USAGE ON SEQUENCE %s TO %s;\n".formatted(list(TableRights.SEQUENCES), worker.quoted())
                + "GRANT USAGE ON SEQUENCE %s TO %s;\n\n".formatted(list(TableRights.SEQUENCES_OF_APP), app.quoted());
    }

    /** Who may run a function that has the owner's rights may have it write by a trigger on a table of their own. */
    private String grantFunctions() {
        return "REVOKE ALL ON FUNCTION %s FROM PUBLIC, %s;\n".formatted(functions(TableRights.FUNCTIONS), theOthers())
                + "GRANT EXECUTE ON FUNCTION %s TO %s;\n\n"
                        .formatted(functions(TableRights.FUNCTIONS_OF_WORKER), worker.quoted());
    }

    private String functions(List<String> signatures) {
        return signatures.stream()
                .map(signature -> "\"%s\".%s".formatted(history.schema(), signature))
                .collect(Collectors.joining(", "));
    }

    private String grantLater() {
        return """
                -- What later migrations create is the worker's until this is run again: a right that is missing is seen, one
                -- too many is not. Earlier releases let the others read it.
                ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA "%2$s" REVOKE SELECT ON TABLES FROM %3$s, %5$s;
                ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA "%2$s" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %4$s;
                ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA "%2$s" GRANT USAGE ON SEQUENCES TO %4$s;
                """.formatted(owner.quoted(), history.schema(), app.quoted(), worker.quoted(), readOnly.quoted());
    }

    private String theOthers() {
        return Stream.of(app, worker, readOnly).map(RoleName::quoted).collect(Collectors.joining(", "));
    }

    private Stream<RoleName> roles() {
        return Stream.of(owner, app, worker, readOnly);
    }

    private String list(List<String> names) {
        return names.stream().map(this::table).collect(Collectors.joining(", "));
    }

    private String table(String name) {
        return "\"%s\".\"%s\"".formatted(history.schema(), name);
    }
}
