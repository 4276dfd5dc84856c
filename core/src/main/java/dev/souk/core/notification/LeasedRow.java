package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.user.RecipientReader;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.EarlierAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** A delivery that was just claimed, with its notification and user. */
record LeasedRow(Record row) {

    private static final List<Field<?>> DELIVERY = List.of(
            NOTIFICATION_DELIVERIES.ID,
            NOTIFICATION_DELIVERIES.CHANNEL,
            NOTIFICATION_DELIVERIES.ATTEMPTS,
            NOTIFICATION_DELIVERIES.LEASE_TOKEN,
            NOTIFICATION_DELIVERIES.DUE_AT,
            NOTIFICATION_DELIVERIES.TRIED_SINCE,
            NOTIFICATION_DELIVERIES.PROBLEM,
            NOTIFICATION_DELIVERIES.TAKEN_BY,
            NOTIFICATION_DELIVERIES.IS_DIGEST);

    private static final List<Field<?>> NOTIFICATION = List.of(
            NOTIFICATIONS.ID,
            NOTIFICATIONS.USER_ID,
            NOTIFICATIONS.TITLE,
            NOTIFICATIONS.CONTENT,
            NOTIFICATIONS.DATA,
            NOTIFICATIONS.STATUS,
            NOTIFICATIONS.CREATED_AT,
            NOTIFICATIONS.SENT_AT,
            NOTIFICATIONS.READ_AT);

    /** What a claim returns from the tables. */
    static final List<Field<?>> COLUMNS =
            concat(concat(concat(DELIVERY, NOTIFICATION), RecipientReader.COLUMNS), List.of(USERS.IS_ACTIVE));

    private static final Field<Instant> WAS_DUE = DSL.field(DSL.name("was_due"), SQLDataType.INSTANT);

    private static final Field<Boolean> WAS_LOST = DSL.field(DSL.name("was_lost"), SQLDataType.BOOLEAN);

    private static final Field<Instant> TRIED_BEFORE = DSL.field(DSL.name("tried_before"), SQLDataType.INSTANT);

    private static final Field<Long> ALERT_ID = DSL.field(DSL.name("alert_id"), SQLDataType.BIGINT);

    private static final Field<String> ALERT_SETTINGS = DSL.field(DSL.name("alert_settings"), SQLDataType.CLOB);

    /**
     * The same, how the delivery was before (since when due, whether its last lease ended without a word, ...), and which
     * alert it is of, with the settings of that if it is alive.
     */
    static final List<Field<?>> RETURNED =
            concat(COLUMNS, List.of(WAS_DUE, WAS_LOST, TRIED_BEFORE, ALERT_ID, ALERT_SETTINGS));

    private static List<Field<?>> concat(List<Field<?>> some, List<Field<?>> more) {
        List<Field<?>> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    long id() {
        return row.get(NOTIFICATION_DELIVERIES.ID);
    }

    long notificationId() {
        return row.get(NOTIFICATIONS.ID);
    }

    UUID token() {
        return row.get(NOTIFICATION_DELIVERIES.LEASE_TOKEN);
    }

    boolean isDigest() {
        return row.get(NOTIFICATION_DELIVERIES.IS_DIGEST);
    }

    Instant wasDue() {
        return row.get(WAS_DUE);
    }

    String channel() {
        return row.get(NOTIFICATION_DELIVERIES.CHANNEL);
    }

    boolean isOfActiveUser() {
        return row.get(USERS.IS_ACTIVE);
    }

    /** How the user of the alert wants to be told now; of a digest, that of its newest. */
    PresentWish wish() {
        return PresentWish.of(row.get(ALERT_ID), row.get(ALERT_SETTINGS));
    }

    /** When it was leased, by the database's clock. */
    Instant leasedAt(Duration leaseFor) {
        return row.get(NOTIFICATION_DELIVERIES.DUE_AT).minus(leaseFor);
    }

    /** Since when it had been tried before this lease; null if never. */
    @Nullable
    Instant triedBefore() {
        return row.get(TRIED_BEFORE);
    }

    /** Whether the last host that leased it could not read it. */
    boolean wasUnreadable() {
        String problem = row.get(NOTIFICATION_DELIVERIES.PROBLEM);
        return problem != null && problem.startsWith(DeliveryLease.UNREADABLE);
    }

    /** Whether it could not be read for longer than that. */
    boolean wasUnreadableFor(Duration time) {
        return wasUnreadable()
                && row.get(NOTIFICATION_DELIVERIES.TRIED_SINCE)
                        .isBefore(row.get(NOTIFICATION_DELIVERIES.DUE_AT).minus(time));
    }

    /**
     * What the worker gets.
     *
     * @throws RuntimeException as {@link NotificationRow#read} and {@link RecipientReader#read} do
     */
    Delivery delivery(RecipientReader recipients, @Nullable Digest digest) {
        return new Delivery(
                id(),
                channel(),
                NotificationRow.read(row),
                recipients.read(row),
                row.get(NOTIFICATION_DELIVERIES.ATTEMPTS),
                token(),
                row.get(NOTIFICATION_DELIVERIES.DUE_AT),
                new EarlierAttempts(row.get(NOTIFICATION_DELIVERIES.TRIED_SINCE), row.get(WAS_LOST), takenBy()),
                digest);
    }

    /** Marks of the addresses that took it already. */
    Set<String> takenBy() {
        String[] marks = row.get(NOTIFICATION_DELIVERIES.TAKEN_BY);
        return marks == null ? Set.of() : Set.of(marks);
    }
}
