package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertDraft;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one user: whatever id is asked for, nobody else's is seen or touched. Thread-safe.
 *
 * <pre>{@code
 * database.alerts().onlyOf(7).delete(id);     // false if it is somebody else's
 * }</pre>
 */
public final class AlertsOfUser {

    private final AlertRepository alerts;
    private final long userId;

    AlertsOfUser(AlertRepository alerts, long userId) {
        this.alerts = alerts;
        this.userId = userId;
    }

    /**
     * The alert of that id.
     *
     * @throws UnreadableAlertException if it cannot be read
     */
    public Optional<Alert> byId(long id) {
        return alerts.find(isOwn(id));
    }

    /**
     * Changes a part of an alert as {@link AlertRepository#edit} does.
     *
     * @return empty if the user has no such alert
     * @throws UnreadableAlertException if it cannot be read
     */
    public Optional<Alert> edit(long id, UnaryOperator<AlertDraft> change) {
        return alerts.edit(isOwn(id), change);
    }

    /**
     * Lets an alert take part in matching or not.
     *
     * @return whether the user has such an alert
     */
    public boolean setActive(long id, boolean active) {
        return alerts.set(isOwn(id), ALERTS.IS_ACTIVE, active);
    }

    /**
     * Says until when an alert is wanted, as {@link AlertRepository#setExpiry} does.
     *
     * @param end exclusive; null for no end
     * @return whether the user has such an alert
     */
    public boolean setExpiry(long id, @Nullable Instant end) {
        return alerts.setExpiry(isOwn(id), end);
    }

    /** Until when an alert is wanted; empty if it has no end, or the user has no such alert. */
    public Optional<Instant> expiry(long id) {
        return alerts.expiry(isOwn(id));
    }

    /**
     * Deletes an alert with its matches.
     *
     * @return whether the user had such an alert
     */
    public boolean delete(long id) {
        return alerts.delete(isOwn(id));
    }

    private Condition isOwn(long id) {
        return ALERTS.ID.eq(id).and(ALERTS.USER_ID.eq(userId));
    }
}
