package dev.souk.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.KeyRing;
import dev.souk.model.user.User;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whom the original system stored, which kept addresses and names as they were typed. */
@ExtendWith(MigratedPostgres.class)
class AdoptedUsersTest {

    private static final String COMPOSED = "Jos\u00e9";
    private static final String DECOMPOSED = "Jose\u0301";

    private DataSource dataSource;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Test
    void ofTwoWhoseAddressesDifferInCaseEachIsFoundByTheirOwn() {
        insert("lower", "ada@example.org");
        insert("capitals", "ADA@example.org");
        requireApart(database(FieldProtection.plaintext()));

        FieldKeys keys = FieldKeys.of(KeyRing.of("k1", key(1)), KeyRing.of("i1", key(2)));
        SoukDatabase encrypting = database(FieldProtection.encrypting(keys));
        requireApart(encrypting);
        assertThat(encrypting.reencryption().run(() -> true).isComplete()).isTrue();
        requireApart(encrypting);
        requireApart(database(FieldProtection.encryptedWith(keys)));
    }

    private static void requireApart(SoukDatabase database) {
        assertThat(nameOf(database, "ADA@example.org")).contains("capitals");
        assertThat(nameOf(database, " ADA@example.org ")).contains("capitals");
        assertThat(nameOf(database, "ada@example.org")).contains("lower");
        assertThat(nameOf(database, "Ada@Example.org")).contains("lower");
    }

    private static Optional<String> nameOf(SoukDatabase database, String email) {
        Optional<String> name = database.users().byEmail(email).map(User::username);
        assertThat(database.credentials()
                        .byEmail(email)
                        .map(found -> found.user().username()))
                .isEqualTo(name);
        return name;
    }

    @Test
    void whoseNameIsInAnotherUnicodeFormIsFoundByIt() {
        insert(DECOMPOSED, "first@example.org");
        UserRepository users = database(FieldProtection.plaintext()).users();

        assertThat(users.byUsername(DECOMPOSED)).get().returns("first@example.org", User::email);

        insert(COMPOSED, "second@example.org");
        assertThat(users.byUsername(DECOMPOSED)).get().returns("first@example.org", User::email);
        assertThat(users.byUsername(COMPOSED)).get().returns("second@example.org", User::email);
    }

    private SoukDatabase database(FieldProtection protection) {
        return SoukDatabase.over(dataSource, protection);
    }

    private void insert(String username, String email) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("insert into souk.users (username, email, password_hash) values (?, ?, '!')", username, email);
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        new Random(seed).nextBytes(key);
        return key;
    }
}
