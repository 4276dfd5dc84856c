package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.paging.Sought;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.UnknownUserException;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.StorableTime;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The alerts. What is written here reaches every engine by {@link AlertFeed}, and an alert that is created, or asks for
 * something else, or is switched on, asks in the same transaction for the changes that are being matched without it
 * ({@link Backfills}). Thread-safe.
 *
 * <p>A row may hold what this release cannot read. A method that returns one alert throws {@link
 * UnreadableAlertException} then. Lists pass over such rows: a page is shorter, its total still counts them, and {@link
 * #unreadable} names them.
 */
public final class AlertRepository {

    private static final NewestFirst<Optional<Alert>> ALERTS_NEWEST =
            new NewestFirst<>("alerts", ALERTS, ALERTS.CREATED_AT, ALERTS.ID, AlertRow::readable);
    private final Transactions transactions;

    /** Works in these transactions. */
    public AlertRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Stores a new alert.
     *
     * @throws UnknownUserException if its user does not exist
     * @throws dev.souk.core.json.InvalidCriteriaException if the criteria are too long to be kept
     */
    public Alert create(AlertDraft draft) {
        return transactions.call(dsl -> {
            requireUser(dsl, draft.userId());
            return dsl.insertInto(ALERTS)
                    .set(ALERTS.USER_ID, draft.userId())
                    .set(AlertRow.columns(draft))
                    .returning(ALERTS.fields())
                    .fetchSingle(AlertRow::read);
        });
    }

    private static void requireUser(DSLContext dsl, long userId) {
        require(userId, dsl.selectOne().from(USERS).where(USERS.ID.eq(userId)).forKeyShare());
    }

    private static void require(long userId, ResultQuery<?> user) {
        if (user.fetch().isEmpty()) {
            throw new UnknownUserException(userId);
        }
    }

    /**
     * Stores a new alert, unless its user has so many already, active or not. Two calls at once for one user wait for each
     * other, so the limit holds. In a transaction of the application's that holds for READ COMMITTED, PostgreSQL's
     * default, alone: in REPEATABLE READ the alerts are counted as they were when the transaction began.
     *
     * @param most of one user; at least 1
     * @throws TooManyAlertsException if there are so many already
     * @throws UnknownUserException if its user does not exist
     * @throws dev.souk.core.json.InvalidCriteriaException if the criteria are too long to be kept
     */
    public Alert create(AlertDraft draft, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the most alerts of a user must be positive: " + most);
        }
        return transactions.together(joined -> {
            long userId = draft.userId();
            int there = joined.call(dsl -> {
                require(
                        userId,
                        dsl.selectOne().from(USERS).where(USERS.ID.eq(userId)).forNoKeyUpdate());
                return dsl.fetchCount(ALERTS, ALERTS.USER_ID.eq(userId));
            });
            if (there >= most) {
                throw new TooManyAlertsException(userId, most);
            }
            return new AlertRepository(joined).create(draft);
        });
    }

    /**
     * Puts the draft in the place of what the alert was.
     *
     * @return empty if the draft's user has no such alert
     * @throws dev.souk.core.json.InvalidCriteriaException if the criteria are too long to be kept
     */
    public Optional<Alert> update(long id, AlertDraft draft) {
        return transactions.call(dsl -> dsl.update(ALERTS)
                .set(AlertRow.columns(draft))
                .set(ALERTS.UPDATED_AT, DSL.currentInstant())
                .where(ALERTS.ID.eq(id).and(ALERTS.USER_ID.eq(draft.userId())))
                .returning(ALERTS.fields())
                .fetchOptional(AlertRow::read));
    }

    /**
     * Changes a part of an alert, whatever others change at the same time: the row is locked, shown as it is, and gets
     * what {@code change} makes of it.
     *
     * <pre>{@code
     * alerts.edit(id, alert -> alert.withName("Folding bikes"));
     * }</pre>
     *
     * @param change is called once, inside the transaction; must not change the user
     * @return empty if there is no such alert
     * @throws UnreadableAlertException if it cannot be read; {@link #update} can replace it
     * @throws dev.souk.core.json.InvalidCriteriaException if the criteria are too long to be kept
     */
    public Optional<Alert> edit(long id, UnaryOperator<AlertDraft> change) {
        return edit(ALERTS.ID.eq(id), change);
    }

    Optional<Alert> edit(Condition which, UnaryOperator<AlertDraft> change) {
        return transactions.together(joined -> joined.call(dsl ->
                        dsl.selectFrom(ALERTS).where(which).forNoKeyUpdate().fetchOptional(AlertRow::read))
                .flatMap(alert -> {
                    AlertDraft draft = change.apply(AlertDraft.of(alert));
                    if (draft.userId() != alert.userId()) {
                        throw new IllegalArgumentException(
                                "an alert cannot go to another user: %s".formatted(draft.userId()));
                    }
                    return new AlertRepository(joined).update(alert.id(), draft);
                }));
    }

    /**
     * Lets an alert take part in matching or not.
     *
     * @return whether there is such an alert
     */
    public boolean setActive(long id, boolean active) {
        return set(ALERTS.ID.eq(id), ALERTS.IS_ACTIVE, active);
    }

    <T> boolean set(Condition which, Field<T> field, @Nullable T value) {
        return transactions.call(dsl -> dsl.update(ALERTS)
                        .set(field, value)
                        .set(ALERTS.UPDATED_AT, DSL.currentInstant())
                        .where(which)
                        .execute()
                > 0);
    }

    /**
     * Lets all alerts of a user take part in matching or not. Switching on also takes those that the user had paused one by
     * one.
     *
     * @return how many were not so before
     */
    public int setAllActive(long userId, boolean active) {
        return transactions.call(dsl -> dsl.update(ALERTS)
                .set(ALERTS.IS_ACTIVE, active)
                .set(ALERTS.UPDATED_AT, DSL.currentInstant())
                .where(ALERTS.USER_ID.eq(userId).and(ALERTS.IS_ACTIVE.ne(active)))
                .execute());
    }

    /**
     * Says until when an alert is wanted. From then on no match of it is recorded, and it is switched off by the next {@link
     * #switchOffExpired}. One that was switched off stays so until {@link #setActive}. A draft can say so too ({@link
     * AlertDraft#withExpiry}), but not that there is no end any more.
     *
     * @param end exclusive, in the years 1 to 9999; null for no end, which is what an alert begins with
     * @return whether there is such an alert
     */
    public boolean setExpiry(long id, @Nullable Instant end) {
        return setExpiry(ALERTS.ID.eq(id), end);
    }

    boolean setExpiry(Condition which, @Nullable Instant end) {
        return set(which, ALERTS.EXPIRES_AT, end == null ? null : StorableTime.require("expiry", end));
    }

    /** Until when an alert is wanted; empty if it has no end, or there is no such alert. */
    public Optional<Instant> expiry(long id) {
        return expiry(ALERTS.ID.eq(id));
    }

    Optional<Instant> expiry(Condition which) {
        return transactions.call(dsl -> dsl.select(ALERTS.EXPIRES_AT)
                .from(ALERTS)
                .where(which.and(ALERTS.EXPIRES_AT.isNotNull()))
                .fetchOptional(ALERTS.EXPIRES_AT));
    }

    /**
     * Switches off alerts whose end has come, by the clock of the database. Any number of instances at once.
     *
     * @param batch at least 1
     * @return how many; less than a batch if no more are left
     */
    public int switchOffExpired(int batch) {
        return transactions.call(dsl -> dsl.update(ALERTS)
                .set(ALERTS.IS_ACTIVE, false)
                .set(ALERTS.UPDATED_AT, DSL.currentInstant())
                .where(ALERTS.ID.eq(DSL.any(DSL.array(DSL.select(ALERTS.ID)
                        .from(ALERTS)
                        .where(DSL.condition(ALERTS.IS_ACTIVE).and(ALERTS.EXPIRES_AT.le(DatabaseClock.nowOnce())))
                        .orderBy(ALERTS.ID)
                        .limit(batch)
                        .forUpdate()
                        .skipLocked()))))
                .execute());
    }

    /**
     * Deletes an alert with its matches.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return delete(ALERTS.ID.eq(id));
    }

    boolean delete(Condition which) {
        return transactions.call(dsl -> dsl.deleteFrom(ALERTS).where(which).execute() > 0);
    }

    /** The alert of that id. */
    public Optional<Alert> byId(long id) {
        return find(ALERTS.ID.eq(id));
    }

    Optional<Alert> find(Condition which) {
        return transactions.call(dsl -> dsl.selectFrom(ALERTS).where(which).fetchOptional(AlertRow::read));
    }

    /** Those of one user by id, and nobody else's: for ids that come from a browser. */
    public AlertsOfUser onlyOf(long userId) {
        return new AlertsOfUser(this, userId);
    }

    /** A page of a user's alerts, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<Alert> ofUser(long userId, int page, int size) {
        return ofUser(userId, page, size, Counting.EXACT);
    }

    /**
     * A page of a user's alerts, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Alert> ofUser(long userId, int page, int size, Counting counting) {
        return page(AlertFilter.ofUser(userId), page, size, counting);
    }

    /**
     * A user's alerts, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Alert> ofUser(long userId, @Nullable String cursor, int size) {
        return slice(AlertFilter.ofUser(userId), cursor, size);
    }

    /** The first slice of {@link #ofUser(long, String, int)}. */
    public Slice<Alert> ofUser(long userId, int size) {
        return ofUser(userId, null, size);
    }

    /**
     * A page of alerts, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<Alert> page(AlertFilter filter, int page, int size, Counting counting) {
        PageResult<Optional<Alert>> found =
                transactions.call(dsl -> ALERTS_NEWEST.page(dsl, filter.condition(), page, size, counting));
        return new PageResult<>(readable(found.items()), page, size, found.total());
    }

    /**
     * Alerts, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<Alert> slice(AlertFilter filter, @Nullable String cursor, int size) {
        Slice<Optional<Alert>> found =
                transactions.call(dsl -> ALERTS_NEWEST.slice(dsl, filter.condition(), cursor, size));
        return new Slice<>(readable(found.items()), found.next().orElse(null));
    }

    /** The first slice of {@link #slice(AlertFilter, String, int)}. */
    public Slice<Alert> slice(AlertFilter filter, int size) {
        return slice(filter, null, size);
    }

    private static List<Alert> readable(List<Optional<Alert>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /**
     * A page of the alerts that cannot be read, and why, newest first: for one user, to be shown to their owner; for all,
     * after an upgrade. Each can be replaced by {@link #update} or deleted. Reads every alert that the filter accepts, a few
     * at a time; {@link Counting#upTo} lets it stop before.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted; an estimate is made exact
     */
    public PageResult<UnreadableAlert> unreadable(AlertFilter filter, int page, int size, Counting counting) {
        return transactions.call(dsl -> unreadable().page(dsl, filter.condition(), page, size, counting));
    }

    /**
     * The same a slice at a time. Reads on until there are so many, and whether there is one more.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<UnreadableAlert> unreadable(AlertFilter filter, @Nullable String cursor, int size) {
        return transactions.call(dsl -> unreadable().slice(dsl, filter.condition(), cursor, size));
    }

    /** The first slice of {@link #unreadable(AlertFilter, String, int)}. */
    public Slice<UnreadableAlert> unreadable(AlertFilter filter, int size) {
        return unreadable(filter, null, size);
    }

    private static Sought<UnreadableAlert> unreadable() {
        AlertRow.Reading reading = new AlertRow.Reading();
        return new Sought<>(
                new NewestFirst<>("unreadable alerts", ALERTS, ALERTS.CREATED_AT, ALERTS.ID, reading::problem));
    }

    /**
     * Whether an active alert waits for prices of this marketplace that only a listing's own page may tell ({@link
     * dev.souk.model.alert.PriceRange.Unknown#FETCH}). Reads an index that holds such alerts alone.
     */
    public boolean waitsForPrices(SourceId source) {
        Field<JSONB> name = DSL.field("to_jsonb({0}::text)", JSONB.class, DSL.val(source.value()));
        Condition isAsked = DSL.condition(
                "coalesce(nullif({0} -> 'sources', '[]') @> {1}, true) AND NOT coalesce({0} -> 'excludedSources' @> {1}, false)",
                ALERTS.CRITERIA, name);
        return !transactions
                .call(dsl -> dsl.selectOne()
                        .from(ALERTS)
                        .where(DSL.condition(ALERTS.IS_ACTIVE)
                                .and("{0} #>> '{price,unknown}' = 'fetch'", ALERTS.CRITERIA)
                                .and(isAsked))
                        .limit(1)
                        .fetch())
                .isEmpty();
    }

    /** Number of alerts. */
    public long count(AlertFilter filter) {
        return transactions.call(dsl -> (long) dsl.fetchCount(ALERTS, filter.condition()));
    }
}
