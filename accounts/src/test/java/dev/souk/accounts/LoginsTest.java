package dev.souk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.token.IssuedToken;
import dev.souk.core.token.TokenCheck;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class LoginsTest {

    private static final char[] RIGHT = "correct horse".toCharArray();
    private static final char[] WRONG = "battery staple".toCharArray();
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final CountingHasher hasher = new CountingHasher(CHEAP);
    private DataSource dataSource;
    private SoukDatabase database;
    private Logins logins;
    private User ada;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        logins = Logins.builder(database).hasher(hasher).build();
        ada = database.users()
                .create(new UserDraft(
                        "ada", "ada@example.org", logins.hash(RIGHT).orElseThrow(), null, null));
        hasher.takeComputed();
    }

    private String stored(String column) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select " + column + " from souk.users where username = 'ada'")) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theRightPasswordIsAcceptedByNameAndByAddressAndNoted() {
        assertThat(stored("last_login")).isEqualTo("null");

        assertThat(logins.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        assertThat(stored("last_login > now() - interval '1 hour'")).isEqualTo("t");
        assertThat(logins.byEmail(" ADA@example.org", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
    }

    @Test
    void theWrongPasswordIsRefusedAndNotNoted() {
        assertThat(logins.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byEmail("ada@example.org", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byUsername("ada", new char[0])).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byUsername("ada", new char[5_000])).isEqualTo(new LoginResult.Refused());
        assertThat(stored("last_login")).isEqualTo("null");
    }

    @Test
    void whoHasNoAccountOrNoPasswordCostsAsMuchAsWhoIsRefused() {
        database.users().create(UserDraft.of("nopassword", "nopassword@example.org"));
        database.users().create(new UserDraft("legacy", "legacy@example.org", "pbkdf2:sha256:1$x$y", null, null));

        assertThat(logins.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        List<String> ofAUser = hasher.takeComputed();

        assertThat(ofAUser).containsExactly("check m=64");
        for (String name : List.of("nobody", "nopassword", "legacy")) {
            assertThat(logins.byUsername(name, WRONG)).isEqualTo(new LoginResult.Refused());
            assertThat(hasher.takeComputed()).as(name).isEqualTo(ofAUser);
            assertThat(logins.byEmail(name + "@example.org", WRONG)).isEqualTo(new LoginResult.Refused());
            assertThat(hasher.takeComputed()).as(name).isEqualTo(ofAUser);
        }
    }

    @Test
    void aNameThatNoColumnCanHoldIsThatOfNobody() {
        for (String name : List.of("ada\0", "ada" + (char) 0xd83d, (char) 0xdc00 + "ada")) {
            assertThat(logins.byUsername(name, RIGHT)).isEqualTo(new LoginResult.Refused());
            assertThat(hasher.takeComputed()).containsExactly("check m=64");
            assertThat(logins.byEmail(name + "@example.org", RIGHT)).isEqualTo(new LoginResult.Refused());
            assertThat(hasher.takeComputed()).containsExactly("check m=64");
        }
    }

    @Test
    void aUserWhoIsNotActiveIsToldSoOnlyWithTheRightPassword() {
        database.users().setActive(ada.id(), false);

        assertThat(logins.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byUsername("ada", RIGHT)).isInstanceOf(LoginResult.Inactive.class);
        assertThat(stored("last_login")).isEqualTo("null");
    }

    @Test
    void aHashIsMadeAnewAtTheLoginAfterTheCostRose() {
        CountingHasher dearer = new CountingHasher(new Argon2Cost(128, 2, 1));
        Logins later = Logins.builder(database).hasher(dearer).build();
        dearer.takeComputed();

        assertThat(later.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(stored("password_hash")).contains("m=64,t=1");
        assertThat(later.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        assertThat(stored("password_hash")).contains("m=128,t=2");
        assertThat(dearer.takeComputed()).containsExactly("check m=64", "check m=128", "check m=64", "hash");
        assertThat(later.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        assertThat(dearer.takeComputed()).containsExactly("check m=128");
        // A host that still has the old setting leaves the better hash alone.
        assertThat(logins.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        assertThat(stored("password_hash")).contains("m=128,t=2");
    }

    @Test
    void whoIsRefusedCostsTheSameWhileSomeHashesAreOfAnOlderCost() {
        CountingHasher dearer = new CountingHasher(new Argon2Cost(128, 2, 1));
        Logins later = Logins.builder(database).hasher(dearer).build();
        database.users()
                .create(new UserDraft(
                        "new", "new@example.org", later.hash(RIGHT).orElseThrow(), null, null));
        dearer.takeComputed();

        assertThat(later.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        List<String> ofAnOldHash = dearer.takeComputed();

        assertThat(ofAnOldHash).containsExactlyInAnyOrder("check m=64", "check m=128");
        for (String name : List.of("ada", "new", "nobody")) {
            assertThat(later.byUsername(name, WRONG)).isEqualTo(new LoginResult.Refused());
            assertThat(dearer.takeComputed()).as(name).containsExactlyInAnyOrderElementsOf(ofAnOldHash);
            assertThat(later.byEmail(name + "@example.org", WRONG)).isEqualTo(new LoginResult.Refused());
            assertThat(dearer.takeComputed()).as(name).containsExactlyInAnyOrderElementsOf(ofAnOldHash);
        }
    }

    @Test
    void whoIsRefusedByAnotherSystemsHashPaysForOneOfOursToo() {
        CheapHasher foreign = new CheapHasher();
        database.credentials().changeHash(ada.id(), foreign.hash(RIGHT));
        Logins reading =
                Logins.builder(database).hasher(hasher).alsoReading(foreign).build();
        hasher.takeComputed();

        assertThat(reading.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(hasher.takeComputed()).containsExactly("check m=64");
        assertThat(foreign.checks).isEqualTo(1);
        assertThat(reading.byUsername("nobody", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(hasher.takeComputed()).containsExactly("check m=64");
        assertThat(foreign.checks).isEqualTo(2);
    }

    @Test
    void whatAnotherSystemStoredIsReadOnceAndThenReplaced() {
        CheapHasher foreign = new CheapHasher();
        database.credentials().changeHash(ada.id(), foreign.hash(RIGHT));
        Logins reading =
                Logins.builder(database).hasher(hasher).alsoReading(foreign).build();

        assertThat(reading.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        assertThat(reading.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        assertThat(stored("password_hash")).startsWith("$argon2id$");
        assertThat(logins.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
    }

    @Test
    void whoseOldPasswordCannotBeHashedAnewIsLetInAllTheSame() {
        CheapHasher foreign = new CheapHasher();
        Logins reading =
                Logins.builder(database).hasher(hasher).alsoReading(foreign).build();
        for (String old : List.of("", "secret" + (char) 0xd83d, "s".repeat(Argon2Hasher.MAX_LENGTH + 1))) {
            String hash = foreign.hash(old.toCharArray());
            database.credentials().changeHash(ada.id(), hash);

            assertThat(reading.byUsername("ada", old.toCharArray())).isEqualTo(new LoginResult.Accepted(ada));
            assertThat(stored("password_hash")).isEqualTo(hash);
            assertThat(reading.byUsername("ada", WRONG)).isEqualTo(new LoginResult.Refused());
        }
    }

    @Test
    void onlySoManyHashesAreComputedAtOnceAndTheRestAreBusy() throws Exception {
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Logins one = Logins.builder(database)
                .hasher(hasher)
                .atOnce(1)
                .patience(Duration.ZERO)
                .build();
        hasher.whileHashing(() -> {
            hashing.countDown();
            await(goOn);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<LoginResult> first = thread.submit(() -> one.byUsername("ada", RIGHT));
            await(hashing);
            hasher.takeComputed();

            assertThat(one.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Busy());
            assertThat(one.byUsername("nobody", RIGHT)).isEqualTo(new LoginResult.Busy());
            assertThat(one.hash(RIGHT)).isEmpty();
            assertThat(one.changePassword(ada.id(), WRONG)).isEqualTo(PasswordChange.BUSY);
            assertThat(hasher.takeComputed()).isEmpty();

            goOn.countDown();
            assertThat(first.get()).isEqualTo(new LoginResult.Accepted(ada));
            assertThat(one.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
        } finally {
            goOn.countDown();
            thread.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPasswordThatIsChangedWhileItIsCheckedIsNotAccepted() {
        AtomicReference<String> other = new AtomicReference<>(logins.hash(WRONG).orElseThrow());
        hasher.whileHashing(() -> {
            String hash = other.getAndSet(null);
            if (hash != null) {
                database.credentials().changeHash(ada.id(), hash);
            }
        });

        assertThat(logins.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Refused());
        assertThat(stored("last_login")).isEqualTo("null");
    }

    @Test
    void twoLoginsThatBothHashAnewAreBothAccepted() {
        Logins later = Logins.builder(database)
                .hasher(new CountingHasher(new Argon2Cost(128, 1, 1)))
                .build();
        CountingHasher racing = new CountingHasher(new Argon2Cost(128, 1, 1));
        AtomicReference<Logins> other = new AtomicReference<>(later);
        racing.whileHashing(() -> {
            Logins first = other.getAndSet(null);
            if (first != null) {
                assertThat(first.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Accepted(ada));
            }
        });

        assertThat(Logins.builder(database).hasher(racing).build().byUsername("ada", RIGHT))
                .isEqualTo(new LoginResult.Accepted(ada));
    }

    @Test
    void anotherPasswordEndsAllSessions() {
        IssuedToken session =
                database.tokens().issue(AuthTokenDraft.of(ada.id(), TokenType.SESSION, Duration.ofDays(1)));

        assertThat(logins.changePassword(ada.id(), WRONG)).isEqualTo(PasswordChange.CHANGED);

        assertThat(logins.byUsername("ada", RIGHT)).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byUsername("ada", WRONG)).isInstanceOf(LoginResult.Accepted.class);
        assertThat(database.tokens().check(session.secret(), TokenType.SESSION)).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(logins.changePassword(ada.id() + 1, WRONG)).isEqualTo(PasswordChange.UNKNOWN_USER);
    }

    private static AuthTokenDraft session(User user) {
        return AuthTokenDraft.of(user.id(), TokenType.SESSION, Duration.ofDays(1));
    }

    @Test
    void aLoginBeginsTheSessionThatIsAskedForAndNoOtherAnswerDoes() {
        for (LoginResult result : List.of(
                logins.byUsername("ada", RIGHT, LoginsTest::session),
                logins.byEmail("ada@example.org", RIGHT, LoginsTest::session))) {
            assertThat(result).isInstanceOfSatisfying(LoginResult.SignedIn.class, in -> {
                assertThat(in.user()).isEqualTo(ada);
                assertThat(database.tokens().check(in.session().secret(), TokenType.SESSION))
                        .isInstanceOf(TokenCheck.Valid.class);
                assertThat(in.toString()).doesNotContain(in.session().secret());
            });
        }
        assertThat(stored("last_login > now() - interval '1 hour'")).isEqualTo("t");

        assertThat(logins.byUsername("ada", WRONG, LoginsTest::session)).isEqualTo(new LoginResult.Refused());
        assertThat(logins.byEmail("nobody@example.org", RIGHT, LoginsTest::session))
                .isEqualTo(new LoginResult.Refused());
        assertThat(database.tokens().ofUser(ada.id(), 10).items()).hasSize(2);
    }

    @Test
    void noSessionIsOfAPasswordThatIsChangedAfterItWasChecked() {
        LoginResult result = logins.byUsername("ada", RIGHT, user -> {
            assertThat(logins.changePassword(user.id(), WRONG)).isEqualTo(PasswordChange.CHANGED);
            return session(user);
        });

        assertThat(result).isEqualTo(new LoginResult.Refused());
        assertThat(database.tokens().ofUser(ada.id(), 10).items()).isEmpty();
    }

    @Test
    void noSessionOfTheOldPasswordIsValidHoweverALoginAndAChangeMeet() throws Exception {
        Logins two = Logins.builder(database).hasher(hasher).atOnce(2).build();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 50; round++) {
                database.credentials().changeHash(ada.id(), two.hash(RIGHT).orElseThrow());
                CountDownLatch checking = new CountDownLatch(1);
                hasher.whileHashing(checking::countDown);
                Future<LoginResult> login = thread.submit(() -> two.byUsername("ada", RIGHT, LoginsTest::session));
                await(checking);

                two.changePassword(ada.id(), WRONG);

                login.get();
                assertThat(database.tokens().ofUser(ada.id(), 100).items())
                        .as("round %s", round)
                        .allSatisfy(token -> assertThat(token.revokedAt()).isNotNull());
            }
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aSessionOfSomebodyElseIsNotBegunAndTheLoginIsNotNoted() {
        User ben = database.users().create(UserDraft.of("ben", "ben@example.org"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> logins.byUsername("ada", RIGHT, user -> session(ben)))
                .withMessage("the login of user %s cannot begin a session of user %s".formatted(ada.id(), ben.id()));

        assertThat(stored("last_login")).isEqualTo("null");
        assertThat(database.tokens().ofUser(ben.id(), 10).items()).isEmpty();
    }

    @Test
    void nothingThatCanBePrintedShowsAHashOrAName() {
        assertThat(logins.byUsername("ada", RIGHT)
                        + " "
                        + database.credentials().byUsername("ada").orElseThrow())
                .doesNotContain("argon2", "ada@", "correct");
    }

    /** What another system might store: a sum of the password, whatever it is. */
    private static final class CheapHasher implements PasswordHasher {

        private int checks;

        @Override
        public String hash(char[] password) {
            return "sum:" + Arrays.hashCode(password);
        }

        @Override
        public boolean reads(String stored) {
            return stored.startsWith("sum:");
        }

        @Override
        public boolean matches(char[] password, String stored) {
            checks++;
            return stored.equals(hash(password));
        }

        @Override
        public boolean isOutdated(String stored) {
            return true;
        }
    }
}
