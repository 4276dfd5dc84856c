package dev.souk.core.alert;

/**
 * An alert that stands in the database and cannot be read, since another system or a newer release wrote it. An engine
 * that held it before lets go of it.
 *
 * @param alertId which one
 * @param reason what is wrong, such as {@code criteria.price.max: must be a number, is string}
 */
public record UnreadableAlert(long alertId, String reason) {}
