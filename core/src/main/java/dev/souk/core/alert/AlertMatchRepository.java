package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.json.NotificationSettingsJson;
import dev.souk.core.listing.JoinedListing;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.InOrder;
import dev.souk.core.transaction.Transactions;
import dev.souk.jooq.tables.records.AlertMatchesRecord;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.alert.AlertMatch;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which listings satisfied which alerts: each pair once. Thread-safe. */
public final class AlertMatchRepository {

    private static final int FETCH_SIZE = 1_000;

    private static final NewestFirst<AlertMatch> MATCHES_NEWEST = new NewestFirst<>(
            "matches", ALERT_MATCHES, ALERT_MATCHES.MATCHED_AT, ALERT_MATCHES.ID, AlertMatchRepository::read);

    private static final NewestFirst<Optional<MatchedListing>> WITH_LISTINGS = MATCHES_NEWEST.with(
            JoinedListing.of(ALERT_MATCHES.LISTING_ID),
            row -> JoinedListing.read(row).map(listing -> new MatchedListing(read(row), listing)));

    private final Transactions transactions;

    /** Works in these transactions. */
    public AlertMatchRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /*
     * Users, alerts and listings are locked against deletion before a pair is written, in that order, which is the order
     * of a deletion that cascades: neither waits for the other while it holds what the other needs. Pairs go in sorted,
     * so that instances that record the same pairs wait for each other instead of both.
     *
     * Of alerts whose messages are counted the user is locked against others who count (see DraftInsert). That has to
     * happen here, before the alerts: who holds the user and wants to change or delete an alert would otherwise wait for
     * us, and we, when the messages are stored, for the user.
     */

    /**
     * Records matches. A pair whose alert or user is gone or not active, whose alert is over, or whose listing is gone, is left out.
     *
     * @return those that were not recorded before, in the order of alert, then listing
     */
    public List<AlertMatch> record(Collection<NewMatch> matches) {
        return record(matches, Map.of());
    }

    /**
     * As above.
     *
     * @param prices what the listings cost of which the users are told now; of a match that is not among them it is not
     *     known
     */
    public List<AlertMatch> record(Collection<NewMatch> matches, Map<NewMatch, Money> prices) {
        if (matches.isEmpty()) {
            return List.of();
        }
        MatchColumns pairs = MatchColumns.of(matches, prices);
        return transactions.call(dsl -> {
            dsl.execute("""
                    select from {0}
                    where id in (select user_id from {1} where id = any({2}) and notification_settings->{3} is not null)
                    order by id for no key update""", USERS, ALERTS, pairs.alertIds(), DSL.inline(NotificationSettingsJson.MAX_PER_HOUR));
            dsl.execute("""
                    select from {0} where id in (select user_id from {1} where id = any({2}))
                    order by id for key share""", USERS, ALERTS, pairs.alertIds());
            dsl.execute("select from {0} where id = any({1}) order by id for key share", ALERTS, pairs.alertIds());
            dsl.execute("select from {0} where id = any({1}) order by id for key share", LISTINGS, pairs.listingIds());
            return dsl
                    .resultQuery(
                            """
                            insert into {0} (alert_id, listing_id, user_id, told_price, told_currency)
                            select a.id, l.id, u.id, pair.price, pair.currency
                            from unnest({1}, {2}, {7}, {8}) with ordinality
                                as pair (alert_id, listing_id, price, currency, place)
                            join {3} a on a.id = pair.alert_id and a.is_active
                                and (a.expires_at is null or a.expires_at > clock_timestamp())
                            join {4} u on u.id = a.user_id and u.is_active
                            join {5} l on l.id = pair.listing_id
                            order by pair.place
                            on conflict (alert_id, listing_id) do nothing
                            returning {6}""",
                            ALERT_MATCHES,
                            pairs.alertIds(),
                            pairs.listingIds(),
                            ALERTS,
                            USERS,
                            LISTINGS,
                            DSL.list(ALERT_MATCHES.fields()),
                            pairs.amounts(),
                            pairs.currencies())
                    .coerce(ALERT_MATCHES.fields())
                    .fetch(AlertMatchRepository::read)
                    .stream()
                    .sorted(Comparator.comparingLong(AlertMatch::alertId).thenComparingLong(AlertMatch::listingId))
                    .toList();
        });
    }

    /**
     * Reads all matches of these listings, in the order of listing, then alert. They are handed over one after the other in
     * one transaction, so that those of a listing that everybody looks for take no memory here.
     */
    public void ofListings(Collection<Long> listingIds, Consumer<AlertMatch> reader) {
        if (listingIds.isEmpty()) {
            return;
        }
        Field<Long[]> ids = DSL.val(listingIds.toArray(Long[]::new));
        transactions.call(dsl -> {
            try (Cursor<AlertMatchesRecord> rows = dsl.selectFrom(ALERT_MATCHES)
                    .where(ALERT_MATCHES.LISTING_ID.eq(DSL.any(ids)))
                    .orderBy(ALERT_MATCHES.LISTING_ID, ALERT_MATCHES.ALERT_ID)
                    .fetchSize(FETCH_SIZE)
                    .fetchLazy()) {
                rows.forEach(row -> reader.accept(read(row)));
            }
            return ids;
        });
    }

