package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;

import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.notification.NotificationStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * How every delivery stands and why, for people who look after them. It changes nothing; {@link DeliveryQueue#requeue}
 * tries one again that was given up. Thread-safe.
 */
public final class DeliveryLog {

    private static final Table<?> DELIVERIES = NOTIFICATION_DELIVERIES
            .join(NOTIFICATIONS)
            .on(NOTIFICATIONS.ID.eq(NOTIFICATION_DELIVERIES.NOTIFICATION_ID));

    private static final NewestFirst<LoggedDelivery> NEWEST = new NewestFirst<>(
            "deliveries",
            DELIVERIES,
            NOTIFICATION_DELIVERIES.CREATED_AT,
            NOTIFICATION_DELIVERIES.ID,
            DeliveryLog::read);

    private final Transactions transactions;

    /** Works in these transactions. */
    public DeliveryLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The delivery of that id. */
    public Optional<LoggedDelivery> byId(long id) {
        return transactions.call(dsl -> dsl.select(DELIVERIES.fields())
                .from(DELIVERIES)
                .where(NOTIFICATION_DELIVERIES.ID.eq(id))
                .fetchOptional(DeliveryLog::read));
    }

    /** All deliveries of a notification, by id. */
    public List<LoggedDelivery> ofNotification(long notificationId) {
        return transactions.call(dsl -> dsl.select(DELIVERIES.fields())
                .from(DELIVERIES)
                .where(NOTIFICATION_DELIVERIES.NOTIFICATION_ID.eq(notificationId))
                .orderBy(NOTIFICATION_DELIVERIES.ID)
                .fetch(DeliveryLog::read));
    }

    /**
     * A page of deliveries, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted
     */
    public PageResult<LoggedDelivery> page(DeliveryFilter filter, int page, int size, Counting counting) {
        return transactions.call(dsl -> NEWEST.page(dsl, filter.condition(), page, size, counting));
    }

    /**
     * Deliveries, newest first, a slice at a time.
     *
     * @param cursor of the slice before; null for the start
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if no slice gave out that cursor
     */
    public Slice<LoggedDelivery> slice(DeliveryFilter filter, @Nullable String cursor, int size) {
        return transactions.call(dsl -> NEWEST.slice(dsl, filter.condition(), cursor, size));
    }

    /** The first slice of {@link #slice(DeliveryFilter, String, int)}. */
    public Slice<LoggedDelivery> slice(DeliveryFilter filter, int size) {
        return slice(filter, null, size);
    }

    /** How many deliveries stand how; every status is in it. Reads all that the filter accepts. */
    public Map<NotificationStatus, Long> counts(DeliveryFilter filter) {
        return transactions.call(
                dsl -> StatusCounts.of(dsl, DELIVERIES, NOTIFICATION_DELIVERIES.STATUS, filter.condition()));
    }

    private static LoggedDelivery read(Record row) {
        return new LoggedDelivery(
                row.get(NOTIFICATION_DELIVERIES.ID),
                row.get(NOTIFICATION_DELIVERIES.NOTIFICATION_ID),
                row.get(NOTIFICATIONS.USER_ID),
                row.get(NOTIFICATION_DELIVERIES.CHANNEL),
                NotificationRow.status(row.get(NOTIFICATION_DELIVERIES.STATUS)),
                row.get(NOTIFICATION_DELIVERIES.ATTEMPTS),
                row.get(NOTIFICATION_DELIVERIES.DUE_AT),
                row.get(NOTIFICATION_DELIVERIES.PROBLEM),
                row.get(NOTIFICATION_DELIVERIES.CREATED_AT),
                row.get(NOTIFICATION_DELIVERIES.SENT_AT));
    }
}
