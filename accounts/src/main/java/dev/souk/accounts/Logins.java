package dev.souk.accounts;

import dev.souk.core.SoukDatabase;
import dev.souk.core.user.CredentialRepository;
import dev.souk.core.user.Credentials;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords. Thread-safe; make one and keep it. Hashing takes long and 19 MiB by intent, so only so many run at
 * once, and no transaction is open meanwhile. Slowing down who tries many passwords is the application's part.
 *
 * <pre>{@code
 * Logins logins = Logins.builder(database).build();
 * LoginResult result = logins.byUsername("ada", password, user -> AuthTokenDraft.of(user.id(), SESSION, THIRTY_DAYS));
 * if (result instanceof LoginResult.SignedIn in) {
 *     cookie.set(in.session().secret());
 * }
 * }</pre>
 */
public final class Logins {

    /** A password that is being changed, or hashed anew by another login, is looked at once more. */
    private static final int ATTEMPTS = 3;

    private final SoukDatabase database;
    private final CredentialRepository credentials;
    private final PasswordHasher hasher;
    private final List<PasswordHasher> readers;
    private final Semaphore permits;
    private final Duration patience;
    private final String decoy;

    /**
     * What was stored otherwise than {@link #hasher} stores now, once such was met. It stays until the application
     * starts anew, though all may be made anew by then: who is refused waits a little longer than needed, and nobody
     * learns by it.
     */
    @Nullable
    private volatile Outdated outdated;

    private Logins(Builder builder) {
        database = builder.database;
        credentials = database.credentials();
        hasher = builder.hasher;
        readers = List.copyOf(builder.readers);
        permits = new Semaphore(builder.atOnce, true);
        patience = builder.patience;
        decoy = hasher.hash(UUID.randomUUID().toString().toCharArray());
    }

    /** Over the users of a database, which must not be bound to a transaction. */
    public static Builder builder(SoukDatabase database) {
        return new Builder(database);
    }

    /** Whether this is the password of the user of that name. */
    public LoginResult byUsername(String username, char[] password) {
        return login(() -> credentials.byUsername(username), password, this::note);
    }

    /** Whether this is the password of the user of that address. */
    public LoginResult byEmail(String email, char[] password) {
        return login(() -> credentials.byEmail(email), password, this::note);
    }

    /**
     * As {@link #byUsername(String, char[])}, and begins a session in the transaction that notes the login: {@link
     * #changePassword} ends it, or comes before and is what the password is checked against. A session that is issued
     * afterwards, in a transaction of its own, outlives a change that came between.
     *
     * @param session what to issue to the user who knew the password, in whose name it must be; asked before that
     *     transaction begins, and once more if the login is tried once more
     * @return never {@link LoginResult.Accepted}, but {@link LoginResult.SignedIn}
     * @throws IllegalArgumentException if the session is somebody else's
     */
    public LoginResult byUsername(String username, char[] password, Function<User, AuthTokenDraft> session) {
        return login(() -> credentials.byUsername(username), password, (proved, kept) -> begin(proved, kept, session));
    }

    /** As {@link #byUsername(String, char[], Function)}, for the user of that address. */
    public LoginResult byEmail(String email, char[] password, Function<User, AuthTokenDraft> session) {
        return login(() -> credentials.byEmail(email), password, (proved, kept) -> begin(proved, kept, session));
    }

    private Optional<LoginResult> note(Credentials proved, String kept) {
        return credentials.recordLogin(proved, kept)
                ? Optional.of(new LoginResult.Accepted(proved.user()))
                : Optional.empty();
    }

    private Optional<LoginResult> begin(Credentials proved, String kept, Function<User, AuthTokenDraft> session) {
        User user = proved.user();
        AuthTokenDraft draft = session.apply(user);
        if (draft.userId() != user.id()) {
            throw new IllegalArgumentException(
                    "the login of user %s cannot begin a session of user %s".formatted(user.id(), draft.userId()));
        }
        // The login holds the user's row until the token is there, so a change of the password waits and revokes it.
        return database.inTransaction(tx -> tx.credentials().recordLogin(proved, kept)
                ? Optional.of(new LoginResult.SignedIn(user, tx.tokens().issue(draft)))
                : Optional.empty());
    }

    /*
     * Where there is no user, no password, or none that can be read, the password is checked against a decoy, so that the
     * answer takes as long as for a user. While there are hashes of another cost, who is refused pays for both: one check
     * at today's cost, and one of a hash that is not made anew yet. A login is recorded only if the hash that was checked
     * is still the user's, so a password that is changed meanwhile is not accepted.
     */