    /** A page of an alert's matches, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<AlertMatch> ofAlert(long alertId, int page, int size) {
        return ofAlert(alertId, page, size, Counting.EXACT);
    }

    /**
     * A page of an alert's matches, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<AlertMatch> ofAlert(long alertId, int page, int size, Counting counting) {
        return transactions.call(
                dsl -> MATCHES_NEWEST.page(dsl, ALERT_MATCHES.ALERT_ID.eq(alertId), page, size, counting));
    }

    /**
     * An alert's matches, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<AlertMatch> ofAlert(long alertId, @Nullable String cursor, int size) {
        return transactions.call(dsl -> MATCHES_NEWEST.slice(dsl, ALERT_MATCHES.ALERT_ID.eq(alertId), cursor, size));
    }

    /** The first slice of {@link #ofAlert(long, String, int)}. */
    public Slice<AlertMatch> ofAlert(long alertId, int size) {
        return ofAlert(alertId, null, size);
    }

    /** A page of a user's matches, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<AlertMatch> ofUser(long userId, int page, int size) {
        return ofUser(userId, page, size, Counting.EXACT);
    }

    /**
     * A page of a user's matches, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<AlertMatch> ofUser(long userId, int page, int size, Counting counting) {
        return transactions.call(
                dsl -> MATCHES_NEWEST.page(dsl, ALERT_MATCHES.USER_ID.eq(userId), page, size, counting));
    }

    /**
     * A user's matches, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<AlertMatch> ofUser(long userId, @Nullable String cursor, int size) {
        return transactions.call(dsl -> MATCHES_NEWEST.slice(dsl, ALERT_MATCHES.USER_ID.eq(userId), cursor, size));
    }

    /** The first slice of {@link #ofUser(long, String, int)}. */
    public Slice<AlertMatch> ofUser(long userId, int size) {
        return ofUser(userId, null, size);
    }

    /**
     * A page of matches, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<AlertMatch> page(MatchFilter filter, int page, int size, Counting counting) {
        return transactions.call(dsl -> MATCHES_NEWEST.page(dsl, filter.condition(), page, size, counting));
    }

    /**
     * Matches, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<AlertMatch> slice(MatchFilter filter, @Nullable String cursor, int size) {
        return transactions.call(dsl -> MATCHES_NEWEST.slice(dsl, filter.condition(), cursor, size));
    }

    /** The first slice of {@link #slice(MatchFilter, String, int)}. */
    public Slice<AlertMatch> slice(MatchFilter filter, int size) {
        return slice(filter, null, size);
    }

    /**
     * As {@link #page(MatchFilter, int, int, Counting)}, with the listings as they are now; two statements at most. A
     * match whose listing the model refuses, in an adopted database, is passed over, so that the page is shorter; its
     * total still counts it.
     */
    public PageResult<MatchedListing> pageWithListings(MatchFilter filter, int page, int size, Counting counting) {
        PageResult<Optional<MatchedListing>> found =
                transactions.call(dsl -> WITH_LISTINGS.page(dsl, filter.condition(), page, size, counting));
        return new PageResult<>(readable(found.items()), page, size, found.total());
    }

    /**
     * As {@link #slice(MatchFilter, String, int)}, with the listings as they are now; one statement. A match whose
     * listing the model refuses, in an adopted database, is passed over, so that the slice is shorter.
     */
    public Slice<MatchedListing> sliceWithListings(MatchFilter filter, @Nullable String cursor, int size) {
        Slice<Optional<MatchedListing>> found =
                transactions.call(dsl -> WITH_LISTINGS.slice(dsl, filter.condition(), cursor, size));
        return new Slice<>(readable(found.items()), found.next().orElse(null));
    }

    /** The first slice of {@link #sliceWithListings(MatchFilter, String, int)}. */
    public Slice<MatchedListing> sliceWithListings(MatchFilter filter, int size) {
        return sliceWithListings(filter, null, size);
    }

