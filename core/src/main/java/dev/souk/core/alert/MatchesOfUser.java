package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERT_MATCHES;

import dev.souk.core.transaction.Transactions;
import dev.souk.model.alert.AlertMatch;
import java.util.Optional;
import org.jooq.Condition;

/**
 * The matches of one user: whatever id is asked for, nobody else's is seen or touched. Thread-safe.
 *
 * <pre>{@code
 * database.matches().onlyOf(7).markSaved(id, true);     // false if it is somebody else's
 * }</pre>
 */
public final class MatchesOfUser {

    private final Transactions transactions;
    private final long userId;

    MatchesOfUser(Transactions transactions, long userId) {
        this.transactions = transactions;
        this.userId = userId;
    }

    /** The match of that id. */
    public Optional<AlertMatch> byId(long id) {
        return transactions.call(dsl -> AlertMatchRepository.find(dsl, isOwn(id)));
    }

    /**
     * Notes whether the user has seen a match.
     *
     * @return whether the user has such a match
     */
    public boolean markRead(long id, boolean read) {
        return transactions.call(dsl -> AlertMatchRepository.set(dsl, isOwn(id), ALERT_MATCHES.IS_READ, read));
    }

    /**
     * Notes whether the user put a match aside.
     *
     * @return whether the user has such a match
     */
    public boolean markSaved(long id, boolean saved) {
        return transactions.call(dsl -> AlertMatchRepository.set(dsl, isOwn(id), ALERT_MATCHES.IS_SAVED, saved));
    }

    /**
     * Deletes a match as {@link AlertMatchRepository#delete} does.
     *
     * @return whether the user had such a match
     */
    public boolean delete(long id) {
        return transactions.call(dsl -> AlertMatchRepository.delete(dsl, isOwn(id)));
    }

    private Condition isOwn(long id) {
        return ALERT_MATCHES.ID.eq(id).and(ALERT_MATCHES.USER_ID.eq(userId));
    }
}
