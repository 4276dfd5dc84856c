package dev.souk.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.FourRoles;
import dev.souk.core.SoukDatabase;
import dev.souk.core.access.TwoUsers;
import dev.souk.core.audit.AuditEntry.Change;
import dev.souk.core.audit.AuditEntry.Operation;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Counting;
import dev.souk.model.Slice;
import dev.souk.testdb.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FourRoles.class)
class AuditLogTest {

    private SoukDatabase worker;
    private SoukDatabase app;
    private TwoUsers users;
    private DSLContext superuser;

    @BeforeEach
    void open(TestDatabase database) {
        worker = SoukDatabase.over(FourRoles.worker(database), FieldProtection.plaintext());
        app = SoukDatabase.over(FourRoles.app(database), FieldProtection.plaintext());
        superuser = DSL.using(database.pool(), SQLDialect.POSTGRES);
        users = new TwoUsers(worker, database.pool());
    }

    private AuditEntry newest() {
        return worker.auditLog().slice(AuditQuery.ALL, null, 1).items().get(0);
    }

    @Test
    void tellsWhichRoleChangedWhatForWhom() {
        app.asUser(users.ben.id()).alerts().setActive(users.alert.id(), false);

        AuditEntry entry = newest();
        assertThat(entry.databaseRole()).isEqualTo("souk_app");
        assertThat(entry.actorId()).hasValue(users.ben.id());
        assertThat(entry.table()).isEqualTo("alerts");
        assertThat(entry.rowId()).isEqualTo(users.alert.id());
        assertThat(entry.userId()).isEqualTo(users.ben.id());
        assertThat(entry.operation()).isEqualTo(Operation.UPDATE);
        assertThat(entry.changes()).containsExactly(Map.entry("is_active", new Change("true", "false")));
    }

    @Test
    void namesTheAdministratorWhoIsNotConfined() {
        worker.onBehalfOf(users.ada.id()).users().setActive(users.ben.id(), false);

        assertThat(newest().actorId()).hasValue(users.ada.id());
        assertThat(newest().userId()).isEqualTo(users.ben.id());

        worker.users().setActive(users.ben.id(), true);

        assertThat(newest().actorId()).isEqualTo(OptionalLong.empty());
        assertThat(newest().changes()).containsOnlyKeys("is_active");
    }

    @Test
    void anActorThatIsNoNumberIsNone() {
        superuser.transaction(tx -> {
            tx.dsl().fetch("select set_config('souk.user_id', 'x''; drop table users', true)");
            tx.dsl().execute("update souk.users set role = 'admin' where id = {0}", DSL.val(users.ben.id()));
        });

        assertThat(newest().actorId()).isEqualTo(OptionalLong.empty());
        assertThat(newest().changes()).containsEntry("role", new Change("user", "admin"));
    }

    @Test
    void showsNoPersonalValueAndNoSecret() {
        superuser.execute("alter table souk.users add column nickname text");
        superuser.execute("update souk.users set nickname = 'Benny', email = 'b@example.org', first_name = null"
                + " where username = 'ben'");
        superuser.execute("update souk.user_auth set token = sha256('another token'), ip_address = '192.0.2.7',"
                + " device_info = '{\"model\": \"Nokia\"}'");
        superuser.execute("update souk.alerts set name = 'For Grandma', query = 'bromptonish',"
                + " criteria = '{\"keywords\": \"wheelchair\"}'");
        AuditEntry ofAlert = newest();
        worker.users().delete(users.ben.id());

        String all =
                superuser.fetchValues("select t::text from souk.audit_log t").toString();
        assertThat(all)
                .contains("***")
                .doesNotContainIgnoringCase("benny")
                .doesNotContain(
                        "Benjamin",
                        "Bloom",
                        "example.org",
                        "secret",
                        "another",
                        "192.0.2.7",
                        "Nokia",
                        "Grandma",
                        "bromptonish",
                        "wheelchair",
                        "Ben's",
                        "\"ben\"");
        assertThat(ofAlert.changes())
                .containsEntry("name", new Change("***", "***"))
                .containsOnlyKeys("name", "query", "criteria");
        assertThat(worker.auditLog()
                        .slice(AuditQuery.ALL.ofUser(users.ben.id()).ofTable("users"), null, 10)
                        .items())
                .extracting(AuditEntry::operation)
                .containsExactly(Operation.DELETE, Operation.UPDATE, Operation.INSERT);
        assertThat(worker.auditLog()
                        .slice(AuditQuery.ALL.ofUser(users.ben.id()).ofTable("user_auth"), null, 10)
                        .items())
                .extracting(AuditEntry::operation)
                .as("what a reference deletes is told too")
                .startsWith(Operation.DELETE);
    }

