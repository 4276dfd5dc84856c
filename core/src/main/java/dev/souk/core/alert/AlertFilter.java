package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;

import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts to list. A part that is null accepts all.
 *
 * <pre>{@code
 * alerts.slice(AlertFilter.ofUser(7).withActive(true).withNameContaining("bike"), 20);
 * }</pre>
 *
 * @param userId whose
 * @param active whether they take part in matching; whether their user does is not asked
 * @param name a part of their name, whatever its case; {@code %} and {@code _} are letters like others
 */
public record AlertFilter(
        @Nullable Long userId,
        @Nullable Boolean active,
        @Nullable String name) {

    /** Every alert there is. */
    public static final AlertFilter ALL = new AlertFilter(null, null, null);

    /** Checks the name. */
    public AlertFilter {
        StorableText.requireNullableOf("an alert", "name", name, Alert.MAX_NAME_LENGTH);
    }

    /** Those of a user. */
    public static AlertFilter ofUser(long userId) {
        return new AlertFilter(userId, null, null);
    }

    /** Of these, those that are switched on, or off. */
    public AlertFilter withActive(boolean active) {
        return new AlertFilter(userId, active, name);
    }

    /** Of these, those whose name holds this. */
    public AlertFilter withNameContaining(String part) {
        return new AlertFilter(userId, active, part);
    }

    Condition condition() {
        return DSL.and(
                userId == null ? DSL.noCondition() : ALERTS.USER_ID.eq(userId),
                active == null ? DSL.noCondition() : ALERTS.IS_ACTIVE.eq(active),
                name == null ? DSL.noCondition() : ALERTS.NAME.containsIgnoreCase(name));
    }
}
