package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableTime;
import dev.souk.model.text.TextQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is to be created, or what an alert is to become. See {@link Alert} for the other fields. Unchanging and
 * thread-safe; equal when all parts are.
 *
 * @param expiry until when it is wanted, exclusive, in the years 1 to 9999; null if that is not said: a new alert has no end
 *     then, and one that there is keeps its own
 */
public record AlertDraft(
        long userId,
        String name,
        AlertCriteria criteria,
        TextQuery query,
        boolean active,
        NotificationSettings settings,
        @Nullable Instant expiry) {

    /** Checks the user, the name and the expiry. */
    public AlertDraft {
        if (userId < 1) {
            throw new InvalidValueException("userId", userId, "user of an alert must be positive: " + userId);
        }
        Alert.requireName(name);
        expiry = expiry == null ? null : StorableTime.require("expiry", expiry);
    }

    /** One that says nothing of its expiry. */
    public AlertDraft(
            long userId,
            String name,
            AlertCriteria criteria,
            TextQuery query,
            boolean active,
            NotificationSettings settings) {
        this(userId, name, criteria, query, active, settings, null);
    }

    /** An active draft with {@link NotificationSettings#DEFAULT} and no query. */
    public static AlertDraft of(long userId, String name, AlertCriteria criteria) {
        return new AlertDraft(userId, name, criteria, TextQuery.ANYTHING, true, NotificationSettings.DEFAULT);
    }

    /** What an alert is now. */
    public static AlertDraft of(Alert alert) {
        return new AlertDraft(
                alert.userId(), alert.name(), alert.criteria(), alert.query(), alert.active(), alert.settings());
    }

    /** The same under another name. */
    public AlertDraft withName(String name) {
        return new AlertDraft(userId, name, criteria, query, active, settings, expiry);
    }

    /** The same with other criteria. */
    public AlertDraft withCriteria(AlertCriteria criteria) {
        return new AlertDraft(userId, name, criteria, query, active, settings, expiry);
    }

    /** The same, taking part in matching or not. */
    public AlertDraft withActive(boolean active) {
        return new AlertDraft(userId, name, criteria, query, active, settings, expiry);
    }

    /**
     * The same with a query.
     *
     * @throws dev.souk.model.text.InvalidQueryException if it cannot be read
     */
    public AlertDraft withQuery(String query) {
        return new AlertDraft(userId, name, criteria, TextQuery.parse(query), active, settings, expiry);
    }

    /** The same, told in another way. */
    public AlertDraft withSettings(NotificationSettings settings) {
        return new AlertDraft(userId, name, criteria, query, active, settings, expiry);
    }

    /** The same until then, exclusive; null to say nothing of it, which ends nothing and prolongs nothing. */
    public AlertDraft withExpiry(@Nullable Instant expiry) {
        return new AlertDraft(userId, name, criteria, query, active, settings, expiry);
    }
}
