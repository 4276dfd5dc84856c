package dev.souk.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.souk.core.FourRoles;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.Keys;
import dev.souk.core.protection.ReencryptionReport;
import dev.souk.core.transaction.NotConfinedException;
import dev.souk.core.transaction.StorageException;
import dev.souk.core.user.DuplicateUserException;
import dev.souk.core.user.UnknownUserException;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.testdb.TestDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user reaches of another's, by a role of each kind on a real server. */
@ExtendWith(FourRoles.class)
class RowSecurityTest {

    private TwoUsers users;
    private SoukDatabase app;
    private SoukDatabase worker;

    @BeforeEach
    void open(TestDatabase database) {
        worker = SoukDatabase.over(FourRoles.worker(database), FieldProtection.plaintext());
        app = SoukDatabase.over(FourRoles.app(database), FieldProtection.plaintext());
        users = new TwoUsers(worker, database.pool());
        users.haveWhatServedItsTime();
    }

    @Test
    void everyMethodOfEveryRepositoryIsAsked() {
        TreeSet<String> unasked = new TreeSet<>(EveryRepository.methods());
        unasked.removeAll(EveryRepository.QUESTIONS.keySet());

        assertThat(unasked)
                .as("methods that EveryRepository does not ask about another user")
                .containsExactly("users.create(UserDraft)");
        assertThat(EveryRepository.methods()).containsAll(EveryRepository.QUESTIONS.keySet());
    }

    @Test
    void reachesNothingOfAnotherUser() {
        assertReachesNothing(app.asUser(users.ada.id()));
    }

    @Test
    void reachesNothingOfAnotherUserByTheReadOnlyRole(TestDatabase database) {
        assertReachesNothing(SoukDatabase.over(FourRoles.readOnly(database), FieldProtection.plaintext())
                .asUser(users.ada.id()));
    }

    @Test
    void reachesNothingWithoutAUser() {
        assertReachesNothing(app);
    }

    private void assertReachesNothing(SoukDatabase database) {
        List<String> before = users.everything();
        for (String question : EveryRepository.QUESTIONS.keySet()) {
            Object answer = ask(question, database);

            assertThat(isNothing(answer)).as(question + " answered " + answer).isTrue();
            assertThat(users.everything()).as(question).isEqualTo(before);
        }
    }

    /** Each is taken back, so that the next finds Ben as he was. */
    @Test
    void theWorkerReachesAllByTheSameQuestions() {
        for (String question : EveryRepository.QUESTIONS.keySet()) {
            AtomicReference<Object> answer = new AtomicReference<>();
            assertThatThrownBy(() -> worker.inTransaction(tx -> {
                        answer.set(ask(question, tx));
                        throw new TakenBack();
                    }))
                    .as(question)
                    .isInstanceOf(TakenBack.class);

            assertThat(isNothing(answer.get()))
                    .as(question + " answered " + answer)
                    .isFalse();
        }
    }

