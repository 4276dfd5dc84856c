package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERT_MATCHES;

import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which matches to list, count or mark. A part that is null accepts all.
 *
 * @param userId whose
 * @param alertId of which alert
 * @param read whether the user has seen them
 * @param saved whether the user put them aside
 */
public record MatchFilter(
        @Nullable Long userId,
        @Nullable Long alertId,
        @Nullable Boolean read,
        @Nullable Boolean saved) {

    /** Every match there is. */
    public static final MatchFilter ALL = new MatchFilter(null, null, null, null);

    /** Those of a user. */
    public static MatchFilter ofUser(long userId) {
        return new MatchFilter(userId, null, null, null);
    }

    /** Those of an alert. */
    public static MatchFilter ofAlert(long alertId) {
        return new MatchFilter(null, alertId, null, null);
    }

    /** Of these, those that the user has not seen. */
    public MatchFilter unread() {
        return new MatchFilter(userId, alertId, false, saved);
    }

    /** Of these, those that the user put aside. */
    public MatchFilter onlySaved() {
        return new MatchFilter(userId, alertId, read, true);
    }

    Condition condition() {
        return DSL.and(
                userId == null ? DSL.noCondition() : ALERT_MATCHES.USER_ID.eq(userId),
                alertId == null ? DSL.noCondition() : ALERT_MATCHES.ALERT_ID.eq(alertId),
                read == null ? DSL.noCondition() : ALERT_MATCHES.IS_READ.eq(read),
                saved == null ? DSL.noCondition() : ALERT_MATCHES.IS_SAVED.eq(saved));
    }
}
