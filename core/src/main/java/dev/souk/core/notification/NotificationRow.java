package dev.souk.core.notification;

import static dev.souk.jooq.Tables.NOTIFICATIONS;

import dev.souk.core.json.InvalidDocumentException;
import dev.souk.core.json.NotificationSubjectJson;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationStatus;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** A notification as it stands in its row. */
final class NotificationRow {

    /** Rows of the original system have no event key, and nothing is known of their subject. Digests carry others. */
    static final Condition WRITTEN_BY_SOUK =
            NOTIFICATIONS.EVENT_KEY.isNotNull().and(NOTIFICATIONS.TYPE.ne(HeldNotifications.TYPE_OF_DIGEST));

    /** Which alert it tells of; null where that cannot be read. */
    static final Field<Long> ALERT_ID = idIn("alertId");

    /** Of which listing; null where that cannot be read. */
    static final Field<Long> LISTING_ID = idIn("listingId");

    private NotificationRow() {}

    private static Field<Long> idIn(String key) {
        return DSL.field(
                "case when {0}->>{1} ~ '^[0-9]{1,18}$' then ({0}->>{1})::bigint end",
                Long.class, NOTIFICATIONS.DATA, DSL.inline(key));
    }

    /**
     * The notification of a row.
     *
     * @throws dev.souk.core.json.InvalidDocumentException if its subject cannot be read
     * @throws IllegalArgumentException if it has no subject, or its status is not known
     */
    static Notification read(Record row) {
        JSONB subject = row.get(NOTIFICATIONS.DATA);
        if (subject == null) {
            throw new IllegalArgumentException("notification %s has no subject".formatted(row.get(NOTIFICATIONS.ID)));
        }
        return new Notification(
                row.get(NOTIFICATIONS.ID),
                row.get(NOTIFICATIONS.USER_ID),
                row.get(NOTIFICATIONS.TITLE),
                row.get(NOTIFICATIONS.CONTENT),
                NotificationSubjectJson.read(subject.data()),
                status(row.get(NOTIFICATIONS.STATUS)),
                row.get(NOTIFICATIONS.CREATED_AT),
                row.get(NOTIFICATIONS.SENT_AT),
                row.get(NOTIFICATIONS.READ_AT));
    }

    /** As {@link #read}; empty if it cannot be read. */
    static Optional<Notification> ifReadable(Record row) {
        try {
            return Optional.of(read(row));
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What a column says of a status.
     *
     * @throws IllegalArgumentException if it is not known
     */
    static NotificationStatus status(String code) {
        return NotificationStatus.valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** What the column holds for a status. */
    static String code(NotificationStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