    @Test
    void reencryptionReachesNothingOfAnotherUser(TestDatabase database) {
        FieldProtection keys = FieldProtection.encrypting(Keys.keys("k1", "i1"));
        SoukDatabase ada = SoukDatabase.over(FourRoles.app(database), keys).asUser(users.ada.id());
        List<String> before = rowsOfBen();

        assertThat(ada.reencryption().remaining()).as("Ada's own").isEqualTo(1);
        ReencryptionReport own = ada.reencryption().run(() -> true);

        assertThat(own).isEqualTo(new ReencryptionReport(1, 0, List.of()));
        assertThat(rowsOfBen()).hasSize(2).isEqualTo(before);
        assertThat(SoukDatabase.over(FourRoles.app(database), keys)
                        .reencryption()
                        .run(() -> true))
                .isEqualTo(new ReencryptionReport(0, 0, List.of()));
        assertThatThrownBy(() -> SoukDatabase.over(FourRoles.readOnly(database), keys)
                        .asUser(users.ada.id())
                        .reencryption()
                        .run(() -> true))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.sqlState()).contains("42501"));
        assertThat(rowsOfBen()).isEqualTo(before);
        assertThat(SoukDatabase.over(FourRoles.worker(database), keys)
                        .reencryption()
                        .run(() -> true))
                .isEqualTo(new ReencryptionReport(2, 0, List.of()));
    }

    /** Those with fields that are encrypted. */
    private List<String> rowsOfBen() {
        return users.everything().stream()
                .filter(row -> row.startsWith("users: (" + users.ben.id() + ",") || row.startsWith("user_auth: "))
                .toList();
    }

    /** The transaction is the host's, of plain jOOQ. */
    @Test
    void whatAHostTakesBackIsAsItWasWhateverWasAsked(TestDatabase database) {
        DSLContext host = DSL.using(FourRoles.worker(database), SQLDialect.POSTGRES);
        List<String> before = users.everything();

        for (String question : EveryRepository.QUESTIONS.keySet()) {
            assertThatThrownBy(() -> host.transaction(tx -> {
                        ask(question, SoukDatabase.over(tx.dsl(), FieldProtection.plaintext()));
                        throw new TakenBack();
                    }))
                    .as(question)
                    .isInstanceOf(TakenBack.class);
        }

        assertThat(users.everything()).isEqualTo(before);
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Object ask(String question, SoukDatabase database) {
        try {
            return EveryRepository.QUESTIONS.get(question).ask(database, users);
        } catch (UnknownUserException e) {
            return Optional.empty();
        } catch (StorageException e) {
            assertThat(e.sqlState()).contains("42501");
            return Optional.empty();
        }
    }

    private static boolean isNothing(Object answer) {
        return answer.equals(Optional.empty())
                || answer.equals(false)
                || (answer instanceof Number number && number.longValue() <= 0)
                || (answer instanceof Collection<?> items && items.isEmpty())
                || (answer instanceof Slice<?> slice && slice.items().isEmpty())
                || (answer instanceof PageResult<?> page
                        && page.items().isEmpty()
                        && page.total().count() == 0);
    }

    @Test
    void aUserReachesWhatIsTheirs() {
        SoukDatabase ben = app.asUser(users.ben.id());

        assertThat(ben.users().byUsername("ben")).contains(users.ben);
        Alert created = ben.alerts().create(AlertDraft.of(users.ben.id(), "Second", AlertCriteria.ANYTHING));
        assertThat(ben.alerts().ofUser(users.ben.id(), 0, 10).items()).contains(created);
        assertThat(ben.alerts().setActive(created.id(), false)).isTrue();
        assertThat(ben.alerts().setActive(created.id(), true)).isTrue();
        assertThat(ben.alerts().delete(created.id())).isTrue();
        assertThat(ben.matches().markSaved(users.match, true)).isTrue();
        assertThat(ben.notifications().markRead(users.notification)).isTrue();
        assertThat(ben.deliveries().dead(0, 10).items()).hasSize(1);
        assertThat(ben.listings().search(ListingQuery.builder().build(), 0, 10).items())
                .hasSize(2);
        assertThat(ben.users().delete(users.ben.id())).isTrue();
        assertThat(users.everything()).noneMatch(row -> row.contains("Ben"));
    }

    @Test
    void aUserWhoWantsWhatAnotherHasIsToldSoAndTheTransactionGoesOn() {
        app.inTransaction(tx -> {
            SoukDatabase ada = tx.asUser(users.ada.id());
            assertThatThrownBy(() -> ada.users().changeEmail(users.ada.id(), "Ben@example.org"))
                    .isInstanceOfSatisfying(
                            DuplicateUserException.class,
                            e -> assertThat(e.field()).isEqualTo("email"));
            assertThatThrownBy(() -> ada.users().changeUsername(users.ada.id(), "ben"))
                    .isInstanceOfSatisfying(
                            DuplicateUserException.class,
                            e -> assertThat(e.field()).isEqualTo("username"));
            return ada.users().changeEmail(users.ada.id(), "lovelace@example.org");
        });

        assertThat(worker.users().byEmail("lovelace@example.org")).get().returns("ada", User::username);
    }

    @Test
    void whatTriggersWriteForAUserReachesTheWorker() {
        worker.backfills().done(users.backfill);
        Alert created = app.asUser(users.ada.id())
                .alerts()
                .create(AlertDraft.of(users.ada.id(), "Ada's", AlertCriteria.ANYTHING));

        List<Backfill> pending = worker.inTransaction(tx -> tx.backfills().pending(10));
        assertThat(pending).anyMatch(backfill -> backfill.alertId() == created.id());
        worker.users().setActive(users.ada.id(), false);
        worker.users().setActive(users.ada.id(), true);
        app.asUser(users.ada.id()).alerts().delete(created.id());

        assertThat(users.everything()).contains("alert_deletions: " + deletionOf(created));
    }

    private String deletionOf(Alert alert) {
        return users.everything().stream()
                .filter(row -> row.startsWith("alert_deletions: (" + alert.id() + ","))
                .findFirst()
                .orElseThrow()
                .substring("alert_deletions: ".length());
    }

    @Test
    void plainSqlOfTheAppIsHeldToo(TestDatabase database) {
        DSLContext sql = DSL.using(FourRoles.app(database), SQLDialect.POSTGRES);
        String aWayIn = "select set_config('souk.user_id', '%d', true)".formatted(users.ada.id());

        for (String table : List.of("users", "user_auth", "alerts", "alert_matches", "notifications")) {
            assertThat(sql.fetchValue("select count(*) from souk." + table)).isEqualTo(0L);
        }
        for (String statement : List.of(
                "insert into souk.alerts (user_id, name, criteria) values (%d, 'hers', '{}')",
                "insert into souk.user_auth (user_id, token, token_type, expires_at) values (%d, sha256('t'), 't', now())")) {
            assertThatThrownBy(() -> sql.transaction(tx -> {
                        tx.dsl().execute(aWayIn);
                        tx.dsl().execute(statement.formatted(users.ben.id()));
                    }))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("row-level security policy");
        }
        assertThatThrownBy(() -> sql.transaction(tx -> {
                    tx.dsl().execute(aWayIn);
                    tx.dsl().execute("set local row_security = off");
                    tx.dsl().fetch("select * from souk.users");
                }))
                .hasMessageContaining("affected by row-level security");
    }

    @Test
    void theHostsOwnStatementsAreNotHeldByAUserOfOurs(TestDatabase database) {
        DSLContext host = DSL.using(FourRoles.app(database), SQLDialect.POSTGRES);
        String setting = "select coalesce(current_setting('souk.user_id', true), '')";

        host.transaction(tx -> {
            SoukDatabase joined = SoukDatabase.over(tx.dsl(), FieldProtection.plaintext());
            assertThat(joined.asUser(users.ben.id()).users().count()).isEqualTo(1);
            assertThat(tx.dsl().fetchValue(setting)).isEqualTo("");
            assertThatThrownBy(() -> joined.asUser(users.ada.id())
                            .alerts()
                            .create(AlertDraft.of(users.ben.id(), "hers", AlertCriteria.ANYTHING)))
                    .isInstanceOf(UnknownUserException.class);
            assertThat(tx.dsl().fetchValue(setting)).isEqualTo("");
            assertThatThrownBy(() -> joined.asUser(users.ada.id()).users().setActive(users.ada.id(), false))
                    .isInstanceOf(StorageException.class);
            assertThat(tx.dsl().fetchValue(setting)).isEqualTo("");

            tx.dsl().fetch("select set_config('souk.user_id', '4711', true)");
            assertThat(joined.asUser(users.ben.id()).users().count()).isEqualTo(1);
            assertThat(tx.dsl().fetchValue(setting)).isEqualTo("4711");
        });

        app.inTransaction(tx -> {
            assertThat(tx.asUser(users.ben.id()).users().count()).isEqualTo(1);
            assertThat(tx.asUser(users.ada.id()).users().byId(users.ada.id())).isPresent();
            assertThat(tx.users().count()).isZero();
            return tx.asUser(users.ben.id()).inTransaction(inner -> {
                assertThat(inner.users().byId(users.ben.id())).isPresent();
                assertThat(inner.asUser(users.ada.id()).users().byId(users.ben.id()))
                        .isEmpty();
                return inner.users().byId(users.ben.id());
            });
        });
    }

    @Test
    void aRoleThatSeesAllIsToldThatItIsNotConfined(TestDatabase database) {
        DataSource owner = FourRoles.owner(database);

        for (SoukDatabase unconfined : List.of(
                SoukDatabase.over(database.pool(), FieldProtection.plaintext()),
                SoukDatabase.over(owner, FieldProtection.plaintext()),
                worker)) {
            assertThatThrownBy(() -> unconfined.asUser(users.ada.id()).users().count())
                    .asInstanceOf(type(NotConfinedException.class))
                    .satisfies(e -> assertThat(e)
                            .hasMessageContaining(e.role())
                            .hasMessageContaining("Connect as the app role"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> app.asUser(0));
    }

    @Test
    void aHostWithOneRoleWorksWithoutAUser(TestDatabase database) {
        SoukDatabase owner = SoukDatabase.over(FourRoles.owner(database), FieldProtection.plaintext());

        assertThat(owner.users().count()).isEqualTo(2);
        assertThat(owner.onBehalfOf(users.ada.id()).users().count()).isEqualTo(2);
        assertThat(owner.alerts().delete(users.alert.id())).isTrue();
    }

    @Test
    void thePoliciesUseTheIndexes(TestDatabase database) {
        DSL.using(FourRoles.app(database), SQLDialect.POSTGRES).transaction(tx -> {
            tx.dsl().execute("set local enable_seqscan = off");
            tx.dsl().fetch("select set_config('souk.user_id', '7', true)");

            for (String table : List.of(
                    "users", "user_auth", "alerts", "alert_matches", "notifications", "notification_deliveries")) {
                String plan = tx.dsl()
                        .fetchValues("explain select * from souk." + table)
                        .toString();
                String column = table.equals("users")
                        ? "id"
                        : table.equals("notification_deliveries") ? "notification_id" : "user_id";
                assertThat(plan).contains("Index Cond: (" + column + " = ").contains("InitPlan");
            }
        });
    }
}
