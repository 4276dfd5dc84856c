package dev.souk.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.souk.core.FourRoles;
import dev.souk.core.SoukDatabase;
import dev.souk.core.access.TwoUsers;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.Keys;
import dev.souk.jooq.Tables;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.testdb.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FourRoles.class)
class PrivacyTest {

    private SoukDatabase worker;
    private SoukDatabase ben;
    private TwoUsers users;
    private DSLContext sql;

    @BeforeEach
    void open(TestDatabase database) {
        worker = SoukDatabase.over(FourRoles.worker(database), FieldProtection.plaintext());
        users = new TwoUsers(worker, database.pool());
        ben = SoukDatabase.over(FourRoles.app(database), FieldProtection.plaintext())
                .asUser(users.ben.id());
        sql = DSL.using(database.pool(), SQLDialect.POSTGRES);
    }

    @Test
    void aUserGetsAllThatIsKeptOfThem() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(ben.privacy().export(users.ben.id(), out)).isTrue();

        String text = out.toString(StandardCharsets.UTF_8);
        JsonNode export = new ObjectMapper().readTree(text);
        assertThat(export.path("format").asText()).isEqualTo("souk-user-export");
        assertThat(export.path("version").asInt()).isEqualTo(1);
        assertThat(export.path("user").path("email").asText()).isEqualTo("ben@example.org");
        assertThat(export.path("user").path("first_name").asText()).isEqualTo("Benjamin");
        assertThat(export.path("tokens")
                        .path(0)
                        .path("device_info")
                        .path("model")
                        .asText())
                .isEqualTo("Nokia");
        assertThat(export.path("alerts").path(0).path("name").asText()).isEqualTo("Ben's bikes");
        assertThat(export.path("alerts").path(0).path("criteria").isObject()).isTrue();
        assertThat(export.path("matches").path(0).path("listing").path("title").asText())
                .isEqualTo("Brompton");
        assertThat(export.path("notifications").path(0).path("content").asText())
                .isEqualTo("It is there.");
        assertThat(export.path("deliveries")).hasSize(3);
        assertThat(text).contains("Ben's mailbox is full").doesNotContain("secret");
    }

    @Test
    void anExportOfNobodyIsEmpty() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(ben.privacy().export(users.ada.id(), out)).isFalse();
        assertThat(worker.privacy().export(4711, out)).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void everyColumnIsExportedOrLeftBehindOnPurpose() {
        Map<Table<?>, List<Field<?>>> exported = Map.of(
                Tables.USERS, UserExport.PROFILE,
                Tables.USER_AUTH, UserExport.TOKENS,
                Tables.ALERTS, UserExport.ALERTS_OF_USER,
                Tables.ALERT_MATCHES, UserExport.MATCHES,
                Tables.NOTIFICATIONS, UserExport.NOTIFICATIONS_OF_USER,
                Tables.NOTIFICATION_DELIVERIES, UserExport.DELIVERIES);

        List<String> leftBehind = exported.entrySet().stream()
                .flatMap(table -> Arrays.stream(table.getKey().fields())
                        .filter(field -> !table.getValue().contains(field))
                        .map(field -> table.getKey().getName() + "." + field.getName()))
                .toList();

        assertThat(leftBehind)
                .containsExactlyInAnyOrder(
                        "users.password_hash",
                        "users.encrypted_with",
                        "users.email_hash",
                        "users.email_hash_key",
                        "user_auth.encrypted_with",
                        "user_auth.token",
                        "notifications.event_key",
                        "notifications.digest_parts",
                        "notification_deliveries.lease_token",
                        "notification_deliveries.taken_by");
    }

    @Test
    void anErasureLeavesNothingInAnyTable() {
        List<String> marks = markEverythingOfBens();
        assertThat(String.join("\n", users.everything())).contains(marks);

        Erasure erasure = ben.privacy().erase(users.ben.id());

        assertThat(erasure.deleted())
                .isEqualTo(Map.of(
                        "users", 1L,
                        "user_auth", 1L,
                        "alerts", 2L,
                        "alert_matches", 1L,
                        "notifications", 1L,
                        "notification_deliveries", 3L));
        assertThat(erasure.total()).isEqualTo(9);
        String left = String.join("\n", users.everything());
        assertThat(marks).noneMatch(left::contains);
        assertThat(worker.users().byId(users.ada.id())).contains(users.ada);
        assertThat(worker.auditLog()
                        .slice(AuditQuery.ALL.ofUser(users.ben.id()), null, 100)
                        .items())
                .anyMatch(entry -> entry.actorId().equals(OptionalLong.of(users.ben.id())));
        assertThat(worker.privacy().erase(users.ben.id()).total()).isZero();
    }

    @Test
    void whatIsEncryptedIsExportedInTheClearAndErasedToo(TestDatabase database) {
        FieldProtection keys = FieldProtection.encryptedWith(Keys.keys("c1", "i1"));
        SoukDatabase encrypting = SoukDatabase.over(FourRoles.worker(database), keys);
        User cleo = encrypting.users().create(new UserDraft("cleo", "cleo@example.org", "hash", "Cleo", "Clark"));
        encrypting
                .tokens()
                .issue(AuthTokenDraft.of(cleo.id(), TokenType.SESSION, Duration.ofDays(1))
                        .withDevice("phone of cleo", Map.of("model", "Brick"))
                        .withAddress("192.0.2.99"));
        List<String> sealed = sql.fetch("""
                        select email, first_name, last_name, encode(email_hash, 'hex') from souk.users where username = 'cleo'
                        union all select ip_address, device_info ->> 'ct', device_id, encode(token, 'hex')
                        from souk.user_auth where user_id = {0}""", DSL.val(cleo.id())).stream()
                .flatMap(row -> Stream.of(row.intoArray()))
                .map(Object::toString)
                .toList();
        assertThat(sealed).hasSize(8);
        String before = String.join("\n", users.everything());
        assertThat(before).contains(sealed).doesNotContain("cleo@", "Clark", "Brick", "192.0.2.99");
        SoukDatabase cleos = SoukDatabase.over(FourRoles.app(database), keys).asUser(cleo.id());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(cleos.privacy().export(cleo.id(), out)).isTrue();
        assertThat(cleos.privacy().erase(cleo.id()).total()).isEqualTo(2);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("cleo@example.org", "Clark", "Brick", "192.0.2.99");
        String after = String.join("\n", users.everything());
        assertThat(sealed).noneMatch(after::contains);
        assertThat(after).doesNotContain("cleo");
    }

    @Test
    void aDumpAfterAnErasureHoldsNothing(TestDatabase database) throws Exception {
        List<String> marks = markEverythingOfBens();
        String before = pgDump(database);
        assertThat(before).contains(marks);

        worker.privacy().erase(users.ben.id());

        String after = pgDump(database);
        assertThat(after).contains("ada@example.org");
        assertThat(marks).noneMatch(after::contains);
    }

    @Test
    void filesHoldDeletedRowsUntilTheyAreWrittenAnew() {
        List<String> marks = markEverythingOfBens();
        worker.privacy().erase(users.ben.id());

        sql.execute("checkpoint");
        assertThat(inFiles(marks)).isNotEmpty();

        users.everything();
        for (String table :
                List.of("users", "user_auth", "alerts", "alert_matches", "notifications", "notification_deliveries")) {
            sql.execute("vacuum full souk." + table);
        }
        sql.execute("checkpoint");
        assertThat(inFiles(marks)).isEmpty();
    }

    private List<String> inFiles(List<String> marks) {
        String anyMark = marks.stream()
                .map(mark -> "position('" + mark + "'::bytea in content) > 0")
                .collect(Collectors.joining(" or "));
        return sql.fetchValues("""
                        select name from (
                            select c.relname::text as name, pg_read_binary_file(pg_relation_filepath(c.oid)) as content
                            from pg_class c left join pg_class owner on owner.reltoastrelid = c.oid
                            where c.relkind in ('r', 'i', 't')
                            and 'souk'::regnamespace in (c.relnamespace, owner.relnamespace)) files
                        where\s""" + anyMark).stream().map(Object::toString).toList();
    }

    /** Writes a mark of its own into each column of Ben's rows that could hold a word of his, and returns the marks. */
    private List<String> markEverythingOfBens() {
        List<String> marks = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String table :
                List.of("users", "user_auth", "alerts", "alert_matches", "notifications", "notification_deliveries")) {
            String ofBen = table.equals("users")
                    ? "id = " + users.ben.id()
                    : table.equals("notification_deliveries") ? "true" : "user_id = " + users.ben.id();
            sql.fetch("""
                            select column_name, data_type from information_schema.columns
                            where table_schema = 'souk' and table_name = {0}
                            and data_type in ('text', 'character varying', 'jsonb', 'ARRAY')
                            and column_name not in ('role', 'token_type', 'status', 'channel', 'encrypted_with', 'email_hash_key',
                            'told_currency')""", DSL.val(table)).forEach(column -> {
                String mark = "mark%03dzq".formatted(marks.size());
                String value = switch (column.get(1).toString()) {
                    case "jsonb" -> "{\"mark\": \"" + mark + "\"}";
                    case "ARRAY" -> "{" + mark + "}";
                    default -> mark;
                };
                sql.execute("update souk.%s set %s = '%s' where %s".formatted(table, column.get(0), value, ofBen));
                marks.add(mark);
                columns.add(table + "." + column.get(0));
            });
        }
        assertThat(marks).hasSizeGreaterThan(15);
        assertThat(columns).contains("notifications.held_channels", "notification_deliveries.taken_by");
        return marks;
    }

    private static String pgDump(TestDatabase database) throws IOException, InterruptedException {
        String url = database.jdbcUrl().replaceFirst("^jdbc:", "").replaceFirst("[?&].*", "");
        ProcessBuilder command = new ProcessBuilder("pg_dump", "-U", "postgres", "-d", url)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        int exit;
        String dump;
        try {
            Process process = command.start();
            dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            exit = process.waitFor();
        } catch (IOException e) {
            exit = -1;
            dump = "";
        }
        assumeThat(exit)
                .as(
                        "NOT RUN unless a pg_dump is installed that is as new as the server, as for PostgreSQL 14 in .ci/run: what pg_dump finds after an erasure")
                .isZero();
        return dump;
    }
}