    private LoginResult login(
            Supplier<Optional<Credentials>> find,
            char[] password,
            BiFunction<Credentials, String, Optional<LoginResult>> letIn) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Credentials found = find.get().orElse(null);
            Proof proof = bounded(() -> prove(found, password)).orElse(null);
            if (proof == null) {
                return new LoginResult.Busy();
            }
            if (!proof.holds() || found == null) {
                return new LoginResult.Refused();
            }
            if (!found.user().active()) {
                return new LoginResult.Inactive(found.user());
            }
            String kept = proof.better() == null ? found.passwordHash() : proof.better();
            LoginResult result = letIn.apply(found, kept).orElse(null);
            if (result != null) {
                return result;
            }
        }
        return new LoginResult.Busy();
    }

    private Proof prove(@Nullable Credentials found, char[] password) {
        PasswordHasher reader = found == null ? null : readerOf(found.passwordHash());
        if (found == null || reader == null) {
            hasher.matches(password, decoy);
            payForOutdated(password);
            return new Proof(false, null);
        }
        boolean current = reader == hasher && !hasher.isOutdated(found.passwordHash());
        if (!current) {
            outdated = new Outdated(reader, found.passwordHash());
        }
        if (reader.matches(password, found.passwordHash())) {
            return new Proof(true, !current && found.user().active() ? anew(password) : null);
        }
        if (current) {
            payForOutdated(password);
        } else {
            hasher.matches(password, decoy);
        }
        return new Proof(false, null);
    }

    /** A hash of a password that is right; null if it cannot be hashed, since another system took what ours does not. */
    private @Nullable String anew(char[] password) {
        try {
            return hasher.hash(password);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Takes the time that a hash takes which is not made anew yet; what comes out is of no account. */
    private void payForOutdated(char[] password) {
        Outdated met = outdated;
        if (met != null) {
            met.reader().matches(password, met.stored());
        }
    }

    @Nullable
    private PasswordHasher readerOf(String stored) {
        return readers.stream()
                .filter(reader -> reader.reads(stored))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether the password was right, and a stronger hash of it where there should be one.
     */
    private record Proof(boolean holds, @Nullable String better) {

        @Override
        public String toString() {
            return "Proof[holds=" + holds + "]";
        }
    }

    /** A hash of somebody's, and who reads it. */
    private record Outdated(PasswordHasher reader, String stored) {

        @Override
        public String toString() {
            return "Outdated[" + reader + "]";
        }
    }

    private <T> Optional<T> bounded(Supplier<T> hashing) {
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(hashing.get());
        } finally {
            permits.release();
        }
    }

    /**
     * The hash of a password, for {@link dev.souk.model.user.UserDraft}. How long a password must at least be is the
     * application's to say.
     *
     * @return empty if too many others were being hashed
     * @throws IllegalArgumentException that does not show it, if it cannot be a password
     */
    public Optional<String> hash(char[] password) {
        return bounded(() -> hasher.hash(password));
    }

    /**
     * Gives a user another password, and ends all sessions by revoking all tokens.
     *
     * @throws IllegalArgumentException that does not show it, if it cannot be a password
     */
    public PasswordChange changePassword(long userId, char[] password) {
        String hash = hash(password).orElse(null);
        if (hash == null) {
            return PasswordChange.BUSY;
        }
        return database.inTransaction(tx -> {
            if (!tx.credentials().changeHash(userId, hash)) {
                return PasswordChange.UNKNOWN_USER;
            }
            tx.tokens().revokeAll(userId);
            return PasswordChange.CHANGED;
        });
    }

    /** Collects how passwords are checked. Not thread-safe. */
    public static final class Builder {

        private final SoukDatabase database;
        private final List<PasswordHasher> readers = new ArrayList<>();
        private PasswordHasher hasher = Argon2Hasher.at(Argon2Cost.OWASP);
        private int atOnce = Runtime.getRuntime().availableProcessors();
        private Duration patience = Duration.ofSeconds(2);

        private Builder(SoukDatabase database) {
            this.database = database;
        }

        /** Hashes passwords. Default {@link Argon2Hasher} at {@link Argon2Cost#OWASP}. */
        public Builder hasher(PasswordHasher hasher) {
            this.hasher = hasher;
            return this;
        }

        /** Reads what another system has stored. Whoever logs in by it gets a hash by {@link #hasher}. */
        public Builder alsoReading(PasswordHasher other) {
            readers.add(other);
            return this;
        }

        /** How many hashes are computed at once. Default as many as there are processors. */
        public Builder atOnce(int hashes) {
            if (hashes < 1) {
                throw new IllegalArgumentException("at least one hash must be computed at once: " + hashes);
            }
            atOnce = hashes;
            return this;
        }

        /** How long a login waits for its turn before it is {@link LoginResult.Busy}. Default 2 s. */
        public Builder patience(Duration patience) {
            if (patience.isNegative() || patience.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("patience must be 0 to 60 s: " + patience);
            }
            this.patience = patience;
            return this;
        }

        /** The logins. Computes one hash. */
        public Logins build() {
            readers.add(0, hasher);
            Logins logins = new Logins(this);
            readers.remove(0);
            return logins;
        }
    }
}
