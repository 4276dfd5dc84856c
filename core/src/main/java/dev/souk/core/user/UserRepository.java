package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The users. Thread-safe.
 *
 * <p>An e-mail address is kept without white space around it, in Unicode form NFC and in lower case, and compared so:
 * {@code Ann@Example.org} and {@code ann@example.org} are one user. No provider of note tells them apart, and two users
 * with one mailbox are worse than one refused. An address that another system stored in another form is found when it is
 * asked for letter by letter. A username is kept in NFC and compared letter by letter.
 */
public final class UserRepository {

    private static final NewestFirst<User> USERS_NEWEST =
            new NewestFirst<>(USERS, USERS.CREATED_AT, USERS.ID, UserRepository::read);

    private final Transactions transactions;

    /** Works in these transactions. */
    public UserRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Stores a new user, active and of role {@code user}.
     *
     * @throws DuplicateUserException if the username or the e-mail address is taken
     */
    public User create(UserDraft draft) {
        UserDraft kept = new UserDraft(
                normalizedName(draft.username()),
                normalizedEmail(draft.email()),
                draft.passwordHash(),
                draft.firstName(),
                draft.lastName());
        return transactions.call(dsl -> {
            if (dsl.fetchExists(USERS, hasEmail(draft.email()))) {
                throw new DuplicateUserException("email");
            }
            return dsl.insertInto(USERS)
                    .set(USERS.USERNAME, kept.username())
                    .set(USERS.EMAIL, kept.email())
                    .set(USERS.PASSWORD_HASH, kept.passwordHash())
                    .set(USERS.FIRST_NAME, kept.firstName())
                    .set(USERS.LAST_NAME, kept.lastName())
                    .onConflictDoNothing()
                    .returning()
                    .fetchOptional(UserRepository::read)
                    .orElseThrow(() -> new DuplicateUserException(takenField(dsl, kept)));
        });
    }

    private static String takenField(DSLContext dsl, UserDraft draft) {
        return dsl.fetchExists(USERS, USERS.USERNAME.eq(draft.username())) ? "username" : "email";
    }

    /** The user of that id. */
    public Optional<User> byId(long id) {
        return find(USERS.ID.eq(id));
    }

    /** The user of that name. */
    public Optional<User> byUsername(String username) {
        return find(USERS.USERNAME.eq(normalizedName(username)));
    }

    /** The user of that address. */
    public Optional<User> byEmail(String email) {
        return find(hasEmail(email));
    }

    private Optional<User> find(Condition condition) {
        return transactions.call(dsl -> dsl.selectFrom(USERS)
                .where(condition)
                .orderBy(USERS.ID)
                .limit(1)
                .fetchOptional(UserRepository::read));
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
        return transactions.call(dsl -> USERS_NEWEST.page(dsl, DSL.noCondition(), page, size, counting));
    }

    /**
     * All users, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<User> slice(@Nullable String cursor, int size) {
        return transactions.call(dsl -> USERS_NEWEST.slice(dsl, DSL.noCondition(), cursor, size));
    }

    /** Number of users, active or not. */
    public long count() {
        return transactions.call(dsl -> (long) dsl.fetchCount(USERS));
    }

    /**
     * Lets a user take part or not. The alerts of a user who does not are not matched, and nothing is delivered; what
     * waits for delivery goes on waiting. The database tells every engine, as it does when another writes the column.
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
     * Deletes a user with their alerts, matches and notifications.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return transactions.call(
                dsl -> dsl.deleteFrom(USERS).where(USERS.ID.eq(id)).execute() > 0);
    }

    private static Condition hasEmail(String email) {
        return USERS.EMAIL.in(normalizedEmail(email), email.strip());
    }

    private static String normalizedEmail(String email) {
        return Normalizer.normalize(
                Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static String normalizedName(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    private static User read(Record row) {
        return new User(
                row.get(USERS.ID),
                row.get(USERS.USERNAME),
                row.get(USERS.EMAIL),
                row.get(USERS.ROLE),
                row.get(USERS.FIRST_NAME),
                row.get(USERS.LAST_NAME),
                row.get(USERS.IS_ACTIVE),
                row.get(USERS.CREATED_AT));
    }
}
