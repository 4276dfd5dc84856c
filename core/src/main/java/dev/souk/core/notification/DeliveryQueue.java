package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.RecipientReader;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.StorableText;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that wait for a worker. A worker leases some, sends them outside of any transaction, and says of each what
 * came of it. When it says nothing, another worker takes over after the lease; what the first says then is refused. So
 * everything due is delivered at least once, and a repeat bears the same {@link Delivery#id()}. All times are by the
 * database's clock. Thread-safe.
 *
 * <pre>{@code
 * for (Delivery delivery : queue.lease(Set.of("email"), 50, Duration.ofSeconds(60))) {
 *     mailer.send(delivery);
 *     queue.delivered(delivery);
 * }
 * }</pre>
 *
 * <p>To record one by one costs a way to the database for each. Where that is long, lease fewer at a time, or send a batch and
 * record it at once by {@link #delivered(Collection)}; else the lease ends before the last is recorded.
 */
public final class DeliveryQueue {

    /** The most deliveries of one lease. */
    public static final int MAX_LEASED = 1_000;

    /** A longer reason is cut to this many characters. */
    public static final int MAX_REASON_LENGTH = 1_000;

    /** For so long what cannot be read is left to instances of a newer release. */
    public static final Duration UNREADABLE_FOR = Duration.ofDays(3);

    private static final NewestFirst<DeadDelivery> DEAD_NEWEST = new NewestFirst<>(
            "dead deliveries",
            NOTIFICATION_DELIVERIES,
            NOTIFICATION_DELIVERIES.CREATED_AT,
            NOTIFICATION_DELIVERIES.ID,
            DeliveryQueue::readDead);

    private final Transactions transactions;
    private final RecipientReader recipients;

    /** Works in these transactions, on recipients that are kept in this way. */
    public DeliveryQueue(Transactions transactions, FieldProtection protection) {
        this.transactions = transactions;
        recipients = new RecipientReader(protection);
    }

    /**
     * Takes deliveries that are due, those due longest first. Nobody else gets them before the lease is over. One whose
     * last lease ended without a word is taken alone, since it may have ended its instance.
     *
     * <p>Each is looked at as its user wants to be told now. Where the user or the alert is not active any more or is gone,
     * or the alert does not name the channel any more, the delivery ends as {@link
     * dev.souk.model.notification.NotificationStatus#UNWANTED}; where it is quiet, it waits for the end of the quiet hours,
     * and no attempt counts.
     *
     * <p>What this instance cannot read is left to others, with the reason, and its attempt does not count: where the
     * recipient is encrypted by a key that this instance lacks, and for {@link #UNREADABLE_FOR} where a newer release
     * may have written the notification. After that, and at once where an encrypted field was altered, it is given up.
     *
     * @param channels only by these; each 1 to 32 characters
     * @param limit 1 to {@value #MAX_LEASED}
     * @param leaseFor longer than sending all of them can take
     */
    public List<Delivery> lease(Set<String> channels, int limit, Duration leaseFor) {
        channels.forEach(NotificationSettings::requireChannel);
        Condition which = DeliveryLease.CHANNEL.eq(DSL.any(channels.toArray(String[]::new)));
        return lease(channels.isEmpty() ? DSL.falseCondition() : which, limit, leaseFor);
    }

    /** As above, of one channel and one line. */
    public List<Delivery> lease(String channel, DeliveryLane lane, int limit, Duration leaseFor) {
        NotificationSettings.requireChannel(channel);
        return lease(DeliveryLease.CHANNEL.eq(channel).and(DeliveryLease.isIn(lane)), limit, leaseFor);
    }

    private List<Delivery> lease(Condition which, int limit, Duration leaseFor) {
        if (limit < 1 || limit > MAX_LEASED) {
            throw new IllegalArgumentException("limit must be 1 to %s: %s".formatted(MAX_LEASED, limit));
        }
        if (leaseFor.isNegative() || leaseFor.isZero()) {
            throw new IllegalArgumentException("lease must be positive: " + leaseFor);
        }
        return new Leasing(transactions, recipients, which, limit, leaseFor).run();
    }

    /*
     * What came of a delivery is recorded under the lock of its notification, so that of two deliveries that end at once
     * the second sees the first; under those of what it gathers, which come before it in the order of all who lock several;
     * and under that of the user, for the reason given in AlertMatchRepository.
     */

    /**
     * Records that it was sent: the notification, and the match that it is about, are then told.
     *
     * @return false if somebody else has taken over, or the delivery is gone; then nothing is recorded
     */
    public boolean delivered(Delivery delivery) {
        return !delivered(List.of(delivery)).isEmpty();
    }

    /**
     * Records all of these as sent, at once or not at all.
     *
     * @return ids of those of which it is recorded; somebody else has taken over the others, or they are gone
     */
    public Set<Long> delivered(Collection<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Set.of();
        }
        return transactions.call(dsl -> {
            DeliveryLease.lock(dsl, deliveries);
            Set<Long> recorded = DeliveryLease.sent(dsl, deliveries);
            Told.arrived(
                    dsl,
                    deliveries.stream()
                            .filter(delivery -> recorded.contains(delivery.id()))
                            .toList());
            return recorded;
        });
    }

    /**
     * Records that it failed and is to be tried again, and which addresses took it all the same.
     *
     * @param after how long to wait, not negative
     * @param reason why it failed
     * @return false if somebody else has taken over, or the delivery is gone; then nothing is recorded
     */
    public boolean retry(Delivery delivery, Duration after, String reason) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("a retry cannot be in the past: " + after);
        }
        return transactions.call(dsl -> dsl.update(NOTIFICATION_DELIVERIES)
                        .set(NOTIFICATION_DELIVERIES.DUE_AT, DatabaseClock.after(after))
                        .setNull(NOTIFICATION_DELIVERIES.LEASE_TOKEN)
                        .set(NOTIFICATION_DELIVERIES.PROBLEM, StorableText.repair(reason, MAX_REASON_LENGTH))
                        .set(
                                NOTIFICATION_DELIVERIES.TAKEN_BY,
                                DeliveryLease.marks(delivery.earlier().takenBy()))
                        .where(DeliveryLease.holds(delivery.id(), delivery.leaseToken()))
                        .execute()
                > 0);
    }

    /**
     * Puts off a delivery that was leased and not tried, or whose receiver asked to be left alone: the attempt does not
     * count. Which addresses took it is recorded, too.
     *
     * @param after how long to wait, not negative
     * @param reason why it was not tried
     * @return false if somebody else has taken over, or the delivery is gone; then nothing is recorded
     */
    public boolean postpone(Delivery delivery, Duration after, String reason) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("a delivery cannot be put off into the past: " + after);
        }
        return transactions.call(dsl -> dsl.update(NOTIFICATION_DELIVERIES)
                        .set(NOTIFICATION_DELIVERIES.DUE_AT, DatabaseClock.after(after))
                        .set(NOTIFICATION_DELIVERIES.ATTEMPTS, NOTIFICATION_DELIVERIES.ATTEMPTS.minus(1))
                        .setNull(NOTIFICATION_DELIVERIES.LEASE_TOKEN)
                        .set(NOTIFICATION_DELIVERIES.PROBLEM, StorableText.repair(reason, MAX_REASON_LENGTH))
                        .set(
                                NOTIFICATION_DELIVERIES.TAKEN_BY,
                                DeliveryLease.marks(delivery.earlier().takenBy()))
                        .where(DeliveryLease.holds(delivery.id(), delivery.leaseToken()))
                        .execute()
                > 0);
    }

    /**
     * Records that it failed and is given up. The notification is, too, when this was its last hope.
     *
     * @return false if somebody else has taken over, or the delivery is gone; then nothing is recorded
     */
    public boolean dead(Delivery delivery, String reason) {
        return transactions.call(
                dsl -> !DeliveryLease.lock(dsl, List.of(delivery)).isEmpty()
                        && DeliveryLease.giveUp(
                                dsl,
                                delivery.id(),
                                delivery.leaseToken(),
                                delivery.notification().id(),
                                reason,
                                delivery.earlier().takenBy()));
    }

    /**
     * Gives deliveries back that were leased and not tried: they are due now, and the attempt does not count.
     *
     * @return how many were still held
     */
    public int giveBack(Collection<Delivery> deliveries) {
        return transactions.call(dsl -> DeliveryLease.giveBack(dsl, deliveries));
    }

    /**
     * Tries a delivery again that was given up: due now, its attempts counted anew.
     *
     * @return whether it had been given up
     */
    public boolean requeue(long deliveryId) {
        return transactions.call(dsl -> {
            Long notificationId = dsl.select(NOTIFICATION_DELIVERIES.NOTIFICATION_ID)
                    .from(NOTIFICATION_DELIVERIES)
                    .where(NOTIFICATION_DELIVERIES.ID.eq(deliveryId))
                    .fetchOne(NOTIFICATION_DELIVERIES.NOTIFICATION_ID);
            if (notificationId == null) {
                return false;
            }
            dsl.execute(
                    "select from {0} where id = {1} or digest_id = {1} order by id for no key update",
                    NOTIFICATIONS, DSL.val(notificationId));
            int changed = dsl.update(NOTIFICATION_DELIVERIES)
                    .set(NOTIFICATION_DELIVERIES.STATUS, "pending")
                    .set(NOTIFICATION_DELIVERIES.DUE_AT, DatabaseClock.now())
                    .set(NOTIFICATION_DELIVERIES.ATTEMPTS, 0)
                    .setNull(NOTIFICATION_DELIVERIES.TRIED_SINCE)
                    .where(NOTIFICATION_DELIVERIES.ID.eq(deliveryId).and(Told.DEAD))
                    .execute();
            if (changed > 0) {
                Told.hopesAgain(dsl, notificationId);
            }
            return changed > 0;
        });
    }

    /**
     * Tries those again that were given up, the oldest first, such as all of a channel whose password was wrong for days:
     * call it until it returns 0. Each in its own transaction, unless there is one already.
     *
     * @param filter of the deliveries that were given up
     * @param most how many, at least 1
     * @return how many are tried again
     */
    public int requeue(DeliveryFilter filter, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        List<Long> dead = transactions.call(dsl -> dsl.select(NOTIFICATION_DELIVERIES.ID)
                .from(NOTIFICATION_DELIVERIES)
                .join(NOTIFICATIONS)
                .on(NOTIFICATIONS.ID.eq(NOTIFICATION_DELIVERIES.NOTIFICATION_ID))
                .where(Told.DEAD, filter.condition())
                .orderBy(NOTIFICATION_DELIVERIES.ID)
                .limit(most)
                .fetch(NOTIFICATION_DELIVERIES.ID));
        return (int) dead.stream().filter(this::requeue).count();
    }

    /**
     * How the queue stands, in all and by channel. Reads what is pending or was given up, each row once, and nothing of what
     * was sent.
     */
    public DeliveryStats stats() {
        return transactions.call(dsl -> DeliveryStats.of(ChannelCounts.of(dsl, null)));
    }

    /**
     * The same for a check that is made all the time: of each channel no more are counted than {@code most} of those that are
     * due and of the others, messages and digests each, and of what was given up the newest {@code most} of all channels.
     * What has more is marked as {@link ChannelStats#capped}. Reads no more rows than that, whatever the queue holds.
     *
     * @param most at least 1
     */
    public DeliveryStats stats(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        return transactions.call(dsl -> DeliveryStats.of(ChannelCounts.of(dsl, most)));
    }

    /** A page of the deliveries that were given up, newest first, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<DeadDelivery> dead(int page, int size) {
        return dead(page, size, Counting.EXACT);
    }

    /**
     * A page of the deliveries that were given up, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<DeadDelivery> dead(int page, int size, Counting counting) {
        return transactions.call(dsl -> DEAD_NEWEST.page(dsl, Told.DEAD, page, size, counting));
    }

    /**
     * The deliveries that were given up, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<DeadDelivery> dead(@Nullable String cursor, int size) {
        return transactions.call(dsl -> DEAD_NEWEST.slice(dsl, Told.DEAD, cursor, size));
    }

    /** The first slice of {@link #dead(String, int)}. */
    public Slice<DeadDelivery> dead(int size) {
        return dead(null, size);
    }

    private static DeadDelivery readDead(Record row) {
        String problem = row.get(NOTIFICATION_DELIVERIES.PROBLEM);
        return new DeadDelivery(
                row.get(NOTIFICATION_DELIVERIES.ID),
                row.get(NOTIFICATION_DELIVERIES.NOTIFICATION_ID),
                row.get(NOTIFICATION_DELIVERIES.CHANNEL),
                row.get(NOTIFICATION_DELIVERIES.ATTEMPTS),
                problem == null ? "" : problem,
                row.get(NOTIFICATION_DELIVERIES.CREATED_AT));
    }
}
