package dev.souk.core.privacy;

import static dev.souk.jooq.Tables.ALERTS;
import static dev.souk.jooq.Tables.ALERT_MATCHES;
import static dev.souk.jooq.Tables.NOTIFICATIONS;
import static dev.souk.jooq.Tables.NOTIFICATION_DELIVERIES;
import static dev.souk.jooq.Tables.USERS;
import static dev.souk.jooq.Tables.USER_AUTH;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.Transactions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;

/**
 * A copy of all that is kept of a user, and the end of it. Users may do both for themselves, by {@code
 * database.asUser(7).privacy()}. Thread-safe.
 */
public final class Privacy {

    /** An export that breaks off must not look whole, so nothing is closed that was not written to its end. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final Transactions transactions;
    private final FieldProtection protection;

    /** Works in these transactions, on fields that are kept in this way. */
    public Privacy(Transactions transactions, FieldProtection protection) {
        this.transactions = transactions;
        this.protection = protection;
    }

    /**
     * Writes all that is kept of a user as one JSON object in UTF-8, of the format that {@code docs/access.md} describes.
     * Rows are written as they are read, so memory stays small however many there are; the transaction is open as long,
     * so write into a file or a buffer rather than to a slow reader. Each list is as it was when its turn came. The
     * stream is flushed and not closed.
     *
     * @return whether there is such a user; if not, nothing is written
     * @throws UncheckedIOException if the stream fails
     * @throws dev.souk.core.protection.ProtectedFieldException if a field may not or cannot be read
     */
    public boolean export(long userId, OutputStream out) {
        return transactions.call(dsl -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                return new UserExport(dsl, json, userId, protection).write();
            } catch (IOException e) {
                throw new UncheckedIOException("export of user %s could not be written".formatted(userId), e);
            }
        });
    }

    /*
     * The user is locked first, and whoever stores something of a user's locks the user before; so nothing comes between
     * counting and deleting. The rows of the other tables go by the references that cascade, which needs no right to
     * delete them one by one.
     */

    /**
     * Deletes a user and all that is kept of them. The audit log keeps that something was done, by an id that then names
     * nobody, and no value but role, states and times, such as that of the last login, until the log is purged. What no
     * statement can reach (backups, write-ahead log, the space of deleted rows) is told in {@code docs/access.md}.
     *
     * @return how many rows were deleted; none where there is no such user, so that it can be repeated
     */
    public Erasure erase(long userId) {
        return transactions.call(dsl -> {
            dsl.select(USERS.ID)
                    .from(USERS)
                    .where(USERS.ID.eq(userId))
                    .forUpdate()
                    .fetch();
            Map<String, Long> deleted = new HashMap<>();
            count(deleted, dsl, USER_AUTH, USER_AUTH.USER_ID.eq(userId));
            count(deleted, dsl, ALERTS, ALERTS.USER_ID.eq(userId));
            count(deleted, dsl, ALERT_MATCHES, ALERT_MATCHES.USER_ID.eq(userId));
            count(deleted, dsl, NOTIFICATIONS, NOTIFICATIONS.USER_ID.eq(userId));
            count(
                    deleted,
                    dsl,
                    NOTIFICATION_DELIVERIES,
                    NOTIFICATION_DELIVERIES.NOTIFICATION_ID.in(
                            dsl.select(NOTIFICATIONS.ID).from(NOTIFICATIONS).where(NOTIFICATIONS.USER_ID.eq(userId))));
            int users = dsl.deleteFrom(USERS).where(USERS.ID.eq(userId)).execute();
            deleted.put(USERS.getName(), (long) users);
            return new Erasure(userId, deleted);
        });
    }

    private static void count(Map<String, Long> deleted, DSLContext dsl, Table<?> table, Condition ofUser) {
        deleted.put(table.getName(), (long) dsl.fetchCount(table, ofUser));
    }
}
