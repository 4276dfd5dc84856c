package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.RowIds;
import dev.souk.core.transaction.Savepoints;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.InvalidValueException;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.StorableText;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The users. Thread-safe.
 *
 * <p>An e-mail address is kept without white space around it, in Unicode form NFC and in lower case, and compared so:
 * {@code Ann@Example.org} and {@code ann@example.org} are one user. No provider of note tells them apart, and two users
 * with one mailbox are worse than one refused. An address that another system stored in another form is found when it is
 * asked for letter by letter, and so is a name that it stored in another Unicode form. A username is kept in NFC and
 * compared letter by letter.
 */
public final class UserRepository {

    private final Transactions transactions;
    private final UserFields.Sealer sealer;
    private final EmailAddresses addresses;
    private final UserRow rows;
    private final NewestFirst<User> newest;

    /** Works in these transactions, and keeps what is personal in this way. */
    public UserRepository(Transactions transactions, FieldProtection protection) {
        this.transactions = transactions;
        sealer = new UserFields.Sealer(protection);
        addresses = new EmailAddresses(protection);
        rows = new UserRow(protection);
        newest = new NewestFirst<>("users", USERS, USERS.CREATED_AT, USERS.ID, rows::read);
    }

    /**
     * Stores a new user, active and of role {@code user}.
     *
     * @throws DuplicateUserException if the username or the e-mail address is taken
     */
    public User create(UserDraft draft) {
        String username = UserRow.normalizedName(draft.username());
        UserFields fields =
                new UserFields(EmailAddresses.normalized(draft.email()), draft.firstName(), draft.lastName());
        return transactions.call(dsl -> {
            long id = RowIds.next(dsl, USERS);
            requireFree(dsl, draft.email(), id);
            return dsl.insertInto(USERS)
                    .set(USERS.ID, id)
                    .set(USERS.USERNAME, username)
                    .set(USERS.PASSWORD_HASH, draft.passwordHash())
                    .set(sealer.seal(id, fields, fields.email()))
                    .onConflictDoNothing()
                    .returning()
                    .fetchOptional(rows::read)
                    .orElseThrow(() -> new DuplicateUserException(takenField(dsl, username)));
        });
    }

    private void requireFree(DSLContext dsl, String email, long id) {
        addresses.lock(dsl, List.of(email));
        if (addresses.isTaken(dsl, email, id)) {
            throw new DuplicateUserException("email");
        }
    }

    private static String takenField(DSLContext dsl, String username) {
        return dsl.fetchExists(USERS, USERS.USERNAME.eq(username)) ? "username" : "email";
    }

    /** The user of that id. */
    public Optional<User> byId(long id) {
        return transactions.call(
                dsl -> dsl.selectFrom(USERS).where(USERS.ID.eq(id)).fetchOptional(rows::read));
    }

    /** The user of that name. */
    public Optional<User> byUsername(String username) {
        return StorableText.isStorable(username)
                ? transactions.call(dsl -> UserRow.byUsername(dsl, username).map(rows::read))
                : Optional.empty();
    }

    /** The user of that address. */
    public Optional<User> byEmail(String email) {
        return StorableText.isStorable(email)
                ? transactions.call(dsl -> rows.byEmail(dsl, email).map(rows::read))
                : Optional.empty();
    }

    /** A page of all users, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<User> page(int page, int size) {
        return page(page, size, Counting.EXACT);
    }

    /**
     * A page of all users, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<User> page(int page, int size, Counting counting) {
        return transactions.call(dsl -> newest.page(dsl, DSL.noCondition(), page, size, counting));
    }

    /**
     * All users, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<User> slice(@Nullable String cursor, int size) {
        return transactions.call(dsl -> newest.slice(dsl, DSL.noCondition(), cursor, size));
    }

    /** The first slice of {@link #slice(String, int)}. */
    public Slice<User> slice(int size) {
        return slice(null, size);
    }

    /** Number of users, active or not. */
    public long count() {
        return transactions.call(dsl -> (long) dsl.fetchCount(USERS));
    }

    /**
     * Lets a user take part or not. The alerts of a user who does not are not matched, and nothing is delivered; what comes
     * due meanwhile ends as unwanted, and does not go later. The database tells every engine, as it does when another
     * writes the column.
     *
     * @return whether there is such a user
     */
    public boolean setActive(long id, boolean active) {
        return transactions.call(dsl -> dsl.update(USERS)
                                .set(USERS.IS_ACTIVE, active)
                                .set(USERS.UPDATED_AT, DSL.currentInstant())
                                .where(USERS.ID.eq(id).and(USERS.IS_ACTIVE.ne(active)))
                                .execute()
                        > 0
                || dsl.fetchExists(USERS, USERS.ID.eq(id)));
    }