    private static List<MatchedListing> readable(List<Optional<MatchedListing>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /** How many matches there are, and how many of them are unread and put aside. One statement. */
    public MatchCounts counts(MatchFilter filter) {
        Field<Integer> unread = DSL.count().filterWhere(ALERT_MATCHES.IS_READ.isFalse());
        Field<Integer> saved = DSL.count().filterWhere(ALERT_MATCHES.IS_SAVED.isTrue());
        return transactions.call(dsl -> dsl.select(DSL.count(), unread, saved)
                .from(ALERT_MATCHES)
                .where(filter.condition())
                .fetchSingle(row -> new MatchCounts(row.value1(), row.value2(), row.value3())));
    }

    /** How many matches there are of each alert of a user that has any, by alert, ascending. One statement. */
    public Map<Long, MatchCounts> countsByAlert(long userId) {
        Field<Integer> unread = DSL.count().filterWhere(ALERT_MATCHES.IS_READ.isFalse());
        Field<Integer> saved = DSL.count().filterWhere(ALERT_MATCHES.IS_SAVED.isTrue());
        return transactions.call(dsl -> dsl.select(ALERT_MATCHES.ALERT_ID, DSL.count(), unread, saved)
                .from(ALERT_MATCHES)
                .where(ALERT_MATCHES.USER_ID.eq(userId))
                .groupBy(ALERT_MATCHES.ALERT_ID)
                .orderBy(ALERT_MATCHES.ALERT_ID)
                .fetchMap(Record4::value1, row -> new MatchCounts(row.value2(), row.value3(), row.value4())));
    }

    /** Those of one user by id, and nobody else's: for ids that come from a browser. */
    public MatchesOfUser onlyOf(long userId) {
        return new MatchesOfUser(transactions, userId);
    }

    /** The match of that id, whoever's it is. */
    public Optional<AlertMatch> byId(long id) {
        return transactions.call(dsl -> find(dsl, ALERT_MATCHES.ID.eq(id)));
    }

    static Optional<AlertMatch> find(DSLContext dsl, Condition which) {
        return dsl.selectFrom(ALERT_MATCHES).where(which).fetchOptional(AlertMatchRepository::read);
    }

    /**
     * Notes that the user has seen them all.
     *
     * @return how many were not seen before
     */
    public int markAllRead(MatchFilter filter) {
        return transactions.call(dsl -> dsl.update(ALERT_MATCHES)
                .set(ALERT_MATCHES.IS_READ, true)
                .where(InOrder.locked(
                        ALERT_MATCHES,
                        ALERT_MATCHES.ID,
                        filter.unread().condition(),
                        ALERT_MATCHES.ALERT_ID,
                        ALERT_MATCHES.LISTING_ID))
                .execute());
    }

    /**
     * Deletes a match, whoever's it is. While the listing is open, its next change that satisfies the alert makes a new one.
     * An id that comes from a browser belongs to {@link #onlyOf}.
     *
     * @return whether there was one
     */
    public boolean delete(long id) {
        return transactions.call(dsl -> delete(dsl, ALERT_MATCHES.ID.eq(id)));
    }

    static boolean delete(DSLContext dsl, Condition which) {
        return dsl.deleteFrom(ALERT_MATCHES).where(which).execute() > 0;
    }

    /**
     * Notes whether the user has seen a match, whoever's it is. An id that comes from a browser belongs to {@link #onlyOf}.
     *
     * @return whether there is such a match
     */
    public boolean markRead(long id, boolean read) {
        return transactions.call(dsl -> set(dsl, ALERT_MATCHES.ID.eq(id), ALERT_MATCHES.IS_READ, read));
    }

    /**
     * Notes whether the user put a match aside, whoever's it is. An id that comes from a browser belongs to {@link #onlyOf}.
     *
     * @return whether there is such a match
     */
    public boolean markSaved(long id, boolean saved) {
        return transactions.call(dsl -> set(dsl, ALERT_MATCHES.ID.eq(id), ALERT_MATCHES.IS_SAVED, saved));
    }

    static boolean set(DSLContext dsl, Condition which, Field<Boolean> mark, boolean value) {
        return dsl.update(ALERT_MATCHES).set(mark, value).where(which).execute() > 0;
    }

    /**
     * Notes what listings cost of which users are told.
     *
     * @return how many of the matches there are
     */
    public int noteTold(Map<NewMatch, Money> prices) {
        if (prices.isEmpty()) {
            return 0;
        }
        MatchColumns pairs = MatchColumns.of(prices.keySet(), prices);
        return transactions.call(dsl -> {
            dsl.execute("""
                    select from {0} m join unnest({1}, {2}) as pair (alert_id, listing_id) using (alert_id, listing_id)
                    order by m.alert_id, m.listing_id for no key update of m""", ALERT_MATCHES, pairs.alertIds(), pairs.listingIds());
            return dsl.execute(
                    """
                    update {0} m set told_price = pair.price, told_currency = pair.currency
                    from unnest({1}, {2}, {3}, {4}) as pair (alert_id, listing_id, price, currency)
                    where m.alert_id = pair.alert_id and m.listing_id = pair.listing_id""", ALERT_MATCHES, pairs.alertIds(), pairs.listingIds(), pairs.amounts(), pairs.currencies());
        });
    }

    private static AlertMatch read(Record row) {
        return new AlertMatch(
                row.get(ALERT_MATCHES.ID),
                row.get(ALERT_MATCHES.ALERT_ID),
                row.get(ALERT_MATCHES.LISTING_ID),
                row.get(ALERT_MATCHES.USER_ID),
                row.get(ALERT_MATCHES.MATCHED_AT),
                row.get(ALERT_MATCHES.NOTIFIED_AT),
                row.get(ALERT_MATCHES.IS_READ),
                row.get(ALERT_MATCHES.IS_SAVED),
                toldPrice(row));
    }

    @Nullable
    private static Money toldPrice(Record row) {
        BigDecimal price = row.get(ALERT_MATCHES.TOLD_PRICE);
        String currency = row.get(ALERT_MATCHES.TOLD_CURRENCY);
        return price == null || currency == null ? null : new Money(price, currency);
    }
}
