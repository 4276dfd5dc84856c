package dev.souk.core.alert;

/**
 * An alert that stands in the database and cannot be read, since another system or a newer release wrote it, or an older
 * one whose text queries said more than today's may. It takes no part in matching: an engine that held it before lets go
 * of it. Its owner can give it other criteria, or delete it.
 *
 * @param alertId which one
 * @param userId whose
 * @param name what the owner calls it, as it stands there
 * @param reason what is wrong, such as {@code criteria.price.max: must be a number, is string}
 */
public record UnreadableAlert(long alertId, long userId, String name, String reason) {}