    /**
     * Gives a user another role.
     *
     * @param role 1 to 20 characters, such as {@code user} or {@code admin}; what it allows is for the application to
     *     say
     * @return whether there is such a user
     */
    public boolean changeRole(long id, String role) {
        requireRole(role);
        return transactions.call(dsl -> dsl.update(USERS)
                        .set(USERS.ROLE, role)
                        .set(USERS.UPDATED_AT, DSL.currentInstant())
                        .where(USERS.ID.eq(id))
                        .execute()
                > 0);
    }

    /** A page of the users of a role, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<User> ofRole(String role, int page, int size) {
        return ofRole(role, page, size, Counting.EXACT);
    }

    /**
     * A page of the users of a role, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<User> ofRole(String role, int page, int size, Counting counting) {
        requireRole(role);
        return transactions.call(dsl -> newest.page(dsl, USERS.ROLE.eq(role), page, size, counting));
    }

    /**
     * The users of a role, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<User> ofRole(String role, @Nullable String cursor, int size) {
        requireRole(role);
        return transactions.call(dsl -> newest.slice(dsl, USERS.ROLE.eq(role), cursor, size));
    }

    /** The first slice of {@link #ofRole(String, String, int)}. */
    public Slice<User> ofRole(String role, int size) {
        return ofRole(role, null, size);
    }

    private static void requireRole(String role) {
        if (role.isBlank()) {
            throw new InvalidValueException("role", role, "role is blank");
        }
        StorableText.require("role", role, 20);
    }

    /**
     * Gives a user another name to sign in with.
     *
     * @param username as in {@link UserDraft}
     * @return whether there is such a user
     * @throws DuplicateUserException if another user has the name
     */
    public boolean changeUsername(long id, String username) {
        UserDraft.requireUsername(username);
        return transactions.call(dsl -> unlessTaken(
                dsl,
                "username",
                () -> dsl.update(USERS)
                                .set(USERS.USERNAME, UserRow.normalizedName(username))
                                .set(USERS.UPDATED_AT, DSL.currentInstant())
                                .where(USERS.ID.eq(id))
                                .execute()
                        > 0));
    }

    /**
     * Gives a user another address.
     *
     * @param email as in {@link UserDraft}
     * @return whether there is such a user
     * @throws DuplicateUserException if the address is taken
     */
    public boolean changeEmail(long id, String email) {
        UserDraft.requireEmail(email);
        String normal = EmailAddresses.normalized(email);
        return transactions.call(dsl -> {
            requireFree(dsl, email, id);
            return unlessTaken(
                    dsl,
                    "email",
                    () -> change(dsl, id, old -> new UserFields(normal, old.firstName(), old.lastName())));
        });
    }

    /** A user whose rows alone can be seen meets others in the unique constraints; the transaction goes on all the same. */
    private static boolean unlessTaken(DSLContext dsl, String field, Supplier<Boolean> change) {
        try {
            return Savepoints.within(dsl, change);
        } catch (DataAccessException e) {
            if (Savepoints.isDuplicate(e)) {
                throw new DuplicateUserException(field);
            }
            throw e;
        }
    }

    /**
     * Gives a user another name to be addressed by.
     *
     * @param firstName at most 100 characters; null if not given
     * @param lastName at most 100 characters; null if not given
     * @return whether there is such a user
     */
    public boolean changeName(long id, @Nullable String firstName, @Nullable String lastName) {
        StorableText.requirePersonal("firstName", firstName, 100);
        StorableText.requirePersonal("lastName", lastName, 100);
        return transactions.call(dsl -> change(dsl, id, old -> new UserFields(old.email(), firstName, lastName)));
    }

    /** All fields of a row are sealed by one key, so all are written. */
    private boolean change(DSLContext dsl, long id, UnaryOperator<UserFields> change) {
        Record row = dsl.selectFrom(USERS).where(USERS.ID.eq(id)).forUpdate().fetchOne();
        if (row == null) {
            return false;
        }
        UserFields old = sealer.open(row);
        UserFields fields = change.apply(old);
        if (addresses.isUndecided(row, fields.email())) {
            addresses.lock(dsl, List.of(fields.email()));
        }
        String indexed =
                fields.email().equals(old.email()) ? addresses.indexedForm(dsl, row, old.email()) : fields.email();
        dsl.update(USERS)
                .set(sealer.seal(id, fields, indexed))
                .set(USERS.UPDATED_AT, DSL.currentInstant())
                .where(USERS.ID.eq(id))
                .execute();
        return true;
    }

    /**
     * Deletes a user with their alerts, matches and notifications.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return transactions.call(
                dsl -> dsl.deleteFrom(USERS).where(USERS.ID.eq(id)).execute() > 0);
    }
}
