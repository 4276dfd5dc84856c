package dev.souk.core.token;

import static dev.souk.jooq.Tables.USERS;
import static dev.souk.jooq.Tables.USER_AUTH;

import dev.souk.core.json.DeviceJson;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.ReencryptedTable;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.core.transaction.RowIds;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.UnknownUserException;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.StorableText;
import dev.souk.model.user.AuthToken;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that users present instead of a password. Only hashes are stored: a token is shown once, when it is issued. All
 * times are by the database's clock. Thread-safe.
 *
 * <pre>{@code
 * IssuedToken issued = tokens.issue(AuthTokenDraft.of(ada.id(), TokenType.SESSION, Duration.ofDays(30)));
 * cookie.set(issued.secret());
 * ...
 * Optional<AuthToken> token = tokens.check(cookie.get(), TokenType.SESSION).valid();
 * }</pre>
 */
public final class AuthTokenRepository {

    /** The most tokens that one call purges. */
    public static final int MAX_PURGED = 10_000;

    private static final Condition NOT_OVER =
            USER_AUTH.REVOKED_AT.isNull().and(USER_AUTH.EXPIRES_AT.gt(DatabaseClock.nowOnce()));

    private final Transactions transactions;
    private final TokenFields.Sealer sealer;
    private final NewestFirst<AuthToken> newest;

    /** Works in these transactions, and keeps what is personal in this way. */
    public AuthTokenRepository(Transactions transactions, FieldProtection protection) {
        this.transactions = transactions;
        sealer = new TokenFields.Sealer(protection);
        newest = new NewestFirst<>("tokens", USER_AUTH, USER_AUTH.CREATED_AT, USER_AUTH.ID, this::read);
    }

    /** The stored fields as {@link dev.souk.core.protection.Reencryption} sees them. */
    public static ReencryptedTable reencrypted(FieldProtection protection) {
        return new TokenFields.Sealer(protection);
    }

    /*
     * To revoke all tokens of a user, the user is locked against tokens that are being issued, since a row that is not
     * committed cannot be revoked. So whoever issues holds a lock on the user first, and on tokens then.
     */

    /**
     * Issues a token.
     *
     * @throws UnknownUserException if there is no such user
     */
    public IssuedToken issue(AuthTokenDraft draft) {
        TokenFields fields =
                new TokenFields(draft.device().isEmpty() ? null : DeviceJson.write(draft.device()), draft.address());
        return transactions.call(dsl -> {
            if (!holdUser(dsl, draft.userId())) {
                throw new UnknownUserException(draft.userId());
            }
            return insert(dsl, draft.userId(), draft.type().name(), draft.validFor(), draft.deviceId(), null, fields);
        });
    }

    private static boolean holdUser(DSLContext dsl, long userId) {
        return dsl.fetchValue(DSL.select(USERS.ID)
                        .from(USERS)
                        .where(USERS.ID.eq(userId))
                        .forKeyShare())
                != null;
    }

    private IssuedToken insert(
            DSLContext dsl,
            long userId,
            String type,
            Duration validFor,
            @Nullable String deviceId,
            @Nullable Long rotatedFrom,
            TokenFields fields) {
        String secret = TokenSecret.generate();
        long id = RowIds.next(dsl, USER_AUTH);
        Map<Field<?>, @Nullable Object> sealed = sealer.seal(id, fields);
        return dsl.insertInto(USER_AUTH)
                .set(USER_AUTH.ID, id)
                .set(USER_AUTH.USER_ID, userId)
                .set(USER_AUTH.TOKEN, TokenSecret.hash(secret))
                .set(USER_AUTH.TOKEN_TYPE, type)
                .set(USER_AUTH.CREATED_AT, DatabaseClock.now())
                .set(USER_AUTH.EXPIRES_AT, DatabaseClock.after(validFor))
                .set(USER_AUTH.DEVICE_ID, deviceId)
                .set(USER_AUTH.ROTATED_FROM, rotatedFrom)
                .set(sealed)
                .returning()
                .fetchSingle(row -> new IssuedToken(secret, read(row)));
    }

