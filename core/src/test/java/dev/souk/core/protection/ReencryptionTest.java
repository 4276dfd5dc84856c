package dev.souk.core.protection;

import static dev.souk.core.protection.Keys.keys;
import static dev.souk.jooq.Tables.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.user.DuplicateUserException;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From plain to encrypted, from key to key, and back. */
@ExtendWith(MigratedPostgres.class)
class ReencryptionTest {

    private static final int SEVERAL_BATCHES = 2 * Reencryption.BATCH + 7;

    private DataSource dataSource;
    private Accounts accounts;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        accounts = new Accounts(dataSource);
    }

    private SoukDatabase database(FieldProtection protection) {
        return SoukDatabase.over(dataSource, protection);
    }

    private void insertPlain(int count) {
        accounts.transactions().call(dsl -> dsl.execute("""
                insert into souk.users (username, email, password_hash, first_name)
                select 'user' || i, 'user' || i || '@example.org', '!', 'First' || i from generate_series(1, %d) i""".formatted(count)));
    }

    private Map<String, Integer> rowsByKeys() {
        return accounts.transactions()
                .call(dsl -> dsl
                        .fetch(
                                "select coalesce(encrypted_with, 'plain') || ' ' || coalesce(email_hash_key, 'none'), count(*)::int"
                                        + " from souk.users group by 1")
                        .stream()
                        .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class))));
    }

    @Test
    void encryptsWhatWasPlain() {
        insertPlain(SEVERAL_BATCHES);
        SoukDatabase database = database(FieldProtection.encrypting(keys("k1", "i1")));

        ReencryptionReport report = database.reencryption().run(() -> true);

        assertThat(report).isEqualTo(new ReencryptionReport(SEVERAL_BATCHES, 0, List.of()));
        assertThat(report.isComplete()).isTrue();
        assertThat(rowsByKeys()).isEqualTo(Map.of("k1 i1", SEVERAL_BATCHES));
        assertThat(Everything.in(dataSource)).doesNotContain("@example.org", "First1");
        SoukDatabase strict = database(FieldProtection.encryptedWith(keys("k1", "i1")));
        assertThat(strict.users().byEmail("USER42@example.org"))
                .get()
                .returns("user42", User::username)
                .returns("user42@example.org", User::email)
                .returns("First42", User::firstName);
        assertThat(strict.reencryption().run(() -> true)).isEqualTo(new ReencryptionReport(0, 0, List.of()));
    }

    @Test
    void canBeStoppedHalfWayAndGoesOn() {
        insertPlain(SEVERAL_BATCHES);
        SoukDatabase database = database(FieldProtection.encrypting(keys("k1", "i1")));
        AtomicInteger batches = new AtomicInteger();

        ReencryptionReport stopped = database.reencryption().run(() -> batches.getAndIncrement() < 1);

        assertThat(stopped.rewritten()).isEqualTo(Reencryption.BATCH);
        assertThat(stopped.remaining()).isEqualTo(SEVERAL_BATCHES - Reencryption.BATCH);
        assertThat(stopped.isComplete()).isFalse();
        assertThat(database.users().byEmail("user1@example.org")).isPresent();
        assertThat(database.users().byEmail("user" + SEVERAL_BATCHES + "@example.org"))
                .isPresent();
        assertThatThrownBy(
                        () -> database.users().create(UserDraft.of("again", "user" + SEVERAL_BATCHES + "@example.org")))
                .isInstanceOf(DuplicateUserException.class);

        ReencryptionReport finished = database.reencryption().run(() -> true);

        assertThat(finished.rewritten()).isEqualTo(SEVERAL_BATCHES - Reencryption.BATCH);
        assertThat(finished.isComplete()).isTrue();
    }

    @Test
    void changesTheKeysWithoutAPauseAndThenTheOldOnesAreNotNeeded() {
        User ada = database(FieldProtection.encryptedWith(keys("k1", "i1")))
                .users()
                .create(new UserDraft("ada", "ada@example.org", "!", "Ada", null));
        SoukDatabase rotating = database(FieldProtection.encryptedWith(keys("k2,k1", "i2,i1")));

        assertThat(rotating.users().byEmail("ada@example.org")).contains(ada);
        assertThatThrownBy(() -> rotating.users().create(UserDraft.of("eve", "ada@example.org")))
                .isInstanceOf(DuplicateUserException.class);
        assertThat(rotating.reencryption().remaining()).isEqualTo(1);

        assertThat(rotating.reencryption().run(() -> true).isComplete()).isTrue();

        assertThat(rowsByKeys()).isEqualTo(Map.of("k2 i2", 1));
        SoukDatabase fresh = database(FieldProtection.encryptedWith(keys("k2", "i2")));
        assertThat(fresh.users().byEmail("ada@example.org")).contains(ada);
        assertThat(fresh.users().byId(ada.id())).contains(ada);
    }

    @Test
    void bringsEverythingBackToPlain() {
        SoukDatabase encrypted = database(FieldProtection.encryptedWith(keys("k1", "i1")));
        User ada = encrypted.users().create(new UserDraft("ada", "ada@example.org", "!", "Ada", "Lovelace"));

        ReencryptionReport report = database(FieldProtection.decrypting(keys("k1", "i1")))
                .reencryption()
                .run(() -> true);

        assertThat(report.isComplete()).isTrue();
        assertThat(rowsByKeys()).isEqualTo(Map.of("plain none", 1));
        assertThat(database(FieldProtection.plaintext()).users().byEmail("ADA@example.org"))
                .contains(ada);
    }

    @Test
    void keepsUsersApartWhoseAddressesDifferInCaseOnly() {
        accounts.transactions().call(dsl -> dsl.execute("""
                insert into souk.users (username, email, password_hash) values
                    ('upper', 'Ada@example.org', '!'), ('lower', 'ada@example.org', '!'),
                    ('capitals', 'ADA@example.org', '!'), ('alone', 'Bob@Example.org', '!')"""));
        SoukDatabase database = database(FieldProtection.encrypting(keys("k1", "i1")));

        assertThat(database.reencryption().run(() -> true).isComplete()).isTrue();

        requireApart(database);
        SoukDatabase rotated = database(FieldProtection.encryptedWith(keys("k1", "i2,i1")));
        assertThat(rotated.reencryption().run(() -> true).isComplete()).isTrue();
        requireApart(rotated);
        assertThat(rotated.users().changeName(1, "Ada", null)).isTrue();
        requireApart(rotated);
    }

    private static void requireApart(SoukDatabase database) {
        assertThat(database.users().byEmail("ada@example.org")).get().returns("lower", User::username);
        assertThat(database.users().byId(1)).get().returns("Ada@example.org", User::email);
        assertThat(database.users().byEmail("bob@example.org"))
                .get()
                .returns("alone", User::username)
                .returns("Bob@Example.org", User::email);
    }

    @Test
    void leavesWhatCannotBeReadAndSaysWhy() {
        SoukDatabase old = database(FieldProtection.encryptedWith(keys("k1", "i1")));
        User ada = old.users().create(UserDraft.of("ada", "ada@example.org"));
        User bob = old.users().create(UserDraft.of("bob", "bob@example.org"));
        accounts.transactions()
                .call(dsl -> dsl.update(USERS)
                        .set(USERS.EMAIL, "AAAA")
                        .where(USERS.ID.eq(ada.id()))
                        .execute());

        ReencryptionReport report = database(FieldProtection.encryptedWith(keys("k2,k1", "i1")))
                .reencryption()
                .run(() -> true);

        assertThat(report.rewritten()).isEqualTo(1);
        assertThat(report.remaining()).isEqualTo(1);
        assertThat(report.unreadable())
                .singleElement()
                .isInstanceOf(UnreadableFieldException.class)
                .returns(ada.id(), ProtectedFieldException::rowId);
        assertThat(database(FieldProtection.encryptedWith(keys("k2", "i1")))
                        .users()
                        .byId(bob.id()))
                .contains(bob);
    }

    @Test
    void aHostThatReadsEncryptedFieldsOnlyLeavesPlainOnes() {
        insertPlain(3);

        ReencryptionReport report = database(FieldProtection.encryptedWith(keys("k1", "i1")))
                .reencryption()
                .run(() -> true);

        assertThat(report.remaining()).isEqualTo(3);
        assertThat(report.unreadable()).hasSize(3).allMatch(e -> e instanceof PlaintextRefusedException);
    }

    @Test
    void severalHostsShareTheWorkWhileUsersAreCreated() throws Exception {
        insertPlain(SEVERAL_BATCHES);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<ReencryptionReport>> runs = new ArrayList<>();
        try {
            for (int host = 0; host < 3; host++) {
                SoukDatabase database = database(FieldProtection.encrypting(keys("k1", "i1")));
                runs.add(threads.submit(() -> database.reencryption().run(() -> true)));
            }
            SoukDatabase writer = database(FieldProtection.decrypting(keys("k1", "i1")));
            for (int i = 0; i < 50; i++) {
                writer.users().create(UserDraft.of("new" + i, "New" + i + "@example.org"));
            }
            for (Future<ReencryptionReport> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }

        ReencryptionReport last = database(FieldProtection.encrypting(keys("k1", "i1")))
                .reencryption()
                .run(() -> true);

        assertThat(last.isComplete()).isTrue();
        assertThat(rowsByKeys()).isEqualTo(Map.of("k1 i1", SEVERAL_BATCHES + 50));
    }
}
