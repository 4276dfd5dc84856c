package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;

import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** A delivery that was just claimed, with its notification and user. */
record LeasedRow(Record row) {

    /** What a claim returns from the tables. */
    static final List<Field<?>> COLUMNS = List.of(
            NOTIFICATION_DELIVERIES.ID,
            NOTIFICATION_DELIVERIES.CHANNEL,
            NOTIFICATION_DELIVERIES.ATTEMPTS,
            NOTIFICATION_DELIVERIES.LEASE_TOKEN,
            NOTIFICATION_DELIVERIES.DUE_AT,
            NOTIFICATIONS.ID,
            NOTIFICATIONS.USER_ID,
            NOTIFICATIONS.TITLE,
            NOTIFICATIONS.CONTENT,
            NOTIFICATIONS.DATA,
            NOTIFICATIONS.STATUS,
            NOTIFICATIONS.CREATED_AT,
            NOTIFICATIONS.SENT_AT,
            NOTIFICATIONS.READ_AT,
            USERS.EMAIL,
            USERS.FIRST_NAME,
            USERS.LAST_NAME);

    private static final Field<Instant> WAS_DUE = DSL.field(DSL.name("was_due"), SQLDataType.INSTANT);

    /** The same, and since when the delivery had been due. */
    static final List<Field<?>> RETURNED = withWasDue();

    private static List<Field<?>> withWasDue() {
        List<Field<?>> columns = new ArrayList<>(COLUMNS);
        columns.add(WAS_DUE);
        return List.copyOf(columns);
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

    Instant wasDue() {
        return row.get(WAS_DUE);
    }

    /**
     * What the worker gets.
     *
     * @throws RuntimeException as {@link NotificationRow#read} does
     */
    Delivery delivery() {
        return new Delivery(
                id(),
                row.get(NOTIFICATION_DELIVERIES.CHANNEL),
                NotificationRow.read(row),
                new Recipient(row.get(NOTIFICATIONS.USER_ID), row.get(USERS.EMAIL), name()),
                row.get(NOTIFICATION_DELIVERIES.ATTEMPTS),
                token(),
                row.get(NOTIFICATION_DELIVERIES.DUE_AT));
    }

    @Nullable
    private String name() {
        String name = Stream.of(USERS.FIRST_NAME, USERS.LAST_NAME)
                .map(row::get)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