    /**
     * What a token that somebody presents is worth. Writes nothing.
     *
     * @param secret whatever was presented
     * @param type what it is presented as
     */
    public TokenCheck check(String secret, TokenType type) {
        if (secret.length() > TokenSecret.MAX_LENGTH || !StorableText.isStorable(secret)) {
            return new TokenCheck.Unknown();
        }
        Field<Boolean> isOver = DSL.field(USER_AUTH.EXPIRES_AT.le(DatabaseClock.nowOnce()));
        return transactions.call(dsl -> dsl.select(USER_AUTH.fields())
                .select(isOver, USERS.IS_ACTIVE)
                .from(USER_AUTH)
                .join(USERS)
                .on(USERS.ID.eq(USER_AUTH.USER_ID))
                .where(USER_AUTH.TOKEN.eq(TokenSecret.hash(secret)).and(USER_AUTH.TOKEN_TYPE.eq(type.name())))
                .fetchOptional(row -> verdict(row, row.get(isOver), row.get(USERS.IS_ACTIVE)))
                .orElseGet(TokenCheck.Unknown::new));
    }

    private TokenCheck verdict(Record row, boolean over, boolean active) {
        AuthToken token = read(row);
        if (token.revokedAt() != null) {
            return new TokenCheck.Revoked(token);
        }
        if (over) {
            return row.get(USER_AUTH.ROTATED_AT) == null
                    ? new TokenCheck.Expired(token)
                    : new TokenCheck.Replaced(token);
        }
        return active ? new TokenCheck.Valid(token) : new TokenCheck.Inactive(token);
    }

