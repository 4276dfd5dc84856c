package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.text.TextQuery;

/**
 * A standing wish of a user. A listing matches when it satisfies both the criteria and the query. Unchanging and
 * thread-safe; equal when all parts are.
 *
 * @param id its number, positive
 * @param userId whose it is, positive
 * @param name what the user calls it: 1 to {@value #MAX_NAME_LENGTH} characters
 * @param criteria the clauses
 * @param query free text on top of the criteria; {@link TextQuery#ANYTHING} for none
 * @param active whether it takes part in matching
 * @param settings how the user wants to be told
 */
public record Alert(
        long id,
        long userId,
        String name,
        AlertCriteria criteria,
        TextQuery query,
        boolean active,
        NotificationSettings settings) {

    /** The longest name. */
    public static final int MAX_NAME_LENGTH = 100;

    /** Checks the ids and the name. */
    public Alert {
        if (id < 1 || userId < 1) {
            throw new InvalidValueException(
                    id < 1 ? "id" : "userId",
                    id < 1 ? id : userId,
                    "ids of an alert must be positive: %s, user %s".formatted(id, userId));
        }
        requireName(name);
    }

    /** An active alert with the default settings, for tests and for matching without a database. */
    public static Alert of(long id, long userId, String name, AlertCriteria criteria, String query) {
        return new Alert(id, userId, name, criteria, TextQuery.parse(query), true, NotificationSettings.DEFAULT);
    }

    /** The same with other criteria. */
    public Alert withCriteria(AlertCriteria criteria) {
        return new Alert(id, userId, name, criteria, query, active, settings);
    }

    /** The same, taking part in matching or not. */
    public Alert withActive(boolean active) {
        return new Alert(id, userId, name, criteria, query, active, settings);
    }

    static void requireName(String name) {
        if (name.isBlank()) {
            throw new InvalidValueException("name", name, "name of an alert is blank");
        }
        StorableText.requireOf("an alert", "name", name, MAX_NAME_LENGTH);
    }
}