    @Test
    void whatChangesWithEveryWriteIsNotTold() {
        long before = count();

        superuser.execute("update souk.alerts set last_checked = now(), updated_at = now()");
        assertThatThrownBy(() -> worker.inTransaction(tx -> {
                    tx.users().setActive(users.ben.id(), false);
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");

        assertThat(count()).isEqualTo(before);
    }

    private long count() {
        return worker.auditLog()
                .page(AuditQuery.ALL, 0, 1, Counting.EXACT)
                .total()
                .count();
    }

    @Test
    void nobodyChangesWhatIsWritten(TestDatabase database) {
        for (String statement : List.of(
                "update souk.audit_log set actor_id = 1", "delete from souk.audit_log", "truncate souk.audit_log")) {
            assertThatThrownBy(() -> superuser.execute(statement)).hasMessageContaining("only appended to");
            for (var dataSource :
                    List.of(FourRoles.app(database), FourRoles.worker(database), FourRoles.readOnly(database))) {
                assertThatThrownBy(
                                () -> DSL.using(dataSource, SQLDialect.POSTGRES).execute(statement))
                        .hasMessageContaining("permission denied");
            }
        }
        assertThatThrownBy(() -> DSL.using(FourRoles.app(database), SQLDialect.POSTGRES)
                        .fetch("select souk.audit_purge(interval '8 days', 1)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> DSL.using(FourRoles.worker(database), SQLDialect.POSTGRES)
                        .execute("insert into souk.audit_log (database_role, table_name, row_id, user_id, operation)"
                                + " values ('me', 'users', 1, 1, 'update')"))
                .hasMessageContaining("permission denied");
        superuser.transaction(tx -> {
            tx.dsl().fetch("select set_config('souk.audit_purge', 'on', true)");
            assertThatThrownBy(() -> tx.dsl()
                            .transaction(nested -> nested.dsl().execute("delete from souk.audit_log where id > 1")))
                    .as("entries of the last week stay, whoever asks")
                    .hasMessageContaining("only appended to");
        });
    }

    @Test
    void purgesWhatIsOldAndKeepsTheLastWeek(TestDatabase database) {
        superuser.execute(
                "insert into souk.audit_log (happened_at, database_role, table_name, row_id, user_id, operation)"
                        + " select clock_timestamp() - interval '30 days', 'r', 'users', 1, 1, 'update'"
                        + " from generate_series(1, 20500)");
        long young = count() - 20_501;

        assertThat(worker.auditLog().purge(Duration.ofDays(60))).isEqualTo(1);
        assertThat(worker.auditLog().purge(Duration.ofDays(8))).isEqualTo(20_500);
        assertThat(worker.auditLog().purge(Duration.ofDays(8))).isZero();
        assertThat(count()).isEqualTo(young).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> worker.auditLog().purge(Duration.ofDays(6)));
        assertThatThrownBy(() -> DSL.using(FourRoles.worker(database), SQLDialect.POSTGRES)
                        .fetch("select souk.audit_purge(interval '1 day', 10)"))
                .hasMessageContaining("7 days");
    }

    @Test
    void isWalkedBySliceAndByTime() {
        Slice<AuditEntry> first = worker.auditLog().slice(AuditQuery.ALL, null, 2);
        Slice<AuditEntry> second =
                worker.auditLog().slice(AuditQuery.ALL, first.next().orElseThrow(), 2);

        assertThat(second.items()).doesNotContainAnyElementsOf(first.items()).hasSize(2);
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        assertThat(worker.auditLog()
                        .page(AuditQuery.ALL.until(longAgo), 0, 10, Counting.EXACT)
                        .items())
                .extracting(AuditEntry::databaseRole)
                .containsExactly("long_gone");
        assertThat(worker.auditLog()
                        .slice(AuditQuery.ALL.since(longAgo), null, 100)
                        .items())
                .extracting(AuditEntry::databaseRole)
                .doesNotContain("long_gone")
                .contains("souk_worker");
    }
}