    /**
     * Issues a token in the place of one that is valid, with its type, device and address. The old one stays valid for
     * the overlap, so that requests under way, and a client that did not get the answer, do not fail.
     *
     * @param validFor of the new token
     * @param overlap how long the old one is still valid, at most as long as it would be anyway; not negative
     * @return empty if the old one is not valid any more
     */
    public Optional<IssuedToken> rotate(AuthToken old, Duration validFor, Duration overlap) {
        AuthTokenDraft.requireValidity(validFor);
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("overlap must not be negative: " + overlap);
        }
        return transactions.call(dsl -> {
            if (!holdUser(dsl, old.userId())) {
                return Optional.empty();
            }
            return dsl.update(USER_AUTH)
                    .set(USER_AUTH.ROTATED_AT, DatabaseClock.now())
                    .set(USER_AUTH.EXPIRES_AT, DSL.least(USER_AUTH.EXPIRES_AT, DatabaseClock.after(overlap)))
                    .where(USER_AUTH.ID.eq(old.id()).and(NOT_OVER))
                    .and(Exists.row(DSL.selectOne()
                            .from(USERS)
                            .where(USERS.ID.eq(USER_AUTH.USER_ID).and(USERS.IS_ACTIVE))))
                    .returning()
                    .fetchOptional()
                    .map(row -> insert(
                            dsl,
                            row.get(USER_AUTH.USER_ID),
                            row.get(USER_AUTH.TOKEN_TYPE),
                            validFor,
                            row.get(USER_AUTH.DEVICE_ID),
                            row.get(USER_AUTH.ID),
                            sealer.open(row)));
        });
    }

    /**
     * Ends a token now, whoever's it is.
     *
     * @return whether it was not revoked before
     */
    public boolean revoke(long tokenId) {
        return transactions.call(dsl -> revoke(dsl, USER_AUTH.ID.eq(tokenId)) > 0);
    }

    /**
     * Ends a token of a user now, and nobody else's: for ids that come from a browser.
     *
     * @return whether the user has such a token, and it was not revoked before
     */
    public boolean revoke(long userId, long tokenId) {
        return transactions.call(dsl -> revoke(dsl, USER_AUTH.ID.eq(tokenId).and(USER_AUTH.USER_ID.eq(userId))) > 0);
    }

    /**
     * Ends all tokens of a user, also those that are being issued.
     *
     * @return how many were not revoked before
     */
    public int revokeAll(long userId) {
        return revokeOf(userId, DSL.noCondition());
    }

    /**
     * Ends all tokens of a device of a user, also those that are being issued.
     *
     * @return how many were not revoked before
     */
    public int revokeDevice(long userId, String deviceId) {
        return StorableText.isStorable(deviceId) ? revokeOf(userId, USER_AUTH.DEVICE_ID.eq(deviceId)) : 0;
    }

    private int revokeOf(long userId, Condition which) {
        return transactions.call(dsl -> {
            dsl.select(USERS.ID)
                    .from(USERS)
                    .where(USERS.ID.eq(userId))
                    .forUpdate()
                    .fetch();
            return revoke(dsl, USER_AUTH.USER_ID.eq(userId).and(which));
        });
    }

    private static int revoke(DSLContext dsl, Condition which) {
        return dsl.update(USER_AUTH)
                .set(USER_AUTH.REVOKED_AT, DatabaseClock.now())
                .where(USER_AUTH.REVOKED_AT.isNull().and(which))
                .execute();
    }

    /**
     * Deletes tokens that have expired or were revoked, those that ended first. Until then they tell their story in
     * lists and checks. Call it again while it returns the limit.
     *
     * @param endedFor only those that ended so long ago
     * @param limit 1 to {@value #MAX_PURGED}
     * @return how many were deleted
     */
    public int purge(Duration endedFor, int limit) {
        if (endedFor.isNegative() || limit < 1 || limit > MAX_PURGED) {
            throw new IllegalArgumentException("cannot purge %s tokens that ended %s ago; at most %s and not negative"
                    .formatted(limit, endedFor, MAX_PURGED));
        }
        Field<Instant> ended = DSL.least(USER_AUTH.EXPIRES_AT, USER_AUTH.REVOKED_AT);
        return transactions.call(dsl -> {
            // A statement of its own: inside the other, a plan may run it once for each row, and go past the limit.
            Long[] ids = dsl.select(USER_AUTH.ID)
                    .from(USER_AUTH)
                    .where(ended.lt(DatabaseClock.before(endedFor)))
                    .orderBy(ended)
                    .limit(limit)
                    .forUpdate()
                    .skipLocked()
                    .fetchArray(USER_AUTH.ID);
            return dsl.deleteFrom(USER_AUTH)
                    .where(USER_AUTH.ID.eq(DSL.any(ids)))
                    .execute();
        });
    }

    /** A page of the tokens of a user with the exact number of all. See the method with {@link Counting}. */
    public PageResult<AuthToken> ofUser(long userId, int page, int size) {
        return ofUser(userId, page, size, Counting.EXACT);
    }

    /**
     * A page of the tokens of a user, ended ones too, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<AuthToken> ofUser(long userId, int page, int size, Counting counting) {
        return transactions.call(dsl -> newest.page(dsl, USER_AUTH.USER_ID.eq(userId), page, size, counting));
    }

    /**
     * The tokens of a user, ended ones too, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<AuthToken> ofUser(long userId, @Nullable String cursor, int size) {
        return transactions.call(dsl -> newest.slice(dsl, USER_AUTH.USER_ID.eq(userId), cursor, size));
    }

    /** The first slice of {@link #ofUser(long, String, int)}. */
    public Slice<AuthToken> ofUser(long userId, int size) {
        return ofUser(userId, null, size);
    }

    private AuthToken read(Record row) {
        TokenFields fields = sealer.open(row);
        return new AuthToken(
                row.get(USER_AUTH.ID),
                row.get(USER_AUTH.USER_ID),
                row.get(USER_AUTH.TOKEN_TYPE),
                row.get(USER_AUTH.CREATED_AT),
                row.get(USER_AUTH.EXPIRES_AT),
                row.get(USER_AUTH.REVOKED_AT),
                row.get(USER_AUTH.ROTATED_FROM),
                row.get(USER_AUTH.DEVICE_ID),
                fields.device(),
                fields.address());
    }
}
