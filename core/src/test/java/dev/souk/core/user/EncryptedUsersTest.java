package dev.souk.core.user;

import static dev.souk.core.protection.Keys.keys;
import static dev.souk.jooq.Tables.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.Everything;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.PlaintextRefusedException;
import dev.souk.core.protection.ProtectedFieldException;
import dev.souk.core.protection.UnknownKeyException;
import dev.souk.core.protection.UnreadableFieldException;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whose address and names are encrypted. */
@ExtendWith(MigratedPostgres.class)
class EncryptedUsersTest {

    private static final UserDraft ADA = new UserDraft("countess", "Ada@Example.org", "hash", "Augusta", "Lovelace");

    private DataSource dataSource;
    private Accounts accounts;
    private UserRepository users;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        accounts = new Accounts(dataSource);
        users = users(FieldProtection.encryptedWith(keys("k1", "i1")));
    }

    private UserRepository users(FieldProtection protection) {
        return SoukDatabase.over(dataSource, protection).users();
    }

    @Test
    void areStoredFoundAndListedLikeOthers() {
        User ada = users.create(ADA);

        assertThat(ada.email()).isEqualTo("ada@example.org");
        assertThat(ada.firstName()).isEqualTo("Augusta");
        assertThat(users.byId(ada.id())).contains(ada);
        assertThat(users.byUsername("countess")).contains(ada);
        assertThat(users.byEmail(" ADA@example.ORG")).contains(ada);
        assertThat(users.byEmail("bob@example.org")).isEmpty();
        assertThat(users.page(0, 10).items()).containsExactly(ada);
        assertThat(users.slice(null, 10).items()).containsExactly(ada);
    }

    @Test
    void leaveNothingPersonalInAnyRowIndexOrFile() {
        User ada = users.create(ADA);
        users.changeEmail(ada.id(), "Other@Example.org");
        users.changeName(ada.id(), "Annabella", "Byron");

        String rows = Everything.in(dataSource);
        String files = Everything.filesOf(dataSource, "users");
        assertThat(rows).contains("countess");
        assertThat(files).contains("countess");
        for (String secret : List.of("ada@", "other@", "example.org", "augusta", "lovelace", "annabella", "byron")) {
            assertThat(rows).doesNotContainIgnoringCase(secret);
            assertThat(files).doesNotContainIgnoringCase(secret);
        }
    }

    @Test
    void changeAddressAndNameAndLeaveTheOldAddressFree() {
        User ada = users.create(ADA);

        assertThat(users.changeEmail(ada.id(), "Countess@Example.org")).isTrue();
        assertThat(users.changeName(ada.id(), "Ada", null)).isTrue();

        assertThat(users.byEmail("ada@example.org")).isEmpty();
        assertThat(users.byEmail("countess@example.org")).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(ada.id());
            assertThat(found.firstName()).isEqualTo("Ada");
            assertThat(found.lastName()).isNull();
        });
        users.create(UserDraft.of("another", "ada@example.org"));
        assertThatThrownBy(() -> users.changeEmail(ada.id(), "ADA@example.org"))
                .isInstanceOf(DuplicateUserException.class);
        assertThat(users.changeEmail(ada.id(), "countess@EXAMPLE.org")).isTrue();
        assertThat(users.changeEmail(999, "nobody@example.org")).isFalse();
    }

    @Test
    void areRefusedWhenACiphertextIsMovedToAnotherRowOrColumn() {
        User ada = users.create(ADA);
        User bob = users.create(new UserDraft("bob", "bob@example.org", "hash", "Bob", "Lee"));
        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.users set first_name = (select first_name from souk.users where id = {0}) where id = {1}",
                        ada.id(), bob.id()));

        assertThatThrownBy(() -> users.byId(bob.id())).isInstanceOfSatisfying(UnreadableFieldException.class, e -> {
            assertThat(e.table()).isEqualTo("users");
            assertThat(e.column()).isEqualTo("first_name");
            assertThat(e.rowId()).isEqualTo(bob.id());
            assertThat(e.keyId()).isEqualTo("k1");
        });

        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.users set last_name = email, first_name = null" + " where id = " + ada.id()));
        assertThatThrownBy(() -> users.byId(ada.id())).isInstanceOf(UnreadableFieldException.class);
    }

    @Test
    void areRefusedByAHostWithoutTheKeyAndByOneWithoutKeys() {
        User ada = users.create(ADA);

        assertThatThrownBy(() -> users(FieldProtection.plaintext()).byId(ada.id()))
                .isInstanceOfSatisfying(
                        UnknownKeyException.class, e -> assertThat(e.keyId()).isEqualTo("k1"));
        assertThatThrownBy(() ->
                        users(FieldProtection.encryptedWith(keys("k9", "i1"))).byId(ada.id()))
                .isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void arePlainOnlyWhereTheHostSaysSo() {
        User ada = users(FieldProtection.plaintext()).create(ADA);

        assertThatThrownBy(() -> users.byId(ada.id()))
                .isInstanceOf(PlaintextRefusedException.class)
                .isInstanceOf(ProtectedFieldException.class)
                .hasMessageNotContaining("ada@");
        assertThat(users(FieldProtection.encrypting(keys("k1", "i1"))).byEmail("ADA@example.org"))
                .contains(ada);
        assertThat(users(FieldProtection.decrypting(keys("k1", "i1"))).byEmail("ADA@example.org"))
                .contains(ada);
    }

    @Test
    void cannotBePassedOffByAPlainValueThatLooksLikeACiphertext() {
        User ada = users.create(ADA);
        String ciphertext = accounts.transactions()
                .call(dsl -> dsl.select(USERS.FIRST_NAME)
                        .from(USERS)
                        .where(USERS.ID.eq(ada.id()))
                        .fetchSingle(USERS.FIRST_NAME));
        UserRepository plain = users(FieldProtection.plaintext());

        User mallory = plain.create(new UserDraft("mallory", "mallory@example.org", "hash", ciphertext, null));

        assertThat(plain.byId(mallory.id())).get().returns(ciphertext, User::firstName);
    }

    @Test
    void keepAddressesUniqueWhileHostsWithDifferentKeysCreateUsersAtOnce() throws Exception {
        List<UserRepository> hosts = List.of(
                users(FieldProtection.encryptedWith(keys("k1,k2", "i1,i2"))),
                users(FieldProtection.encryptedWith(keys("k2,k1", "i2,i1"))),
                users(FieldProtection.encrypting(keys("k2,k1", "i2,i1"))),
                users(FieldProtection.decrypting(keys("k2,k1", "i2,i1"))));
        ExecutorService threads = Executors.newFixedThreadPool(hosts.size());
        int created = 0;
        try {
            for (int round = 0; round < 25; round++) {
                String email = "racer" + round + "@example.org";
                List<Future<Boolean>> results = new ArrayList<>();
                for (int host = 0; host < hosts.size(); host++) {
                    UserRepository at = hosts.get(host);
                    String name = "racer-" + round + "-" + host;
                    results.add(threads.submit(() -> isCreated(at, UserDraft.of(name, email))));
                }
                for (Future<Boolean> result : results) {
                    created += result.get() ? 1 : 0;
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(created).isEqualTo(25);
        assertThat(users.count()).as("of all addresses, each once").isEqualTo(25);
    }

    private static boolean isCreated(UserRepository users, UserDraft draft) {
        try {
            users.create(draft);
            return true;
        } catch (DuplicateUserException e) {
            assertThat(e.field()).isEqualTo("email");
            return false;
        }
    }
}
