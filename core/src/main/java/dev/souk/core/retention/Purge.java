package dev.souk.core.retention;

import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.LISTING_CHANGES;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.listing.ListingRepository;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Exists;
import dev.souk.core.transaction.OldRows;
import dev.souk.core.transaction.Transactions;
import java.time.Duration;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Deletes what has served its time, in batches: each call is one short transaction that deletes the oldest, at most so
 * many, and passes over what others hold. Nothing is deleted unless an application asks. Thread-safe, for any number of
 * instances.
 *
 * <pre>{@code
 * while (purge.notifications(Duration.ofDays(90), 1_000) == 1_000) {
 *     // until a batch is not full
 * }
 * }</pre>
 */
public final class Purge {

    /** The most that one batch may hold. */
    public static final int MAX_BATCH = OldRows.MAX_BATCH;

    private final Transactions transactions;
    private final ListingRepository listings;

    /**
     * Works in these transactions.
     *
     * @param listings in the same transactions; deletes listings, and tells its cache
     */
    public Purge(Transactions transactions, ListingRepository listings) {
        this.transactions = transactions;
        this.listings = listings;
    }

    /**
     * Deletes notifications that are sent or given up, with their deliveries. One that waits, or of which a delivery
     * does, or one of the digest that gathers it, stays however old it is.
     *
     * @param olderThan since they were stored
     * @param batch 1 to {@value #MAX_BATCH}
     * @return how many
     */
    public int notifications(Duration olderThan, int batch) {
        OldRows.require(olderThan, batch);
        return delete(
                NOTIFICATIONS,
                NOTIFICATIONS.ID,
                NOTIFICATIONS
                        .CREATED_AT
                        .lt(DatabaseClock.before(olderThan))
                        .and(NOTIFICATIONS.STATUS.ne("pending"))
                        .andNot(isWaitedFor()),
                batch);
    }

    /**
     * Deletes matches of listings that are sold or removed, but none that the user put aside, nor one whose listing has a
     * change still to be matched. A match of an open listing stays: without it, the next change of the listing would be
     * told as if it were new.
     *
     * @param olderThan since they were found
     * @param batch 1 to {@value #MAX_BATCH}
     * @return how many
     */
    public int matches(Duration olderThan, int batch) {
        OldRows.require(olderThan, batch);
        return delete(
                ALERT_MATCHES,
                ALERT_MATCHES.ID,
                ALERT_MATCHES
                        .MATCHED_AT
                        .lt(DatabaseClock.before(olderThan))
                        .and(ALERT_MATCHES.IS_SAVED.isFalse())
                        .and(ALERT_MATCHES.LISTING_ID.in(
                                DSL.select(LISTINGS.ID).from(LISTINGS).where(isClosed())))
                        .andNot(isStillToBeMatched()),
                batch);
    }

    /**
     * Deletes listings that are sold or removed, with all that hangs on them: attributes, images, price history, matches.
     * One that a user put aside stays, and so does one with a change that is still to be matched.
     *
     * @param unseen since anybody saw them
     * @param batch 1 to {@value #MAX_BATCH}
     * @return how many
     */
    public int listings(Duration unseen, int batch) {
        OldRows.require(unseen, batch);
        return listings.deleteClosed(unseen, batch);
    }

    /**
     * By a delivery of its own or of its digest. The offset keeps the planner from joining, and so each is looked up by its
     * notification, however many wait.
     */
    private static Condition isWaitedFor() {
        return DSL.condition(
                "exists (select from {0} where {1} in ({2}, {3}) and {4} = 'pending' offset 0)",
                NOTIFICATION_DELIVERIES,
                NOTIFICATION_DELIVERIES.NOTIFICATION_ID,
                NOTIFICATIONS.ID,
                NOTIFICATIONS.DIGEST_ID,
                NOTIFICATION_DELIVERIES.STATUS);
    }

    private static Condition isClosed() {
        return LISTINGS.IS_SOLD.isTrue().or(LISTINGS.IS_DELETED.isTrue());
    }

    /** Without the match, nobody would be told of the change. */
    private static Condition isStillToBeMatched() {
        return Exists.row(DSL.selectOne()
                .from(LISTING_CHANGES)
                .where(LISTING_CHANGES.LISTING_ID.eq(ALERT_MATCHES.LISTING_ID))
                .and("matched_xid is null"));
    }

    private int delete(Table<?> table, Field<Long> id, Condition which, int batch) {
        return transactions.call(dsl -> OldRows.delete(dsl, table, id, which, batch));
    }
}
