package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.jooq.tables.records.UsersRecord;
import dev.souk.model.StorableText;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Hashes of passwords, for who checks them; {@code souk-accounts} does. Apart from the users, so that no list of users
 * carries hashes along. Thread-safe.
 */
public final class CredentialRepository {

    private final Transactions transactions;
    private final UserRow rows;

    /** Works in these transactions, on users that are kept in this way. */
    public CredentialRepository(Transactions transactions, FieldProtection protection) {
        this.transactions = transactions;
        rows = new UserRow(protection);
    }

    /** Of the user of that name. */
    public Optional<Credentials> byUsername(String username) {
        return StorableText.isStorable(username) ? find(dsl -> UserRow.byUsername(dsl, username)) : Optional.empty();
    }

    /** Of the user of that address. */
    public Optional<Credentials> byEmail(String email) {
        return StorableText.isStorable(email) ? find(dsl -> rows.byEmail(dsl, email)) : Optional.empty();
    }

    private Optional<Credentials> find(Function<DSLContext, Optional<UsersRecord>> row) {
        return transactions.call(
                dsl -> row.apply(dsl).map(found -> new Credentials(rows.read(found), found.get(USERS.PASSWORD_HASH))));
    }

    /**
     * Records that somebody proved to know the password, now, and keeps a new hash of it.
     *
     * @param proved what the password was checked against
     * @param passwordHash the same, or a better hash of the same password
     * @return false, and nothing is recorded, if the user has meanwhile got another hash, is not active, or is gone
     */
    public boolean recordLogin(Credentials proved, String passwordHash) {
        StorableText.requirePersonal("passwordHash", passwordHash, 255);
        return transactions.call(dsl -> dsl.update(USERS)
                        .set(USERS.LAST_LOGIN, DatabaseClock.now())
                        .set(USERS.PASSWORD_HASH, passwordHash)
                        .where(USERS.ID.eq(proved.user().id()))
                        .and(USERS.PASSWORD_HASH.eq(proved.passwordHash()))
                        .and(USERS.IS_ACTIVE)
                        .execute()
                > 0);
    }

    /**
     * Keeps the hash of another password.
     *
     * @param passwordHash at most 255 characters
     * @return whether there is such a user
     */
    public boolean changeHash(long userId, String passwordHash) {
        StorableText.requirePersonal("passwordHash", passwordHash, 255);
        return transactions.call(dsl -> dsl.update(USERS)
                        .set(USERS.PASSWORD_HASH, passwordHash)
                        .set(USERS.UPDATED_AT, DatabaseClock.now())
                        .where(USERS.ID.eq(userId))
                        .execute()
                > 0);
    }
}
