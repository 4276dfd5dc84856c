package dev.souk.core.token;

import static dev.souk.core.protection.Keys.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.Blocked;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.Everything;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.ReencryptionReport;
import dev.souk.core.protection.UnreadableFieldException;
import dev.souk.core.user.UnknownUserException;
import dev.souk.model.user.AuthToken;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class AuthTokenRepositoryTest {

    private static final Duration DAY = Duration.ofDays(1);

    private DataSource dataSource;
    private Accounts accounts;
    private SoukDatabase database;
    private AuthTokenRepository tokens;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        this.dataSource = dataSource;
        accounts = new Accounts(dataSource);
        database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys("k1", "i1")));
        tokens = database.tokens();
        ann = database.users().create(UserDraft.of("ann", "ann@example.org"));
    }

    private AuthTokenDraft session() {
        return AuthTokenDraft.of(ann.id(), TokenType.SESSION, DAY);
    }

    private IssuedToken issueOn(String device) {
        return tokens.issue(session().withDevice(device, Map.of("os", "Haiku")).withAddress("2001:db8::7"));
    }

    private TokenCheck check(IssuedToken issued) {
        return tokens.check(issued.secret(), TokenType.SESSION);
    }

    /** Lets a token's time be over. */
    private void expire(AuthToken token) {
        sql("update souk.user_auth set expires_at = clock_timestamp() - interval '1 second' where id = " + token.id());
    }

    private void sql(String sql) {
        accounts.transactions().call(dsl -> dsl.execute(sql));
    }

    @Test
    void aTokenOpensTheDoorForWhatItIsGoodFor() {
        IssuedToken issued = issueOn("phone");

        assertThat(issued.secret()).matches("lsk_[A-Za-z0-9_-]{43}");
        assertThat(issued.token())
                .returns(ann.id(), AuthToken::userId)
                .returns("session", AuthToken::type)
                .returns("phone", AuthToken::deviceId)
                .returns("{\"os\":\"Haiku\"}", AuthToken::device)
                .returns("2001:db8::7", AuthToken::address);
        assertThat(Duration.between(issued.token().createdAt(), issued.token().expiresAt()))
                .isBetween(DAY.minusSeconds(60), DAY.plusSeconds(60));
        assertThat(check(issued)).isEqualTo(new TokenCheck.Valid(issued.token()));
        assertThat(check(issued).valid()).contains(issued.token());
        assertThat(tokens.check(issued.secret(), TokenType.REFRESH)).isEqualTo(new TokenCheck.Unknown());
    }

    @Test
    void noTwoTokensAreTheSame() {
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            secrets.add(tokens.issue(session()).secret());
        }

        assertThat(secrets).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoTokenIsUnknown() {
        String secret = tokens.issue(session()).secret();

        Stream<String> presented = Stream.of(
                secret.substring(0, 0),
                secret.substring(0, 4),
                secret.substring(1),
                secret.concat("x"),
                secret.toLowerCase(Locale.ROOT),
                "x".repeat(100_000),
                Character.toString(0),
                Character.toString(0xD800),
                "' OR '1'='1");

        assertThat(presented)
                .allSatisfy(text ->
                        assertThat(tokens.check(text, TokenType.SESSION)).isEqualTo(new TokenCheck.Unknown()));
    }

    @Test
    void neitherTheTokenNorTheDeviceNorTheAddressStandsInAnyRowIndexOrText() {
        IssuedToken issued = issueOn("phone");
        IssuedToken rotated = tokens.rotate(issued.token(), DAY, Duration.ZERO).orElseThrow();

        for (String readable : List.of(Everything.in(dataSource), Everything.filesOf(dataSource, "user_auth"))) {
            assertThat(readable)
                    .contains("phone")
                    .doesNotContain(
                            issued.secret(), rotated.secret(), issued.secret().substring(4), "Haiku", "2001:db8");
        }
        assertThat(issued + " " + rotated + " " + check(rotated) + " "
                        + session().withAddress("2001:db8::7"))
                .doesNotContain("lsk_", "Haiku", "2001:db8");
    }

    @Test
    void theSealedDeviceIsStillADocument() {
        issueOn("phone");

        List<Object> parts = accounts.transactions()
                .call(dsl -> dsl.fetchSingle("select device_info ->> 'v', length(device_info ->> 'ct') > 20,"
                                + " (select count(*) from jsonb_object_keys(device_info)) from souk.user_auth")
                        .intoList());

        assertThat(parts).containsExactly("1", true, 2L);
    }

    @Test
    void aDeviceOrAnAddressOfAnotherTokenIsRefused() {
        IssuedToken one = issueOn("one");
        IssuedToken two = issueOn("two");
        sql(
                "update souk.user_auth set device_info = (select device_info from souk.user_auth where id = %d) where id = %d"
                        .formatted(one.token().id(), two.token().id()));

        assertThatThrownBy(() -> check(two)).isInstanceOfSatisfying(UnreadableFieldException.class, e -> {
            assertThat(e.table()).isEqualTo("user_auth");
            assertThat(e.column()).isEqualTo("device_info");
            assertThat(e.rowId()).isEqualTo(two.token().id());
        });
    }

    @Test
    void aTokenEndsByItselfByRevocationAndWithItsUser() {
        IssuedToken expired = tokens.issue(session());
        IssuedToken revoked = tokens.issue(session());
        IssuedToken left = tokens.issue(session());
        expire(expired.token());
        assertThat(tokens.revoke(revoked.token().id())).isTrue();
        assertThat(tokens.revoke(revoked.token().id())).isFalse();

        assertThat(check(expired)).isInstanceOf(TokenCheck.Expired.class);
        assertThat(check(revoked)).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(check(left)).isInstanceOf(TokenCheck.Valid.class);
        database.users().setActive(ann.id(), false);
        assertThat(check(left)).isInstanceOf(TokenCheck.Inactive.class);
        assertThat(check(left).valid()).isEmpty();
        assertThat(tokens.rotate(left.token(), DAY, DAY)).isEmpty();
        database.users().delete(ann.id());
        assertThat(check(left)).isInstanceOf(TokenCheck.Unknown.class);
        assertThatThrownBy(() -> tokens.issue(session())).isInstanceOf(UnknownUserException.class);
    }

    @Test
    void aRotatedTokenIsValidForTheOverlapAndItsUseAfterwardsIsTold() {
        IssuedToken old = issueOn("phone");

        IssuedToken fresh = tokens.rotate(old.token(), DAY.multipliedBy(2), Duration.ofMinutes(5))
                .orElseThrow();

        assertThat(fresh.token())
                .returns(old.token().id(), AuthToken::rotatedFrom)
                .returns("phone", AuthToken::deviceId)
                .returns(old.token().device(), AuthToken::device)
                .returns(old.token().address(), AuthToken::address);
        assertThat(check(fresh)).isInstanceOf(TokenCheck.Valid.class);
        assertThat(check(old)).isInstanceOf(TokenCheck.Valid.class);
        assertThat(check(old).valid().orElseThrow().expiresAt())
                .isBefore(old.token().expiresAt());
        expire(old.token());
        assertThat(check(old)).isInstanceOf(TokenCheck.Replaced.class);
        assertThat(tokens.rotate(old.token(), DAY, DAY)).isEmpty();
    }

    @Test
    void anOverlapDoesNotLengthenATokensLife() {
        IssuedToken old = tokens.issue(session());

        assertThat(tokens.rotate(old.token(), DAY, Duration.ofDays(300))).isPresent();

        assertThat(check(old).valid().orElseThrow().expiresAt())
                .isEqualTo(old.token().expiresAt());
    }

    @Test
    void allTokensOfAUserOrOfADeviceAreRevokedTogether() {
        User bob = database.users().create(UserDraft.of("bob", "bob@example.org"));
        IssuedToken phone = issueOn("phone");
        IssuedToken phoneToo =
                tokens.rotate(phone.token(), DAY, Duration.ofMinutes(1)).orElseThrow();
        IssuedToken laptop = issueOn("laptop");
        IssuedToken bobs =
                tokens.issue(AuthTokenDraft.of(bob.id(), TokenType.SESSION, DAY).withDevice("phone", Map.of()));

        assertThat(tokens.revokeDevice(ann.id(), "phone")).isEqualTo(2);

        assertThat(check(phone)).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(check(phoneToo)).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(check(laptop)).isInstanceOf(TokenCheck.Valid.class);
        assertThat(tokens.revokeAll(ann.id())).isEqualTo(1);
        assertThat(check(laptop)).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(check(bobs)).isInstanceOf(TokenCheck.Valid.class);
        assertThat(tokens.revokeAll(999)).isZero();
    }

    @Test
    void aTokenThatIsBeingIssuedIsRevokedToo() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CompletableFuture<Future<Integer>> revoking = new CompletableFuture<>();
        try {
            IssuedToken issued = database.inTransaction(tx -> {
                IssuedToken uncommitted = tx.tokens().issue(session());
                revoking.complete(thread.submit(() -> tokens.revokeAll(ann.id())));
                Blocked.await(dataSource);
                return uncommitted;
            });

            assertThat(revoking.get().get()).isEqualTo(1);
            assertThat(check(issued)).isInstanceOf(TokenCheck.Revoked.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void tokensThatEndedArePurgedInBatchesAndOthersStay() {
        List<IssuedToken> ended = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ended.add(tokens.issue(session()));
        }
        expire(ended.get(0).token());
        expire(ended.get(1).token());
        for (IssuedToken revoked : ended.subList(2, 5)) {
            tokens.revoke(revoked.token().id());
        }
        IssuedToken fresh = tokens.issue(session());
        IssuedToken successor = tokens.rotate(fresh.token(), DAY, DAY).orElseThrow();

        assertThat(tokens.purge(DAY, 100)).isZero();
        assertThat(tokens.purge(Duration.ZERO, 2)).isEqualTo(2);
        assertThat(check(ended.get(0))).isInstanceOf(TokenCheck.Unknown.class);
        assertThat(tokens.purge(Duration.ZERO, 2)).isEqualTo(2);
        assertThat(tokens.purge(Duration.ZERO, 2)).isEqualTo(1);
        assertThat(tokens.purge(Duration.ZERO, 2)).isZero();
        assertThat(check(fresh)).isInstanceOf(TokenCheck.Valid.class);

        expire(fresh.token());
        assertThat(tokens.purge(Duration.ZERO, 2)).isEqualTo(1);
        assertThat(check(successor).valid().orElseThrow().rotatedFrom()).isNull();
    }

    @Test
    void aPurgeKeepsToItsLimitWhateverThePlanIs() {
        for (int i = 0; i < 5; i++) {
            tokens.revoke(tokens.issue(session()).token().id());
        }

        int purged = accounts.transactions().together(joined -> {
            for (String way : List.of("hashjoin", "hashagg", "sort", "material")) {
                joined.call(dsl -> dsl.execute("set local enable_" + way + " = off"));
            }
            return new AuthTokenRepository(joined, FieldProtection.plaintext()).purge(Duration.ZERO, 2);
        });

        assertThat(purged).isEqualTo(2);
    }

    @Test
    void theTokensOfAUserAreLeafedAndWalkedNewestFirst() {
        User bob = database.users().create(UserDraft.of("bob", "bob@example.org"));
        List<AuthToken> issued = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            issued.add(0, issueOn("device" + i).token());
            tokens.issue(AuthTokenDraft.of(bob.id(), TokenType.API, DAY));
        }

        List<AuthToken> walked = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            var slice = tokens.ofUser(ann.id(), cursor, 2);
            walked.addAll(slice.items());
            cursor = slice.next().orElse(null);
        } while (cursor != null);

        assertThat(walked).isEqualTo(issued);
        assertThat(tokens.ofUser(ann.id(), 1, 2).items()).isEqualTo(issued.subList(2, 4));
        assertThat(tokens.ofUser(ann.id(), 0, 2).total().count()).isEqualTo(5);
    }

    @Test
    void devicesAndAddressesGoFromPlainToEncryptedAndBack() {
        // As the original system wrote them.
        sql("""
                insert into souk.user_auth (user_id, token, token_type, expires_at, device_info, ip_address)
                select %d, sha256(convert_to('old' || i, 'UTF8')), 'session', now() + interval '1 day',
                    '{"os": "ios", "v": [1, 2]}', '10.0.0.' || i from generate_series(1, 3) i""".formatted(ann.id()));
        SoukDatabase encrypting = SoukDatabase.over(dataSource, FieldProtection.encrypting(keys("k2,k1", "i1")));

        assertThat(encrypting.reencryption().run(() -> true)).isEqualTo(new ReencryptionReport(4, 0, List.of()));

        assertThat(Everything.in(dataSource)).doesNotContain("ios", "10.0.0.");
        AuthToken old =
                encrypting.tokens().check("old2", TokenType.SESSION).valid().orElseThrow();
        assertThat(old.device()).isEqualTo("{\"v\": [1, 2], \"os\": \"ios\"}");
        assertThat(old.address()).isEqualTo("10.0.0.2");

        SoukDatabase decrypting = SoukDatabase.over(dataSource, FieldProtection.decrypting(keys("k2,k1", "i1")));
        assertThat(decrypting.reencryption().run(() -> true).isComplete()).isTrue();
        assertThat(SoukDatabase.over(dataSource, FieldProtection.plaintext())
                        .tokens()
                        .check("old2", TokenType.SESSION)
                        .valid())
                .contains(old);
    }

    @Test
    void draftsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AuthTokenDraft.of(1, TokenType.SESSION, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthTokenDraft.of(1, TokenType.SESSION, Duration.ofDays(4_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> session().withAddress("x".repeat(46)));
        assertThatIllegalArgumentException().isThrownBy(() -> session().withDevice("d", Map.of("os", "x".repeat(501))));
        assertThatIllegalArgumentException().isThrownBy(() -> session().withDevice("d", Map.of(" ", "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenType("Session"));
        AuthToken token = tokens.issue(session()).token();
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.rotate(token, DAY, DAY.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.purge(DAY, 0));
    }
}
